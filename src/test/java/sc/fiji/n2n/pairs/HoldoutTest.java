package sc.fiji.n2n.pairs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldoutTest {

	private static Scene blank(final long... size) {
		final ArrayImg<FloatType, FloatArray> image = ArrayImgs.floats(size);
		return new Scene("blank", List.of(image, image), false);
	}

	@ParameterizedTest
	@CsvSource({ "512,512,1", "32,32,1", "33,7,1", "100,37,1", "64,200,1", "1000,800,1", "48,64,5", "40,40,300" })
	void noPixelIsInBothAndFewAreInNone(final long width, final long height, final long depth) {
		final Scene scene = depth == 1 ? blank(width, height) : blank(width, height, depth);
		final Holdout holdout = Holdout.of(Scenes.of(List.of(scene)));
		final ArrayImg<IntType, IntArray> seen = ArrayImgs.ints(scene.size());
		for (final Interval part : holdout.training(0, scene.size()))
			Views.interval(seen, part).forEach(IntType::inc);
		final Interval strip = holdout.validation(0, scene.size()).get(0);
		Views.interval(seen, strip).forEach(IntType::inc);
		long unused = 0;
		for (final IntType times : seen) {
			assertTrue(times.get() <= 1);
			if (times.get() == 0) unused++;
		}
		assertTrue(unused < 16 * Intervals.numElements(scene.size()) / Math.max(width, height), "unused: " + unused);
		final int axis = width >= height ? 0 : 1;
		assertTrue(strip.dimension(axis) >= 16, "width " + strip.dimension(axis));
		assertEquals(Math.max(16, Math.max(width, height) / 8.0), strip.dimension(axis), 8);
		assertEquals(0, strip.min(axis) % 16);
		assertEquals(depth, depth == 1 ? 1 : strip.dimension(2));
		assertArrayEquals(new int[] { 0 }, holdout.trainingScenes());
		assertArrayEquals(new int[] { 0 }, holdout.validationScenes());
	}

	@Test
	void theStripShowsWhatIsTypical() {
		// Only an eighth of the image is empty, and only an eighth is bright: neither is held out.
		final Shots shots = Shots.spots(512, 256, 0, 0, 1);
		final float[] pixels = shots.clean();
		for (int i = 0; i < pixels.length; i++)
			if (i % 512 < 64) pixels[i] = 0;
			else if (i % 512 >= 448) pixels[i] *= 20;
		final Interval strip = Holdout.of(Scenes.of(List.of(shots.scene(pixels, pixels)))).validation(0, new long[] { 512, 256 }).get(0);
		assertTrue(strip.min(0) >= 64 && strip.max(0) < 448, strip.toString());
	}

	@Test
	void everyTenthOfManyScenesIsHeldOutWholeWithoutReadingAny() {
		final Holdout holdout = Holdout.of(new Scenes() {

			@Override
			public int count() {
				return 25;
			}

			@Override
			public Scene get(final int index) {
				throw new AssertionError("read");
			}
		});
		assertArrayEquals(new int[] { 9, 19 }, holdout.validationScenes());
		assertEquals(23, holdout.trainingScenes().length);
		final long[] size = { 7, 5 };
		assertEquals(List.of(), holdout.training(9, size));
		assertEquals(List.of(new FinalInterval(size)), holdout.validation(9, size));
		assertEquals(List.of(new FinalInterval(size)), holdout.training(0, size));
		assertEquals(List.of(), holdout.validation(0, size));
	}

	@Test
	void tenScenesAreEnoughToHoldOutOne() {
		assertArrayEquals(new int[] { 9 }, Holdout.of(Scenes.of(Collections.nCopies(10, blank(8, 8)))).validationScenes());
	}

	@Test
	void smallImagesAreRefusedWithNumbers() {
		final Scenes scenes = Scenes.of(List.of(blank(31, 20)));
		final String message = assertThrows(IllegalArgumentException.class, () -> Holdout.of(scenes)).getMessage();
		assertTrue(message.contains("31 x 20") && message.contains("32"), message);
	}
}
