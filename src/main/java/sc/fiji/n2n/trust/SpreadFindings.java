package sc.fiji.n2n.trust;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * How far results that are as good as each other differ.
 *
 * @param check the check
 * @param spread standard deviation of the results at each pixel (x, y), in the units of the image; NaN where one is not finite
 */
public record SpreadFindings(TrustCheck check, RandomAccessibleInterval<FloatType> spread) {}
