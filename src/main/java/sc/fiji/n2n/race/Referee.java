package sc.fiji.n2n.race;

import java.util.List;

/** Estimates how far results are from the image without noise, which nobody has. */
public interface Referee {

	/** The planes to denoise: the image first, then others that this referee needs, all of the same size. */
	List<float[]> inputs();

	/**
	 * Estimates the error of a method.
	 *
	 * @param results what the method made of each input
	 * @return the estimate
	 */
	Score score(List<float[]> results);

	/**
	 * How uncertain the difference of the mean squared errors of two methods is. It is less than that of each, because both meet the same noise.
	 *
	 * @param first results of one method
	 * @param second results of another
	 * @return the standard deviation, in the squared units of the image
	 */
	double uncertainty(List<float[]> first, List<float[]> second);

	/** What the score rests on, in words. */
	String basis();
}
