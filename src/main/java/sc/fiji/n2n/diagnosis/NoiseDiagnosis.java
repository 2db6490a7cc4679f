package sc.fiji.n2n.diagnosis;

import java.util.List;
import java.util.Objects;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.NoiseAutocorrelation;
import sc.fiji.n2n.pairs.ExposureFit;
import sc.fiji.n2n.pairs.Saturation;

/**
 * What was measured of a channel. The work is bounded: up to five blocks of up to 1024 x 1024 pixels, and their neighbours along z
 * and t.
 *
 * @param width pixels along x
 * @param height pixels along y
 * @param missing share of the pixels that are NaN or infinite
 * @param levels the grey levels; null if no pixel is finite
 * @param saturation pixels at the ends of the range
 * @param correlation autocorrelation of the noise along x and y
 * @param curve how strong the noise is at each intensity; null where there is none, or too little image
 * @param cutOff whether most of the image lies at an end of the range, so that the curve is of cut noise
 * @param camera the curve as that of a camera; null without a curve
 * @param rows offsets of rows; null where the image is too small
 * @param columns offsets of columns; null where the image is too small
 * @param outliers single pixels that stand out
 * @param jpeg see {@link JpegBlocks}
 * @param alongX a period of interpolation along x; null where the image is too small
 * @param alongY the same along y
 * @param equal see {@link EqualNeighbours}
 * @param slices what neighbouring slices share; null with one slice
 * @param frames what following frames share; null with one frame
 */
