package sc.fiji.n2n.pairs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.imglib2.img.array.ArrayImgs;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.kspace.PlaneTransform;
import sc.fiji.n2n.kspace.SamplingDensity;
import sc.fiji.n2n.kspace.SamplingMask;

class SampledPlanesTest {

	private static final Normalization SAME = new Normalization(0, 1);

	private static float[] image(final int size, final long seed) {
		final Random random = new Random(seed);
		final float[] pixels = new float[size];
		for (int i = 0; i < size; i++)
			pixels[i] = (float) random.nextGaussian();
		return pixels;
	}

	private static SamplingMask mask(final int w, final int h, final long seed) {
		return SamplingMask.draw(new SamplingDensity(w, h, 0.4), new MersenneTwister(seed));
	}

	/** However a plane was moved, its mask says which of its frequencies are there, and the target is moved alike. */
	@ParameterizedTest
	@CsvSource({ "16,16", "15,15", "18,11" })
	void masksGoWithTheirPlanes(final int w, final int h) {
		final float[] clean = image(w * h, 1);
		final SamplingMask mask = mask(w, h, 1);
		final SampledPlanes planes = new SampledPlanes(List.of(new SampledPlane(mask.sample(clean), mask, clean)), List.of(), SAME, 4, 3);
		boolean moved = false;
		for (int step = 0; step < 10; step++) {
			final PatchBatch batch = planes.training(step);
			assertArrayEquals(new long[] { w, h }, batch.size());
			for (int i = 0; i < 4; i++) {
				final double[][] input = spectrum(batch.input(), i, w, h);
				final double[][] target = spectrum(batch.target(), i, w, h);
				for (int k = 0; k < w * h; k++)
					for (int part = 0; part < 2; part++) {
						final float factor = batch.mask()[i * w * h + k];
						assertEquals(factor == 0 ? 0 : target[part][k] / factor, input[part][k], 1e-2);
					}
				moved |= !Arrays.equals(mask.ordered(), Arrays.copyOfRange(batch.mask(), i * w * h, (i + 1) * w * h));
			}
			assertArrayEquals(batch.input(), planes.training(step).input(), "not the same for the same step");
		}
		assertTrue(moved, "no mask was mirrored");
	}

	private static double[][] spectrum(final float[] batch, final int index, final int w, final int h) {
		final double[] re = new double[w * h];
		for (int k = 0; k < re.length; k++)
			re[k] = batch[index * w * h + k];
		final double[] im = new double[w * h];
		new PlaneTransform(w, h).forward(re, im);
		return new double[][] { re, im };
	}

	/** Other samplings of a slice, in other frames, would tell what is to be predicted. */
	@ParameterizedTest
	@CsvSource({ "3,4,2", "12,2,9", "1,5,4" })
	void wholeSlicesAreHeldOut(final int slices, final int frames, final int held) {
		final List<Scene> scenes = new ArrayList<>();
		final List<List<SamplingMask>> masks = new ArrayList<>();
		for (int i = 0; i < slices * frames; i++) {
			final int group = slices > 1 ? i % slices : i;
			final float[] pixels = new float[32 * 32];
			Arrays.fill(pixels, group);
			scenes.add(new Scene("slice " + i, List.of(ArrayImgs.floats(pixels, 32, 32), ArrayImgs.floats(pixels.clone(), 32, 32)), false));
			masks.add(List.of(mask(32, 32, i), mask(32, 32, -i - 1)));
		}
		final PatchSource patches = new SampledScenes(scenes, masks, slices).patches(new SamplerOptions(64, 8, 1, 4, SAME, ExposureFit.SAME, false,
			SamplerOptions.DEFAULT_BYTES, 1));
		int seen = 0;
		for (final PatchBatch batch : patches.validation())
			for (final float pixel : batch.target()) {
				assertEquals(held, pixel);
				seen++;
			}
		assertEquals(2 * 32 * 32 * (slices > 1 ? frames : 1), seen, "not both orders of all that is held out");
		for (int step = 0; step < 30; step++)
			for (final float pixel : patches.training(step).target())
				assertFalse(pixel == held, "learned from what is held out");
	}

	@Test
	void oneSliceIsNotEnough() {
		final Scene scene = new Scene("slice", List.of(ArrayImgs.floats(32, 32), ArrayImgs.floats(32, 32)), false);
		final String message = assertThrows(IllegalArgumentException.class, () -> new SampledScenes(List.of(scene), List.of(List.of(mask(32, 32, 1), mask(32, 32,
			2))), 1)).getMessage();
		assertTrue(message.contains("at least 2"), message);
	}
}
