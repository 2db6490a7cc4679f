package sc.fiji.n2n.denoise;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/** Takes the planes of a result as they are finished. */
@FunctionalInterface
public interface PlaneWriter {

	/**
	 * Writes one plane.
	 *
	 * @param plane index of the plane along the third axis of the source, from 0
	 * @param pixels the plane (x, y), in the units of the source, not yet rounded
	 */
	void write(long plane, RandomAccessibleInterval<FloatType> pixels);
}
