package sc.fiji.n2n.diagnosis;

/**
 * A noise curve as that of a camera: variance = gain * (mean - offset) + read noise squared (Janesick, Photon Transfer, SPIE 2007).
 * The curve alone does not tell offset and read noise apart: an intensity without light must be known.
 *
 * @param kind how the noise depends on the intensity
 * @param gain grey levels a photon; NaN unless the kind is {@code GROWS}
 * @param gainError its standard error
 * @param offset intensity without light: as given, or that of the darkest place
 * @param isGiven whether the offset was given
 * @param dark share of the image that is about as dark as the darkest place
 * @param read standard deviation of the noise at the offset; NaN if it is not known
 * @param readAtMost what it is at most
 * @param photonShare share of the variance at the mean intensity that is photon noise, 0 to 1; NaN if it is not known
 * @param deviation standard deviation of the noise at the mean intensity
 */
public record CameraNoise(Kind kind, double gain, double gainError, double offset, boolean isGiven, double dark, double read, double readAtMost,
	double photonShare, double deviation)
{

	/** Standard errors that a slope must have to be believed. */
	private static final double BELIEVED = 4;
	/** Change of the variance, over the intensities of the image, that does not matter. */
	private static final double LITTLE = 0.2;
	/** Relative standard error of the squared read noise up to which it is told as a number. */
	private static final double KNOWN = 0.25;

	/** How the noise depends on the intensity. */
	public enum Kind {
		/** Brighter places are noisier, as with photons. */
		GROWS,
		/** It is the same everywhere. */
		SAME,
		/** Brighter places are less noisy. */
		FALLS,
		/** There are too few intensities, or too much structure, to tell. */
		UNKNOWN
	}

	/**
	 * Reads a curve.
	 *
	 * @param curve the curve
	 * @param offset intensity without light; NaN: that of the darkest place
	 */
	static CameraNoise of(final NoiseCurve curve, final double offset) {
		final boolean given = !Double.isNaN(offset);
		final double zero = given ? offset : curve.low();
		final double variance = curve.variance(curve.mean());
		final double deviation = Math.sqrt(variance);
		final double range = curve.high() - curve.low();
		final Kind kind = kind(curve, range);
		final double squared = curve.gain() * zero + curve.constant();
		final double error = curve.error(zero);
		if (kind == Kind.SAME) return new CameraNoise(kind, Double.NaN, Double.NaN, zero, given, curve.dark(), deviation, deviation, 0, deviation);
		if (kind != Kind.GROWS) return new CameraNoise(kind, Double.NaN, Double.NaN, zero, given, curve.dark(), Double.NaN, Double.NaN, Double.NaN, deviation);
		final boolean known = squared > 0 && error < KNOWN * squared;
		return new CameraNoise(kind, curve.gain(), curve.gainError(), zero, given, curve.dark(), known ? Math.sqrt(squared) : Double.NaN, Math.sqrt(Math.max(0,
			squared) + 2 * error), Math.max(0, Math.min(1, curve.gain() * (curve.mean() - zero) / variance)), deviation);
	}

	private static Kind kind(final NoiseCurve curve, final double range) {
		final double middle = Math.max(curve.variance(curve.centre()), curve.centreError());
		if (!(curve.gainError() < Double.POSITIVE_INFINITY)) return Kind.UNKNOWN;
		final boolean believed = Math.abs(curve.gain()) > BELIEVED * curve.gainError();
		final boolean matters = Math.abs(curve.gain()) * range > LITTLE * middle;
		if (believed && matters) return curve.gain() > 0 ? Kind.GROWS : Kind.FALLS;
		return (Math.abs(curve.gain()) + 2 * curve.gainError()) * range < 2 * LITTLE * middle ? Kind.SAME : Kind.UNKNOWN;
	}
}
