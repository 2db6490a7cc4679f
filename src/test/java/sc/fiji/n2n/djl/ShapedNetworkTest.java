package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.tile.Borders;
import sc.fiji.n2n.tile.TileGrid;

class ShapedNetworkTest {

	private final NDManager manager = PyTorchEngine.load().newBaseManager();

	@AfterEach
	void close() {
		manager.close();
	}

	private static NetworkOptions options(final Architecture architecture, final int rank, final int depth, final int width) {
		return new NetworkOptions(architecture, rank, depth, width, false, false, 0.1);
	}

	private PatchModel model(final NetworkOptions options) {
		final Network network = new ChannelsLast(ShapedNetwork.of(options));
		return new NetworkModel(network, Weights.random(manager, network, new SplittableRandom(1)::nextDouble), manager);
	}

	/** Counted by the layers of the paper's table 2 for one channel, as PyTorch does for the reference. */
	@Test
	void theUNetOfThePaperHasItsNumberOfWeights() {
		assertEquals(988_609, ShapedNetwork.of(options(Architecture.UNET, 2, 5, 48)).weights());
	}

	/** RED30 has 30 layers: the first, 28 of 64 to 64 channels, the last. */
	@Test
	void redHasThirtyLayers() {
		final Network red = ShapedNetwork.of(options(Architecture.RED, 2, 15, 64));
		assertEquals(30, red.layers().size());
		assertEquals(64 * 9 + 64 + 28 * (64 * 64 * 9 + 64) + 64 * 9 + 1, red.weights());
	}

	/** 27 weights of each kernel instead of 9, one bias as before; at full size, the small network stays within slices. */
	@ParameterizedTest
	@EnumSource(Architecture.class)
	void volumesHaveKernelsOfThreeAxes(final Architecture architecture) {
		final List<LayerShape> planes = ShapedNetwork.of(options(architecture, 2, 2, 8)).layers();
		final List<LayerShape> volumes = ShapedNetwork.of(options(architecture, 3, 2, 8)).layers();
		assertEquals(planes.size(), volumes.size());
		for (int i = 0; i < planes.size(); i++) {
			assertEquals(5, volumes.get(i).kernel().dimension());
			final boolean flat = architecture == Architecture.SMALL_UNET && i == planes.size() - 2;
			assertEquals(planes.get(i).kernel().size() * (flat ? 1 : planes.get(i).kernel().get(2)), volumes.get(i).kernel().size());
		}
	}

	/**
	 * The promise of {@code requiredSourceInterval}, to the pixel: what it leaves out changes nothing, and what it asks for
	 * beyond the rounding to whole cells changes something. On weights and pixels above 0, nothing can cancel.
	 */
	@ParameterizedTest
	@CsvSource({ "SMALL_UNET,2,1", "SMALL_UNET,2,2", "SMALL_UNET,2,3", "SMALL_UNET,3,2", "UNET,2,1", "UNET,2,2", "UNET,2,3", "UNET,2,5", "UNET,3,1",
		"UNET,3,2", "RED,2,1", "RED,2,4", "RED,2,15", "RED,3,3" })
	void aTargetDependsOnWhatIsRequiredAndNothingElse(final Architecture architecture, final int rank, final int depth) {
		final ShapedNetwork network = ShapedNetwork.of(options(architecture, rank, depth, 4));
		final int multiple = network.multiple();
		final int middle = (int) -network.required(new Span(0, 0)).align(multiple).min();
		for (final int target : new int[] { middle, middle + 1, middle + multiple - 1 }) {
			final Span required = network.required(new Span(target, target));
			final long length = new Span(0, Math.max(required.max(), target) + 2L * multiple).align(multiple).max() + 1;
			final boolean[] matters = dependencies(network, rank, (int) length, target);
			for (int at = 0; at < length; at++)
				assertEquals(required.min() <= at && at <= required.max(), matters[at], "pixel " + at + " for target " + target + " of " + length);
		}
	}

	/** Which pixels along the x axis change a target pixel, by the gradient of the target: all weights are above 0. */
	private boolean[] dependencies(final ShapedNetwork network, final int rank, final int length, final int target) {
		final long[] size = new long[rank];
		Arrays.fill(size, network.multiple());
		size[0] = length;
		final boolean[] matters = new boolean[length];
		try (NDManager own = manager.newSubManager()) {
			final float[] ones = new float[network.weights()];
			Arrays.fill(ones, 1e-2f);
			final Weights weights = Weights.random(own, network, () -> 0.75).with(own.create(ones));
			final float[] values = new float[(int) Intervals.numElements(new FinalInterval(size))];
			// Max pooling picks one pixel of a cell: that to the right if pixels rise, that to the left if they fall.
			for (final int slope : new int[] { 1, -1 }) {
				for (int i = 0; i < values.length; i++)
					values[i] = 2 + slope * (i % length) / (float) length;
				final NDArray images = own.create(values, PatchArrays.shape(1, size));
				images.setRequiresGradient(true);
				Gradients.collect(collector -> collector.backward(network.denoise(images, weights.layers(own, false)).flatten().get(target)));
				final float[] gradient = images.getGradient().toFloatArray();
				for (int i = 0; i < gradient.length; i++)
					matters[i % length] |= gradient[i] != 0;
			}
		}
		return matters;
	}

