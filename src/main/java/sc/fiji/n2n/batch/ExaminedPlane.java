package sc.fiji.n2n.batch;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.trust.PlaneFindings;
import sc.fiji.n2n.trust.RepeatFindings;
import sc.fiji.n2n.trust.SpreadFindings;
import sc.fiji.n2n.trust.Verdict;

/**
 * A plane that was examined.
 *
 * @param channel its channel, from 1
 * @param slice its number in the channel, from 1
 * @param noisy the plane before denoising (x, y)
 * @param denoised the plane afterwards
 * @param findings what was found
 * @param repeat what a repeat said; null without one
 * @param spread how far results of it differ, of a part of the plane; null where that was not measured
 */
public record ExaminedPlane(int channel, int slice, RandomAccessibleInterval<FloatType> noisy, RandomAccessibleInterval<FloatType> denoised,
	PlaneFindings findings, RepeatFindings repeat, SpreadFindings spread)
{

	/** The worst verdict. */
	Verdict verdict() {
		Verdict worst = findings.verdict();
		if (repeat != null) worst = repeat.checks().stream().map(check -> check.verdict()).reduce(worst, Verdict::or);
		return spread == null ? worst : worst.or(spread.check().verdict());
	}
}
