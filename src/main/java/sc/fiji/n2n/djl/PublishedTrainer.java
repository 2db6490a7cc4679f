package sc.fiji.n2n.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

import org.apache.commons.math3.random.MersenneTwister;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.TrainedNetwork;
import sc.fiji.n2n.tile.Borders;
import sc.fiji.n2n.tile.Gaps;
import sc.fiji.n2n.tile.TileGrid;

/**
 * Trains the network of Zero-Shot Noise2Noise with the schedule of the paper: every step sees the
 * whole image; Adam, learning rate 0.001, halved every 1,500 steps. Large images pass block by block,
 * and the gradients of the blocks add up to that of the image.
 */
final class PublishedTrainer {

	private static final double RATE = 1e-3;
	private static final int HALVE_EVERY = 1500;
	private static final int BLOCK = 512;
	/** An image of fewer pixels is not worth more than one thread. */
	private static final long SMALL = 128 * 128;
	/** What a cell depends on: the network's halo at half the size, in pixels of the image. */
	private static final int HALO = 2 * PublishedNetwork.HALO;

	private final PublishedNetwork network = new PublishedNetwork();
	private final PublishedLoss loss = new PublishedLoss(network);
	private final NDManager manager;
	private final int blockSize;

	/** @param manager owner of the weights of the trained network */
	PublishedTrainer(final NDManager manager) {
		this(manager, BLOCK);
	}

	/** @param blockSize side of the blocks in which large images pass, even */
	PublishedTrainer(final NDManager manager, final int blockSize) {
		this.manager = manager;
		this.blockSize = blockSize;
	}

	TrainedNetwork train(final RandomAccessibleInterval<FloatType> image, final int steps, final long seed, final LearningListener listener,
		final Progress progress)
	{
		final boolean small = image.dimension(0) * image.dimension(1) <= SMALL;
		try (SingleThread single = small ? new SingleThread() : null; NDManager own = manager.newSubManager()) {
			final List<Block> blocks = blocks(image, own);
			double cells = 0;
			double errorOfInput = 0;
			for (final Block block : blocks)
				try (NDManager step = own.newSubManager()) {
					block.pixels.tempAttach(step);
					final NDArray half = PublishedLoss.downsampled(block.pixels);
					final NDArray counted = block.weight.get(block.core);
					cells += counted.sum().getFloat();
					errorOfInput += half.get(0).sub(half.get(1)).expandDims(0).get(block.core).square().mul(counted).sum().getFloat();
				}
			final Weights weights = Weights.random(own, network, pyTorchUniform(seed));
			final LearningWatch watch = new LearningWatch(listener, steps, errorOfInput / cells, () -> new NetworkModel(network, weights, manager));
			double error = Double.NaN;
			try (Adam adam = new Adam(weights.flat(), 0.9f, 0.999f, Double.POSITIVE_INFINITY)) {
				for (int step = 0; step < steps; step++) {
					error = 0;
					for (int i = 0; i < blocks.size(); i++) {
						progress.step("Training", (step + (double) i / blocks.size()) / steps);
						error += backward(weights, blocks.get(i), cells, progress);
					}
					adam.update(RATE * Math.pow(0.5, step / HALVE_EVERY));
					watch.learned(error);
					watch.point(step + 1);
				}
			}
			return new TrainedNetwork(new NetworkModel(network, weights, manager), steps, 0, error, errorOfInput / cells);
		}
	}

	/**
	 * The numbers that PyTorch draws for 32-bit weights after {@code torch.manual_seed}: the published code and this
	 * method then start from the same weights.
	 */
	static DoubleSupplier pyTorchUniform(final long seed) {
		final MersenneTwister random = new MersenneTwister((int) seed);
		return () -> (random.nextInt() & 0xffffff) * 0x1p-24;
	}

	/** Adds the gradient of one block; returns its share of the residual loss. Asks in between whether to stop. */
	private double backward(final Weights weights, final Block block, final double cells, final Progress progress) {
		final double[] residual = new double[1];
		try (NDManager step = manager.newSubManager()) {
			block.pixels.tempAttach(step);
			Gradients.collect(collector -> {
				final NDList sums = loss.sums(block.pixels, block.weight, block.core, Layers.asking(weights.layers(step, true), progress));
				progress.stopIfCanceled();
				collector.backward(sums.get(0).add(sums.get(1)).div(cells));
				residual[0] = sums.get(0).getFloat() / cells;
			});
		}
		return residual[0];
	}

	/** A part of the image with what it depends on; pixels that are not finite are filled, and their cells do not count. */
	private record Block(NDArray pixels, NDArray weight, NDIndex core) {}

	private List<Block> blocks(final RandomAccessibleInterval<FloatType> image, final NDManager own) {
		final PrimitiveBlocks<FloatType> source = Borders.mirrored(image);
		final Interval even = PublishedNetwork.even(image);
		final List<Block> blocks = new ArrayList<>();
		for (final Interval tile : TileGrid.cut(even, blockSize, blockSize)) {
			final Interval required = Intervals.intersect(Intervals.expand(tile, HALO), even);
			final int width = (int) required.dimension(0);
			final int height = (int) required.dimension(1);
			final float[] pixels = new float[width * height];
			source.copy(required, pixels);
			final NDIndex core = new NDIndex(":,:," + range(tile, required, 1) + "," + range(tile, required, 0));
			blocks.add(new Block(own.create(Gaps.filled(pixels, width, height), new Shape(1, 1, height, width)),
				own.create(cellWeights(pixels, width, height), new Shape(1, 1, height / 2, width / 2)), core));
		}
		return blocks;
	}

	private static String range(final Interval tile, final Interval required, final int axis) {
		final long from = (tile.min(axis) - required.min(axis)) / 2;
		return from + ":" + (from + tile.dimension(axis) / 2);
	}

	private static float[] cellWeights(final float[] pixels, final int width, final int height) {
		final float[] weights = new float[width / 2 * (height / 2)];
		for (int y = 0, i = 0; y < height; y += 2)
			for (int x = 0; x < width; x += 2, i++) {
				final int corner = y * width + x;
				final float sum = pixels[corner] + pixels[corner + 1] + pixels[corner + width] + pixels[corner + width + 1];
				weights[i] = Float.isFinite(sum) ? 1 : 0;
			}
		return weights;
	}
}
