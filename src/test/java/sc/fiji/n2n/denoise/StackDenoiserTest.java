package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.train.Learner;

/** Volumes in slabs: the result must not depend on the memory that there is. */
class StackDenoiserTest {

	private static final Normalization NORMALIZATION = new Normalization(1000, 100);

	private static float[] noisy(final int count) {
		final Random random = new Random(1);
		final float[] noisy = new float[count];
		for (int i = 0; i < count; i++)
			noisy[i] = (float) (1000 + 100 * random.nextGaussian());
		return noisy;
	}

	private static float[] denoise(final PatchModel model, final Stride stride, final long maxBytes, final float[] source, final long... size) {
		final float[] result = new float[source.length];
		final int area = (int) (size[0] * size[1]);
		final StackDenoiser denoiser = new StackDenoiser(model, 3, NORMALIZATION, PlaneFinish.MEAN_KEPT, stride, null, note -> {});
		for (final PlaneStack stack : PlaneStack.of(ArrayImgs.floats(source, size), size[2], StackMode.VOLUME))
			denoiser.denoise(stack, maxBytes, (plane, pixels) -> {
				int i = (int) plane * area;
				for (final FloatType value : Views.flatIterable(pixels))
					result[i++] = value.get();
			}, null, Progress.NONE);
		return result;
	}

	/** From memory for everything down to memory for nothing. */
	@ParameterizedTest
	@CsvSource({ "31,22,17,1", "31,22,17,2", "9,33,40,3x1", "1,14,5,1", "9,33,6,2x5" })
	void slabsAreTheWhole(final int width, final int height, final int depth, final String words) {
		final Stride stride = Stride.parse(words);
		final float[] source = noisy(width * height * depth);
		source[7] = Float.NaN;
		final float[] whole = denoise(new BoxModel(), stride, 1L << 30, source, width, height, depth);
		assertTrue(whole[0] != source[0] && Float.isNaN(whole[7]));
		for (final int planes : new int[] { 20, 8, 6, 1, 0 })
			assertArrayEquals(whole, denoise(new BoxModel(), stride, (long) planes * width * height * Float.BYTES, source, width, height, depth), 1e-3f);
	}

	@Test
	void slabsAreTheWholeForNetworksToo() {
		final NetworkOptions options = new NetworkOptions(Architecture.SMALL_UNET, 3, 2, 4, true, false, 0.1);
		final float[] source = noisy(43 * 37 * 25);
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU); Learner learner = trainer.create(options, Loss.L2, 1);
				PatchModel model = learner.model())
		{
			final float[] whole = denoise(model, Stride.NEIGHBOURS, 1L << 30, source, 43, 37, 25);
			assertArrayEquals(whole, denoise(model, Stride.NEIGHBOURS, 14L * 43 * 37 * Float.BYTES, source, 43, 37, 25), 1e-3f);
		}
	}

	@Test
	void whatComesAfterwardsSeesEachPlaneOfEachSubLattice() {
		final List<String> sizes = new ArrayList<>();
		final float[] source = noisy(5 * 4 * 3);
		new StackDenoiser(new BoxModel(), 3, NORMALIZATION, PlaneFinish.AS_IS, Stride.of(2), (noisy, denoised, width, height, progress) -> {
			sizes.add(width + "x" + height);
			Arrays.fill(denoised, 0.5f);
		}, note -> {}).denoise(PlaneStack.of(ArrayImgs.floats(source, 5, 4, 3), 3, StackMode.VOLUME).get(0), 1 << 20, (plane, pixels) -> {
			for (final FloatType value : Views.flatIterable(pixels))
				assertEquals(1050, value.get());
		}, null, Progress.NONE);
		assertEquals(List.of("3x2", "3x2", "3x2", "2x2", "2x2", "2x2", "3x2", "3x2", "3x2", "2x2", "2x2", "2x2"), sizes);
	}
}
