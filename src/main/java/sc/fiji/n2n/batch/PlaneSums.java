package sc.fiji.n2n.batch;

import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.FourierRingCorrelation;
import sc.fiji.n2n.noise.SquaredError;
import sc.fiji.n2n.noise.StructuralSimilarity;

/** What is measured on planes of an image and its reference, of one size, and pooled over them. Not thread-safe. */
final class PlaneSums {

	private final int width;
	private final int height;
	private final double range;
	private final SquaredError error = new SquaredError();
	private final FourierRingCorrelation rings;
	private double similarity;
	private int similar;

	PlaneSums(final int width, final int height, final double range) {
		this.width = width;
		this.height = height;
		this.range = range;
		rings = new FourierRingCorrelation(width, height);
	}

	/** Measures a plane; asks in between whether to stop. */
	void add(final double[] image, final double[] reference, final Progress progress) {
		error.add(image, reference);
		progress.stopIfCanceled();
		rings.add(image, reference);
		progress.stopIfCanceled();
		final double ssim = StructuralSimilarity.mean(image, reference, width, height, range);
		if (Double.isNaN(ssim)) return;
		similarity += ssim;
		similar++;
	}

	/** Adds planes that were measured elsewhere. */
	void add(final PlaneSums other) {
		error.add(other.error);
		rings.add(other.rings);
		similarity += other.similarity;
		similar += other.similar;
	}

	/** How many pixels are not finite in either image. */
	long leftOut() {
		return error.leftOut();
	}

	/** @param pixelSize size of a pixel, NaN where it is not known */
	ComparisonRow row(final int channel, final int slice, final double pixelSize, final String unit) {
		final double resolution = rings.resolution();
		return new ComparisonRow(channel, slice, error.psnr(range), similarity / similar, error.nrmse(), resolution, resolution * pixelSize, unit);
	}
}
