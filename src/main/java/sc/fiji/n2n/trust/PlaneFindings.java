package sc.fiji.n2n.trust;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * What was found out about one denoised plane.
 *
 * @param checks the checks, in the order of a report
 * @param residual noisy minus denoised (x, y), in the units of the image; NaN where a pixel was not examined
 * @param changes where more was changed than the noise explains (x, y), in standard deviations: above 0 where something may have
 *          been invented, below 0 where something may have been lost, else 0
 * @param bins what was taken off by intensity, from dark to bright; none where the noise could not be measured
 * @param noiseCorrelation autocorrelation of the noise along x and along y, each at 1 to 4 pixels; NaN where it could not be measured
 * @param residualCorrelation the same of what was taken off
 */
public record PlaneFindings(List<TrustCheck> checks, RandomAccessibleInterval<FloatType> residual, RandomAccessibleInterval<FloatType> changes,
	List<IntensityBin> bins, double[][] noiseCorrelation, double[][] residualCorrelation)
{

	/** Keeps copies of the lists. */
	public PlaneFindings {
		checks = List.copyOf(checks);
		bins = List.copyOf(bins);
	}

	/** The worst verdict. */
	public Verdict verdict() {
		return checks.stream().map(TrustCheck::verdict).reduce(Verdict.PASS, Verdict::or);
	}
}
