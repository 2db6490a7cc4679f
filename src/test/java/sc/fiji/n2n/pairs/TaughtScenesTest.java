package sc.fiji.n2n.pairs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.denoise.BoxModel;
import sc.fiji.n2n.denoise.ModelDenoiser;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.denoise.PlaneFinish;
import sc.fiji.n2n.denoise.Progress;

class TaughtScenesTest {

	private static RandomAccessibleInterval<FloatType> noise(final long seed, final long... size) {
		final Random random = new Random(seed);
		final float[] pixels = new float[(int) Intervals.numElements(size)];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) (100 + 10 * random.nextGaussian());
		return ArrayImgs.floats(pixels, size);
	}

	private static Scenes taught(final Scene scene, final Progress progress) {
		final StackMode mode = scene.size().length == 2 ? StackMode.SLICES : StackMode.VOLUME;
		return new TaughtScenes(Scenes.of(List.of(scene)), new ModelDenoiser(new BoxModel(), mode, new Normalization(0, 1), PlaneFinish.AS_IS, note -> {}), progress);
	}

	/** Far from the border, a mean of 5 pixels along each axis, and 1, of both shots. */
	@ParameterizedTest
	@ValueSource(ints = { 2, 3 })
	void theTargetIsTheMeanOfWhatTheTeacherMakesOfTheShots(final int rank) {
		final long[] size = rank == 2 ? new long[] { 20, 16 } : new long[] { 20, 16, 7 };
		final Scene scene = new Scene("noise", List.of(noise(1, size), noise(2, size)), false);
		final Scenes scenes = taught(scene, Progress.NONE);
		final long[] middle = rank == 2 ? new long[] { 9, 8 } : new long[] { 9, 8, 3 };
		double expected = 1;
		for (final RandomAccessibleInterval<FloatType> shot : scene.shots())
			for (final FloatType value : Views.interval(shot, Intervals.expand(Intervals.createMinMax(rank == 2 ? new long[] { 9, 8, 9, 8 } : new long[] { 9, 8, 3, 9, 8,
				3 }), 2)))
				expected += value.get() / Math.pow(5, rank) / 2;
		assertEquals(expected, scenes.get(0).cleanOrNull().getAt(middle).get(), 1e-3);
		assertEquals(expected, scenes.get(0).cleanOrNull().getAt(middle).get(), 1e-3);
		assertEquals(scene.shots(), scenes.get(0).shots());
	}

	@Test
	void aCleanImageIsKept() {
		final RandomAccessibleInterval<FloatType> clean = noise(3, 20, 16);
		final Scene scene = new Scene("noise", List.of(noise(1, 20, 16), noise(2, 20, 16)), false, clean);
		assertSame(clean, taught(scene, Progress.NONE).get(0).cleanOrNull());
	}

	@Test
	void cancelStopsTheTeacher() {
		final Scene scene = new Scene("noise", List.of(noise(1, 20, 16), noise(2, 20, 16)), false);
		assertThrows(CancellationException.class, () -> taught(scene, new Progress() {

			@Override
			public void update(final String doing, final double fraction) {}

			@Override
			public boolean isCanceled() {
				return true;
			}
		}).get(0));
	}
}
