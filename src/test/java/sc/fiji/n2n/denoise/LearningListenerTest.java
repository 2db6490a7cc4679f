package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.SliceMode;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.djl.DjlTrainer;

/** Who watches a network learn sees what it will do, and changes nothing. */
class LearningListenerTest {

	// Quick: the result is that of the network alone, without the average over turns.
	private static final ZeroShotOptions OPTIONS = ZeroShotOptions.defaults().with(ComputeDevice.CPU).with(Effort.QUICK);
	private static final int WIDTH = 70;
	private static final int HEIGHT = 58;

	private static DjlTrainer trainer;

	@BeforeAll
	static void open() {
		trainer = DjlTrainer.open(ComputeDevice.CPU);
	}

	@AfterAll
	static void close() {
		trainer.close();
	}

	/** Keeps all points, and what the last network makes of its preview halfway and at the end. */
	private static final class Watcher implements LearningListener {

		final List<LearningPoint> points = new ArrayList<>();
		final List<float[]> noisy = new ArrayList<>();
		float[] shown;
		private LearningPreview preview;

		@Override
		public void begin(final LearningPreview piece) {
			preview = piece;
			noisy.add(piece.noisy());
		}

		@Override
		public void learned(final LearningPoint point, final Supplier<PatchModel> model) {
			points.add(point);
			if (point.step() != point.steps() / 2 && point.step() != point.steps()) return;
			try (PatchModel network = model.get()) {
				shown = preview.denoised(network);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "FAST,SLICES,auto,12", "FAST,SLICES,2x1,12", "FAST,VOLUME,auto,2", "PUBLISHED,SLICES,auto,12" })
	void thePreviewIsTheResultToCome(final Method method, final StackMode mode, final String stride, final int steps) {
		final ZeroShotOptions options = new ZeroShotOptions(method, mode, SliceMode.TOGETHER, Effort.QUICK, ComputeDevice.CPU, 3, steps, Stride.parse(stride));
		// Of the published method each slice has its own network, and the last one is that of the last slice.
		final int depth = method == Method.PUBLISHED ? 1 : 5;
		final float[] source = noisy(depth);
		final Watcher watcher = new Watcher();
		final float[] result = denoise(options, source, watcher);
		assertArrayEquals(plane(source, depth / 2), watcher.noisy.get(0));
		assertArrayEquals(plane(result, depth / 2), watcher.shown, 0.01f);
	}

	@ParameterizedTest
	@EnumSource(names = { "FAST", "PUBLISHED" })
	void theResultIsTheSameToTheBitWhetherAnybodyWatchesOrNot(final Method method) {
		final ZeroShotOptions options = OPTIONS.with(method).withSteps(12);
		final float[] source = noisy(3);
		assertArrayEquals(denoise(options, source, LearningListener.NONE), denoise(options, source, new Watcher()));
	}

	@Test
	void theErrorsFallBelowThatOfTheInput() {
		final Watcher watcher = new Watcher();
		denoise(OPTIONS.with(Method.FAST).withSteps(200), noisy(1), watcher);
		assertEquals(100, watcher.points.size(), 8);
		final LearningPoint last = watcher.points.get(watcher.points.size() - 1);
		assertEquals(200, last.step());
		assertEquals(200, last.steps());
		assertTrue(last.validation() < 0.8 * last.input(), last::toString);
		assertTrue(last.training() < 0.8 * last.input() && last.training() < watcher.points.get(0).training(), last::toString);
		assertEquals(8, watcher.points.stream().filter(point -> !Double.isNaN(point.validation())).count(), 1);
		for (int i = 1; i < watcher.points.size(); i++)
			assertTrue(watcher.points.get(i).step() > watcher.points.get(i - 1).step());
	}

	/** Each network is for another slice. */
	@Test
	void eachNetworkHasItsOwnPreview() {
		final Watcher watcher = new Watcher();
		final float[] source = noisy(2);
		denoise(OPTIONS.with(SliceMode.SEPARATELY).with(Method.FAST).withSteps(12), source, watcher);
		assertEquals(2, watcher.noisy.size());
		assertArrayEquals(plane(source, 0), watcher.noisy.get(0));
		assertArrayEquals(plane(source, 1), watcher.noisy.get(1));
		assertEquals(2, watcher.points.stream().filter(point -> point.step() == 12).count());
	}

	/** Of a large image, the middle; pixels that are not numbers stay. */
	@Test
	void ofALargeImageTheMiddleIsShown() {
		final float[] pixels = new float[400 * 300];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = i;
		pixels[150 * 400 + 200] = Float.NaN;
		final LearningPreview preview = new LearningPreview(new PlaneStack(ArrayImgs.floats(pixels, 400, 300, 1), 0, 1, 1), 2, new Normalization(0, 1), Stride.NEIGHBOURS, null);
		assertEquals(256, preview.width());
		assertEquals(256, preview.height());
		assertEquals(22 * 400 + 72, preview.noisy()[0]);
		final float[] shown = preview.denoised(new BoxModel());
		assertTrue(Float.isNaN(shown[128 * 256 + 128]));
		assertEquals(256 * 256 - 1, count(shown));
	}

	private static long count(final float[] pixels) {
		long finite = 0;
		for (final float pixel : pixels)
			if (Float.isFinite(pixel)) finite++;
		return finite;
	}

	private static float[] denoise(final ZeroShotOptions options, final float[] source, final LearningListener listener) {
		final float[] result = new float[source.length];
		final int depth = source.length / (WIDTH * HEIGHT);
		new ZeroShot(options, trainer, listener).denoise(ArrayImgs.floats(source, WIDTH, HEIGHT, depth), depth, false, (plane, pixels) -> {
			int i = (int) plane * WIDTH * HEIGHT;
			for (final FloatType pixel : Views.flatIterable(pixels))
				result[i++] = pixel.get();
		}, Progress.NONE);
		return result;
	}

	private static float[] plane(final float[] stack, final int index) {
		final float[] plane = new float[WIDTH * HEIGHT];
		System.arraycopy(stack, index * plane.length, plane, 0, plane.length);
		return plane;
	}

	private static float[] noisy(final int depth) {
		final Random random = new Random(1);
		final float[] noisy = new float[WIDTH * HEIGHT * depth];
		for (int i = 0; i < noisy.length; i++)
			noisy[i] = (float) (500 + 100 * Math.sin(i % WIDTH / 7.0) * Math.cos(i / WIDTH % HEIGHT / 9.0) + 40 * random.nextGaussian());
		return noisy;
	}
}