	/** Along z the same, where nothing is pooled. */
	@ParameterizedTest
	@CsvSource({ "SMALL_UNET,3", "SMALL_UNET,1", "UNET,2", "RED,3" })
	void aSliceDependsOnTheSlicesThatAreRequired(final Architecture architecture, final int depth) {
		final ShapedNetwork network = ShapedNetwork.of(options(architecture, 3, depth, 4));
		final Span required = network.requiredAlongZ(new Span(0, 0));
		final int middle = (int) -required.min() + 2;
		final int slices = 2 * middle + 1;
		final int side = network.multiple();
		final boolean[] matters = new boolean[slices];
		try (NDManager own = manager.newSubManager()) {
			final float[] weights = new float[network.weights()];
			Arrays.fill(weights, 1e-2f);
			final NDArray images = own.ones(PatchArrays.shape(1, side, side, slices));
			images.setRequiresGradient(true);
			final List<Layer> layers = Weights.random(own, network, () -> 0.75).with(own.create(weights)).layers(own, false);
			Gradients.collect(collector -> collector.backward(network.denoise(images, layers).flatten().get(middle * side * side)));
			final float[] gradient = images.getGradient().toFloatArray();
			for (int i = 0; i < gradient.length; i++)
				matters[i / (side * side)] |= gradient[i] != 0;
		}
		for (int z = 0; z < slices; z++)
			assertEquals(required.min() <= z - middle && z - middle <= required.max(), matters[z], "slice " + z + " for " + middle);
	}

	/** The same, without knowledge of gradients: what is beyond may be anything. */
	@ParameterizedTest
	@CsvSource({ "SMALL_UNET,2,3", "UNET,2,3", "RED,2,4", "UNET,3,2", "SMALL_UNET,3,2", "RED,3,2" })
	void whatIsNotRequiredMayBeAnything(final Architecture architecture, final int rank, final int depth) {
		final ShapedNetwork network = ShapedNetwork.of(options(architecture, rank, depth, 8));
		final long[] size = new long[rank];
		Arrays.fill(size, network.multiple());
		final Span required = network.required(new Span(200, 203));
		size[0] = new Span(0, 420).align(network.multiple()).max() + 1;
		final float[] source = noise(size);
		final float[] other = source.clone();
		for (int i = 0; i < other.length; i++)
			if (i % size[0] < required.min() || i % size[0] > required.max()) other[i] += 1000;
		try (PatchModel model = model(options(architecture, rank, depth, 8))) {
			final float[] before = Arrays.copyOfRange(model.denoise(source, size), 200, 204);
			final float[] after = Arrays.copyOfRange(model.denoise(other, size), 200, 204);
			assertArrayEquals(before, after, 1e-5f);
		}
	}

	@ParameterizedTest
	@CsvSource({ "SMALL_UNET,3,201,133,64", "SMALL_UNET,2,31,17,16", "UNET,5,201,133,64", "UNET,3,97,70,32", "UNET,1,1,90,16", "RED,15,97,70,33",
		"RED,3,31,1,7" })
	void tiledIsUntiledInPlanes(final Architecture architecture, final int depth, final int width, final int height, final int tile) {
		assertTiledIsUntiled(options(architecture, 2, depth, 12), tile, width, height);
	}

	@ParameterizedTest
	@CsvSource({ "SMALL_UNET,3,41,33,13,16", "UNET,2,37,29,11,12", "UNET,3,41,19,1,16", "RED,4,23,17,9,8" })
	void tiledIsUntiledInVolumes(final Architecture architecture, final int depth, final int width, final int height, final int slices, final int tile) {
		assertTiledIsUntiled(options(architecture, 3, depth, 8), tile, width, height, slices);
	}

	private void assertTiledIsUntiled(final NetworkOptions options, final int tile, final long... size) {
		final float[] source = noise(size);
		try (PatchModel model = model(options)) {
			final float[] whole = denoise(model, source, 1 << 20, size);
			assertArrayEquals(whole, denoise(model, source, tile, size), 1e-5f);
			assertNotEquals(whole[0], whole[whole.length - 1], "a constant result would be tiled by any network");
		}
	}

