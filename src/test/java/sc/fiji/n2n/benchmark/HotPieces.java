package sc.fiji.n2n.benchmark;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import sc.fiji.n2n.denoise.BoxMean;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.TurnAveragedModel;
import sc.fiji.n2n.tile.Borders;
import sc.fiji.n2n.tile.NeighborPairs;

/** The pieces in Java that each pixel passes through, for JMH. Each handles {@link #PIXELS} pixels, the sampler {@link #PATCH}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HotPieces {

	/** Pixels of an image or a block. */
	static final int PIXELS = 512 * 512;
	/** Pixels of a patch. */
	static final int PATCH = 32 * 32;

	private static final int SIDE = 512;
	private static final int MARGIN = 16;

	private final float[] pixels = new float[PIXELS];
	private final float[] block = new float[PIXELS];
	private final float[] first = new float[PATCH];
	private final float[] second = new float[PATCH];
	private final float[] weight = new float[PATCH];
	private final long[] size = { SIDE, SIDE };
	private final Interval beyond = new FinalInterval(new long[] { -MARGIN, -MARGIN }, new long[] { SIDE - MARGIN - 1, SIDE - MARGIN - 1 });
	private final Normalization normalization = new Normalization(0.1, 1.01);
	private final PatchModel turned = new TurnAveragedModel(new NoModel(), 0, 2);
	private PrimitiveBlocks<FloatType> blocks;
	private NeighborPairs pairs;

	/** Fills the image with noise. */
	@Setup
	public void fill() {
		final Random random = new Random(1);
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) random.nextGaussian();
		blocks = Borders.mirrored(ArrayImgs.floats(pixels, SIDE, SIDE));
		pairs = new NeighborPairs(List.of(ArrayImgs.floats(pixels, SIDE, SIDE)), 32, 1);
	}

	/** A block of 512x512 that reaches 16 pixels beyond two borders. */
	@Benchmark
	public float[] copyMirroredBlock() {
		blocks.copy(beyond, block);
		return block;
	}

	/** To normalized units and back. */
	@Benchmark
	public float[] normalizeAndBack() {
		normalization.apply(block);
		normalization.invert(block);
		return block;
	}

	/** The mean of two turns, around a network that does nothing. */
	@Benchmark
	public float[] averageTwoTurns() {
		return turned.denoise(pixels, size);
	}

	/** A pair of patches of 32x32. */
	@Benchmark
	public boolean drawPair() {
		return pairs.next(first, second, weight, 0);
	}

	/** Mean over windows of 17x17. */
	@Benchmark
	public float[] meanOfWindows() {
		BoxMean.apply(block, SIDE, SIDE, 8);
		return block;
	}

	private static final class NoModel implements PatchModel {

		@Override
		public Interval requiredSourceInterval(final Interval target, final Interval image) {
			return target;
		}

		@Override
		public float[] denoise(final float[] given, final long[] givenSize) {
			return given;
		}

		@Override
		public void close() {
			// Nothing to free
		}
	}
}
