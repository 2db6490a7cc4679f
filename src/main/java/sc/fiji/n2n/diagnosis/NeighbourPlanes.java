package sc.fiji.n2n.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.noise.SharedNoise;

/**
 * What planes beside each other have in common.
 *
 * @param shared correlation of their noise, see {@link SharedNoise}; NaN where it cannot be measured, or told from structure
 * @param error its standard error
 * @param scene correlation of the means of 8 x 8 pixels: 1 where both show the same; NaN where there is nothing
 */
public record NeighbourPlanes(double shared, double error, double scene) {

	private static final int SIDE = 8;
	/** Blocks that are compared: they are large, and the median of three is enough. */
	private static final int MAX_BLOCKS = 3;
	private static final double LITTLE = 0.1;
	private static final double BELIEVED = 4;

	/** Whether the noise is shared by more than chance. */
	public boolean isShared() {
		return shared > Math.max(LITTLE, BELIEVED * error);
	}

	/**
	 * Measures up to three blocks against those in the next planes; the median counts.
	 *
	 * @param planes the channel (x, y, plane)
	 * @param blocks the blocks
	 * @param step number of planes to the neighbour
	 * @param stacks planes of which groups belong together: neighbours of another group do not count
	 * @return the measurement; null if no block has such a neighbour
	 */
	static NeighbourPlanes measure(final RandomAccessibleInterval<FloatType> planes, final List<Block> blocks, final long step, final long stacks) {
		final List<double[]> told = new ArrayList<>();
		final List<Double> scenes = new ArrayList<>();
		boolean any = false;
		for (final Block block : blocks.subList(0, Math.min(MAX_BLOCKS, blocks.size()))) {
			// The last plane of a group is compared with the one before it.
			long other = block.plane() + step;
			if (other >= planes.dimension(2) || other / stacks != block.plane() / stacks) other = block.plane() - step;
			if (other < 0 || other / stacks != block.plane() / stacks) continue;
			any = true;
			final Block next = block.in(planes, other);
			final SharedNoise noise = SharedNoise.measure(image(block), image(next));
			if (noise.measurable() && !(noise.correlation() > LITTLE && noise.isStructure())) told.add(new double[] { noise.correlation(), noise.error() });
			scenes.add(correlation(means(block), means(next)));
		}
		if (!any) return null;
		final double[] shared = told.stream().mapToDouble(pair -> pair[0]).sorted().toArray();
		final double[] errors = told.stream().mapToDouble(pair -> pair[1]).sorted().toArray();
		final double[] same = scenes.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).sorted().toArray();
		return new NeighbourPlanes(median(shared), median(errors), median(same));
	}

	private static RandomAccessibleInterval<FloatType> image(final Block block) {
		return ArrayImgs.floats(block.pixels(), block.width(), block.height());
	}

	private static double median(final double[] sorted) {
		return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
	}

	private static double[] means(final Block block) {
		final int w = block.width() / SIDE, h = block.height() / SIDE;
		final double[] means = new double[w * h];
		for (int y = 0; y < h * SIDE; y++)
			for (int x = 0; x < w * SIDE; x++)
				means[y / SIDE * w + x / SIDE] += block.pixels()[y * block.width() + x] / (SIDE * SIDE);
		return means;
	}

	private static double correlation(final double[] a, final double[] b) {
		final double[] finiteA = new double[a.length], finiteB = new double[a.length];
		int n = 0;
		for (int i = 0; i < a.length; i++)
			if (Double.isFinite(a[i] + b[i])) {
				finiteA[n] = a[i];
				finiteB[n++] = b[i];
			}
		if (n < 3) return Double.NaN;
		final double meanA = Arrays.stream(finiteA, 0, n).average().orElseThrow(), meanB = Arrays.stream(finiteB, 0, n).average().orElseThrow();
		double aa = 0, bb = 0, ab = 0;
		for (int i = 0; i < n; i++) {
			aa += (finiteA[i] - meanA) * (finiteA[i] - meanA);
			bb += (finiteB[i] - meanB) * (finiteB[i] - meanB);
			ab += (finiteA[i] - meanA) * (finiteB[i] - meanB);
		}
		return ab / Math.sqrt(aa * bb);
	}
}
