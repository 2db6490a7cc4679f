package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.SplittableRandom;

import ai.djl.ndarray.NDManager;
import net.imglib2.Interval;
import net.imglib2.FinalInterval;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.n2n.denoise.Denoiser;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;

class UNetTest {

	/** Of the network of the zero-shot method, in pixels. */
	private static final int HALO = 32;

	private final NDManager manager = PyTorchEngine.load().newBaseManager();
	private final ShapedNetwork network = FastTrainer.network(2);
	private final PatchModel model = new NetworkModel(network, Weights.random(manager, network, new SplittableRandom(1)::nextDouble), manager);

	@AfterEach
	void close() {
		manager.close();
	}

	/** The promise of the halo: pixels beyond it change nothing. Found by changing one pixel after the other. */
	@Test
	void aPixelDependsOnNothingBeyondTheHalo() {
		final int side = 2 * HALO + 8 * network.multiple();
		final int center = side / 2;
		final float[] before = predict(side, -1);
		int reach = 0;
		for (int x = 0; x < side; x++) {
			final float[] after = predict(side, x);
			for (int at = center; at < center + network.multiple(); at++)
				if (after[at] != before[at]) reach = Math.max(reach, Math.abs(x - at));
		}
		assertTrue(reach <= HALO, "reaches " + reach + " pixels, but the halo is " + HALO);
		assertTrue(reach > HALO - 2 * network.multiple(), "reaches only " + reach + " pixels: the halo of " + HALO + " wastes time");
	}

	/** The first row of the result for an image that is 0 but for one column. */
	private float[] predict(final int side, final int changed) {
		final int height = 2 * network.multiple();
		final float[] block = new float[side * height];
		if (changed >= 0) for (int y = 0; y < height; y++)
			block[y * side + changed] = 1000;
		return model.denoise(block, new long[] { side, height });
	}

	@ParameterizedTest
	@CsvSource({ "200,150,64", "201,133,64", "97,301,128", "31,17,16", "1,90,16", "70,2,32" })
	void tiledIsUntiled(final int width, final int height, final int tile) {
		final Random random = new Random(1);
		final float[] source = new float[width * height];
		for (int i = 0; i < source.length; i++)
			source[i] = (float) random.nextGaussian();
		final float[] whole = denoise(source, width, height, 1 << 20);
		final float[] tiled = denoise(source, width, height, tile);
		for (int i = 0; i < whole.length; i++)
			assertEquals(whole[i], tiled[i], 1e-5f, "pixel " + i);
	}

	private float[] denoise(final float[] source, final int width, final int height, final int tile) {
		final float[] target = new float[source.length];
		new Denoiser(model, tile, tile).denoise(ArrayImgs.floats(source, width, height), ArrayImgs.floats(target, width, height),
			Progress.NONE);
		return target;
	}

	@Test
	void blocksAreMultiplesOfWhatTheNetworkPools() {
		final Interval image = FinalInterval.createMinMax(3, 5, 103, 205);
		final Interval required = model.requiredSourceInterval(FinalInterval.createMinMax(19, 21, 40, 55), image);
		for (int d = 0; d < 2; d++) {
			assertEquals(0, required.dimension(d) % network.multiple());
			assertEquals(0, (required.min(d) - image.min(d)) % network.multiple());
		}
	}
}
