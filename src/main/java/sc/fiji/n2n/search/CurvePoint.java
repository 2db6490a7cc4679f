package sc.fiji.n2n.search;

/**
 * A point of the curve of a trial.
 *
 * @param seconds seconds that the trial had learned
 * @param loss its validation loss then
 */
public record CurvePoint(double seconds, double loss) {

	/** @throws IllegalArgumentException if a number is not finite */
	public CurvePoint {
		if (!Double.isFinite(seconds) || !Double.isFinite(loss)) throw new IllegalArgumentException("the curve has a loss of " + loss + " after " + seconds +
			" seconds, but both must be finite.");
	}
}