	private static float[] denoise(final PatchModel model, final float[] source, final long tile, final long... size) {
		final float[] target = new float[source.length];
		final RandomAccessibleInterval<FloatType> image = ArrayImgs.floats(source, size);
		final long[] tiles = new long[size.length];
		Arrays.fill(tiles, tile);
		for (final Interval part : TileGrid.cut(image, tiles)) {
			final Interval required = model.requiredSourceInterval(part, image);
			final float[] block = new float[(int) Intervals.numElements(required)];
			Borders.mirrored(image).copy(required, block);
			final float[] result = model.denoise(block, required.dimensionsAsLongArray());
			LoopBuilder.setImages(Views.interval(Views.translate(ArrayImgs.floats(result, required.dimensionsAsLongArray()), required.minAsLongArray()), part),
				Views.interval(ArrayImgs.floats(target, size), part)).forEachPixel((from, to) -> to.set(from));
		}
		return target;
	}

	private static float[] noise(final long... size) {
		final Random random = new Random(1);
		final float[] noise = new float[(int) Intervals.numElements(new FinalInterval(size))];
		for (int i = 0; i < noise.length; i++)
			noise[i] = (float) random.nextGaussian();
		return noise;
	}

	/** A network whose first kernel reads its neighbour at one more along x, y or z and does nothing else moves the image so. */
	@ParameterizedTest
	@CsvSource({ "0,1", "1,3", "2,9" })
	void axesKeepTheirOrder(final int axis, final int offset) {
		final ShapedNetwork network = ShapedNetwork.of(options(Architecture.RED, 3, 1, 4));
		final float[] values = new float[network.weights()];
		final int center = 13;
		values[center + offset] = 1;
		values[4 * 27 + 4 + center] = 1;
		final long[] size = { 5, 4, 3 };
		final float[] source = new float[60];
		source[2 + 5 * (2 + 4 * 1)] = 7;
		final float[] moved = new float[60];
		moved[2 + 5 * (2 + 4 * 1) - new int[] { 1, 5, 20 }[axis]] = 7;
		final Weights weights = Weights.random(manager, network, () -> 0.5).with(manager.create(values));
		try (PatchModel model = new NetworkModel(new ChannelsLast(network), weights, manager)) {
			assertArrayEquals(moved, model.denoise(source, size));
		}
	}

	/** The order in memory changes nothing but rounding. */
	@ParameterizedTest
	@EnumSource(Architecture.class)
	void channelsLastIsTheSameNetwork(final Architecture architecture) {
		for (int rank = 2; rank <= 3; rank++) {
			final ShapedNetwork network = ShapedNetwork.of(options(architecture, rank, 2, 12));
			final Weights weights = Weights.random(manager, network, new SplittableRandom(3)::nextDouble);
			final long[] size = rank == 2 ? new long[] { 24, 16 } : new long[] { 12, 8, 4 };
			final NDArray images = manager.create(noise(size), PatchArrays.shape(1, size));
			assertArrayEquals(network.denoise(images, weights.layers(manager, false)).toFloatArray(), new ChannelsLast(network).denoise(images, weights
				.layers(manager, false)).toFloatArray(), 1e-5f);
		}
	}

	/** He et al. keep the variance from layer to layer, so that the deepest network starts with a result of the size of its input. */
	@ParameterizedTest
	@CsvSource({ "UNET,5", "RED,5" })
	void heInitializationKeepsTheVariance(final Architecture architecture, final int depth) {
		final long[] size = { 128, 128 };
		try (PatchModel model = model(options(architecture, 2, depth, 48))) {
			final float[] result = model.denoise(noise(size), size);
			double squares = 0;
			for (final float value : result)
				squares += value * value;
			final double deviation = Math.sqrt(squares / result.length);
			assertTrue(deviation > 0.1 && deviation < 10, "deviation " + deviation);
		}
	}

	/** The last layer without weights: a residual network gives back its input, another one nothing. */
	@ParameterizedTest
	@EnumSource(Architecture.class)
	void aResidualNetworkPredictsWhatIsTakenOff(final Architecture architecture) {
		for (final boolean residual : new boolean[] { true, false }) {
			final ShapedNetwork network = ShapedNetwork.of(new NetworkOptions(architecture, 2, 1, 4, residual, false, 0));
			final Weights none = Weights.random(manager, network, () -> 0.5);
			final float[] pixels = { 1, 2, 3, 4 };
			final NDArray images = manager.create(pixels, PatchArrays.shape(1, 2, 2));
			final float[] result = network.denoise(images, none.with(manager.zeros(none.flat().getShape())).layers(manager, false)).toFloatArray();
			assertArrayEquals(residual ? pixels : new float[4], result);
		}
	}
}