public record NoiseDiagnosis(long width, long height, double missing, GreyLevels levels, Saturation saturation, NoiseAutocorrelation correlation,
	NoiseCurve curve, boolean cutOff, CameraNoise camera, LinePattern rows, LinePattern columns, Outliers outliers, double jpeg, Resampling alongX,
	Resampling alongY, double equal, NeighbourPlanes slices, NeighbourPlanes frames)
{

	/**
	 * What is known of the channel beforehand.
	 *
	 * @param slices number of slices of each frame
	 * @param largest largest value that a pixel can have; NaN if there is no limit
	 * @param offset intensity without light; NaN if it is not known
	 */
	public record Known(long slices, double largest, double offset) {}

	/**
	 * Measures a channel.
	 *
	 * @param channel its pixels (x, y, plane), plane = z + t * slices; read as needed
	 * @param known what is known of it
	 * @param progress told how far the work is
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	public static NoiseDiagnosis measure(final RandomAccessibleInterval<FloatType> channel, final Known known, final Progress progress) {
		return measure(channel, null, ExposureFit.SAME, known, progress);
	}

	/**
	 * Measures a channel of which there is a second image of the same scene: the noise curve is then that of their difference.
	 *
	 * @param channel its pixels (x, y, plane)
	 * @param other those of the other image, of the same size; null if there is none
	 * @param exposure how the other follows the first
	 * @param known what is known of both
	 * @param progress told how far the work is
	 */
	public static NoiseDiagnosis measure(final RandomAccessibleInterval<FloatType> channel, final RandomAccessibleInterval<FloatType> other,
		final ExposureFit exposure, final Known known, final Progress progress)
	{
		Objects.requireNonNull(known, "known");
		final RandomAccessibleInterval<FloatType> planes = Views.zeroMin(channel);
		progress.step("Reading", 0);
		final List<Block> blocks = Block.sample(planes);
		final GreyLevels levels = GreyLevels.of(blocks);
		final Saturation saturation = Saturation.of(blocks.stream().map(Block::pixels).toList(), known.largest());
		progress.step("Measuring the correlation of the noise", 0.2);
		final NoiseAutocorrelation correlation = NoiseAutocorrelation.measure(other == null ? planes : difference(planes, Views.zeroMin(other), exposure));
		progress.step("Measuring the noise", 0.3);
		final double low = saturation.bottom() > Saturation.LIMIT ? smallest(blocks) : Double.NEGATIVE_INFINITY;
		final WindowSample sample = WindowSample.of(blocks, other == null ? List.of() : others(blocks, Views.zeroMin(other), exposure), correlation, low, saturation
			.highest());
		final NoiseCurve curve = NoiseCurve.fit(sample.windows(), sample.freedom());
		progress.step("Looking for rows and columns", 0.4);
		final LinePattern rows = LinePattern.measure(blocks, false), columns = LinePattern.measure(blocks, true);
		progress.step("Looking for hot pixels", 0.5);
		final Outliers outliers = levels == null ? new Outliers(0, 0, Double.NaN, 0, 0) : Outliers.find(blocks, levels, progress);
		progress.step("Looking for earlier processing", 0.6);
		final double step = levels == null ? 0 : levels.step();
		final double jpeg = JpegBlocks.ratio(blocks, step);
		progress.step("Looking for earlier processing", 0.65);
		final Resampling x = Resampling.measure(blocks, true);
		progress.step("Looking for earlier processing", 0.7);
		final Resampling y = Resampling.measure(blocks, false);
		progress.step("Looking for earlier processing", 0.75);
		final double equal = EqualNeighbours.excess(blocks, step, low, saturation.highest());
		progress.step("Comparing neighbouring planes", 0.8);
		final long count = planes.dimension(2);
		final NeighbourPlanes slices = known.slices() > 1 ? NeighbourPlanes.measure(planes, blocks, 1, known.slices()) : null;
		final NeighbourPlanes frames = count > known.slices() ? NeighbourPlanes.measure(planes, blocks, known.slices(), count) : null;
		return new NoiseDiagnosis(planes.dimension(0), planes.dimension(1), missing(blocks), levels, saturation, correlation, curve, sample.cutOff(), curve == null
			? null : CameraNoise.of(curve, known.offset()), rows, columns, outliers, jpeg, x, y, equal, slices, frames);
	}

	/** The same places of the other image, in the units of the first. */
	private static List<Block> others(final List<Block> blocks, final RandomAccessibleInterval<FloatType> other, final ExposureFit exposure) {
		final List<Block> others = blocks.stream().map(block -> block.in(other, block.plane())).toList();
		others.forEach(block -> exposure.toFirst(block.pixels()));
		return others;
	}

	/** It holds the noise of both images, and nothing of what they show. */
	private static RandomAccessibleInterval<FloatType> difference(final RandomAccessibleInterval<FloatType> a, final RandomAccessibleInterval<FloatType> b,
		final ExposureFit exposure)
	{
		return Converters.convert(a, b, (first, second, out) -> out.set((float) (first.get() - exposure.toFirst(second.get()))), new FloatType());
	}

	private static double smallest(final List<Block> blocks) {
		float least = Float.POSITIVE_INFINITY;
		for (final Block block : blocks)
			for (final float v : block.pixels())
				if (v < least) least = v;
		return least;
	}

	private static double missing(final List<Block> blocks) {
		long missing = 0, all = 0;
		for (final Block block : blocks) {
			all += block.pixels().length;
			for (final float v : block.pixels())
				if (Float.isNaN(v)) missing++;
		}
		return missing / (double) all;
	}

	/** Whether all finite pixels have the same value, or there is none. */
	public boolean isConstant() {
		return levels == null || levels.levels() < 2;
	}

	/** Standard deviation of the noise at the mean intensity; NaN where it could not be measured. */
	public double deviation() {
		return curve == null ? Double.NaN : camera.deviation();
	}

	/**
	 * The share of the variance of the noise that second differences leave, 1 for white noise; NaN where it could not be measured. The noise of
	 * rounding, which comes after all filters, is taken off.
	 */
	double fineShare() {
		if (!correlation.measurable() || curve == null) return Double.NaN;
		final double rounding = levels.step() * levels.step() / 12;
		final double variance = deviation() * deviation();
		final double factor = variance > 3 * rounding ? variance / (variance - rounding) : 1;
		return left(factor * correlation.x(1), factor * correlation.x(2)) * left(factor * correlation.y(1), factor * correlation.y(2));
	}

	private static double left(final double one, final double two) {
		return Math.max(0, (6 - 8 * one + 2 * two) / 6);
	}
}
