package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import ij.ImagePlus;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.RandomAccessibleInterval;
import sc.fiji.n2n.config.PairSource;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.pairs.Scene;

class OpenPairsTest {

	@Test
	void twoImagesArePairedPlaneByPlane() {
		final ImagePlus a = NumberedImages.of("a", 16, 1000, 2, 3, 2);
		final ImagePlus b = NumberedImages.of("b", 16, 2000, 2, 3, 2);
		final OpenPairs pairs = OpenPairs.of(PairSource.IMAGES, a, b, 2, 1, StackMode.SLICES);
		assertEquals(List.of("1100 2100", "1110 2110", "1120 2120", "1101 2101", "1111 2111", "1121 2121"), told(pairs));
		assertEquals("a, slice 2, frame 2", pairs.scenes().get(4).name());
		assertArrayEquals(new long[] { 6, 5 }, pairs.scenes().get(4).size());
		assertEquals(12, pairs.info().shots());
		assertEquals("a and b", pairs.info().source());
		assertEquals(List.of(), pairs.info().notes());
	}

	@Test
	void volumesOfTwoImagesArePairedFrameByFrame() {
		final ImagePlus a = NumberedImages.of("a", 32, 1000, 1, 3, 2);
		final ImagePlus b = NumberedImages.of("b", 32, 2000, 1, 3, 2);
		final OpenPairs pairs = OpenPairs.of(PairSource.IMAGES, a, b, 1, 2, StackMode.VOLUME);
		assertEquals(List.of("1000 1010 1020 2000 2010 2020", "1001 1011 1021 2001 2011 2021"), told(pairs));
		assertArrayEquals(new long[] { 6, 5, 3 }, pairs.scenes().get(1).size());
		assertArrayEquals(new long[3], pairs.scenes().get(1).shots().get(1).minAsLongArray());
	}

	@Test
	void framesOfOneStackAreRepeatsOfEachSlice() {
		final OpenPairs pairs = OpenPairs.of(PairSource.REPEATS, NumberedImages.of("a", 8, 50, 1, 2, 3), null, 1, 2, StackMode.SLICES);
		assertEquals(List.of("50 51 52", "60 61 62"), told(pairs));
		assertEquals("a, slice 2", pairs.scenes().get(1).name());
		assertFalse(pairs.scenes().get(0).neighboursOnly());
		assertEquals(6, pairs.info().shots());
	}

	@Test
	void volumesOfTheFramesAreRepeats() {
		final OpenPairs pairs = OpenPairs.of(PairSource.REPEATS, NumberedImages.of("a", 8, 50, 1, 2, 3), null, 1, 2, StackMode.VOLUME);
		assertEquals(List.of("50 60 51 61 52 62"), told(pairs));
		assertEquals(3, pairs.scenes().get(0).shots().size());
	}

	/** Many files call frames slices. */
	@ParameterizedTest
	@CsvSource({ "4,1", "1,4" })
	void slicesWithoutFramesAreRepeats(final int slices, final int frames) {
		final int step = slices > 1 ? 10 : 1;
		final OpenPairs pairs = OpenPairs.of(PairSource.REPEATS, NumberedImages.of("a", 8, 50, 2, slices, frames), null, 1, 2, StackMode.SLICES);
		assertEquals(List.of("50 " + (50 + step) + " " + (50 + 2 * step) + " " + (50 + 3 * step)), told(pairs));
		assertEquals("a", pairs.scenes().get(0).name());
	}

	@Test
	void oddAndEvenFramesArePairsAndTheLastOddOneIsLeftOutAloud() {
		final OpenPairs pairs = OpenPairs.of(PairSource.ODD_EVEN, NumberedImages.of("a", 8, 50, 1, 2, 5), null, 1, 2, StackMode.SLICES);
		assertEquals(List.of("50 51", "52 53", "60 61", "62 63"), told(pairs));
		assertEquals("a, slice 2, frames 3 and 4", pairs.scenes().get(3).name());
		assertEquals(1, pairs.info().notes().size());
		assertTrue(pairs.info().notes().get(0).startsWith("Frame 5 of a, the last, was left out"), pairs.info().notes()::toString);
		assertEquals(List.of(), OpenPairs.of(PairSource.ODD_EVEN, NumberedImages.of("a", 8, 50, 1, 2, 4), null, 1, 2, StackMode.VOLUME).info().notes());
	}

	@Test
	void framesOfAMoviePairWithTheNextOnly() {
		final OpenPairs pairs = OpenPairs.of(PairSource.NEIGHBOURS, NumberedImages.of("a", 8, 50, 1, 1, 3), null, 1, 2, StackMode.SLICES);
		assertEquals(List.of("50 51 52"), told(pairs));
		assertTrue(pairs.scenes().get(0).neighboursOnly());
	}

	@Test
	void channelsOfOneImageArePaired() {
		final OpenPairs pairs = OpenPairs.of(PairSource.CHANNELS, NumberedImages.of("a", 16, 0, 3, 2, 1), null, 3, 1, StackMode.SLICES);
		assertEquals(List.of("200 0", "210 10"), told(pairs));
		assertEquals("a, channels 3 and 1", pairs.info().source());
	}

	@Test
	void aStackOfSlicesPairsWithOneOfFrames() {
		final OpenPairs pairs = OpenPairs.of(PairSource.IMAGES, NumberedImages.of("a", 16, 1000, 1, 3, 1), NumberedImages.of("b", 16, 2000, 1, 1, 3), 1,
			1, StackMode.SLICES);
		assertEquals(List.of("1000 2000", "1010 2001", "1020 2002"), told(pairs));
	}

	@Test
	void nothingIsCopiedAndBlocksAreReadFast() {
		final ImagePlus a = NumberedImages.of("a", 16, 1000, 2, 3, 2);
		final ImagePlus b = NumberedImages.of("b", 16, 2000, 2, 3, 2);
		for (final StackMode mode : new StackMode[] { StackMode.SLICES, StackMode.VOLUME }) {
			final int rank = mode.rank();
			final RandomAccessibleInterval<FloatType> shot = OpenPairs.of(PairSource.IMAGES, a, b, 2, 1, mode).scenes().get(1).shots().get(1);
			final int index = rank == 2 ? b.getStackIndex(2, 2, 1) : b.getStackIndex(2, 1, 2);
			b.getStack().getProcessor(index).set(3, 2, 777 + rank);
			final float[] block = new float[1];
			PrimitiveBlocks.of(shot, OnFallback.FAIL).copy(Arrays.copyOf(new int[] { 3, 2, 0 }, rank), block, Arrays.copyOf(new int[] { 1, 1, 1 }, rank));
			assertEquals(777 + rank, block[0]);
		}
	}

	@Test
	void tellsTypeAndPixelSize() {
		final ImagePlus a = NumberedImages.of("a", 8, 0, 1, 2, 1);
		final SourceInfo unknown = OpenPairs.of(PairSource.REPEATS, a, null, 1, 1, StackMode.SLICES).info();
		assertEquals("8-bit", unknown.pixelType());
		assertEquals(255, unknown.maxValue());
		assertEquals(0, unknown.pixelSize());
		assertEquals("", unknown.unit());
		a.getCalibration().pixelWidth = 0.2;
		a.getCalibration().setUnit("micron");
		final SourceInfo mixed = OpenPairs.of(PairSource.IMAGES, a, NumberedImages.of("b", 16, 0, 1, 2, 1), 1, 1, StackMode.SLICES).info();
		assertEquals("16-bit", mixed.secondPixelType());
		assertTrue(Double.isNaN(mixed.maxValue()));
		assertEquals(0.2, mixed.pixelSize());
		assertEquals("micron", mixed.unit());
		assertEquals(65535, OpenPairs.of(PairSource.REPEATS, NumberedImages.of("a", 16, 0, 1, 2, 1), null, 1, 1, StackMode.SLICES).info().maxValue());
		assertTrue(Double.isNaN(OpenPairs.of(PairSource.REPEATS, NumberedImages.of("a", 32, 0, 1, 2, 1), null, 1, 1, StackMode.SLICES).info().maxValue()));
	}

	@Test
	void explainsMissingAndDifferingImages() {
		final ImagePlus a = NumberedImages.of("a", 8, 0, 1, 2, 1);
		assertProblem("There is no image. Open one", PairSource.IMAGES, null, null, 1, 2, StackMode.SLICES);
		assertProblem("noisy_b", PairSource.IMAGES, a, null, 1, 2, StackMode.SLICES);
		assertProblem("Both images are \"a\"", PairSource.IMAGES, a, a, 1, 2, StackMode.SLICES);
		assertProblem("6 x 5 pixels, 2 slices and 6 x 5 pixels, 3 slices", PairSource.IMAGES, a, NumberedImages.of("b", 8, 0, 1, 3, 1), 1, 2, StackMode.SLICES);
		assertProblem("6 x 5 pixels, 2 slices and 9 x 5 pixels, 2 slices", PairSource.IMAGES, a, a.resize(9, 5, "none"), 1, 2, StackMode.SLICES);
		assertProblem("3 slices, 2 frames and 6 x 5 pixels, 2 slices, 3 frames", PairSource.IMAGES, NumberedImages.of("a", 8, 0, 1, 3, 2), NumberedImages
			.of("b", 8, 0, 1, 2, 3), 1, 2, StackMode.SLICES);
	}

	@ParameterizedTest
	@EnumSource(names = { "REPEATS", "ODD_EVEN", "NEIGHBOURS" })
	void explainsThatOneFrameIsNotEnough(final PairSource source) {
		assertProblem("\"a\" has only one frame", source, NumberedImages.of("a", 8, 0, 2, 1, 1), null, 1, 2, StackMode.SLICES);
		assertProblem("choose the mode slices", source, NumberedImages.of("a", 8, 0, 1, 5, 1), null, 1, 2, StackMode.VOLUME);
	}

	@ParameterizedTest
	@EnumSource(PairSource.class)
	void explainsWhatDoesNotSuitInAnySource(final PairSource source) {
		final ImagePlus b = NumberedImages.of("b", 8, 0, 2, 1, 4);
		assertProblem("Split Channels", source, NumberedImages.of("a", 24, 0, 1, 1, 4), b, 1, 2, StackMode.SLICES);
		assertProblem("There is no channel 3 in \"a\", which has 2", source, NumberedImages.of("a", 8, 0, 2, 1, 4), b, 3, 2, StackMode.SLICES);
		assertProblem("There is no channel 0", source, NumberedImages.of("a", 8, 0, 2, 1, 4), b, 0, 2, StackMode.SLICES);
		assertProblem("one slice, which is no volume. Choose the mode slices", source, NumberedImages.of("a", 8, 0, 2, 1, 4), b, 1, 2, StackMode.VOLUME);
		assertProblem("one frame, which is no movie. Choose the mode slices", source, NumberedImages.of("a", 8, 0, 2, 4, 1), b, 1, 2, StackMode.MOVIE);
	}

	@Test
	void explainsWrongSecondImagesAndChannels() {
		final ImagePlus a = NumberedImages.of("a", 8, 0, 2, 1, 4);
		assertProblem("There is no channel 2 in \"b\"", PairSource.IMAGES, a, NumberedImages.of("b", 8, 0, 1, 1, 4), 2, 1, StackMode.SLICES);
		assertProblem("\"b\" is an RGB image", PairSource.IMAGES, a, NumberedImages.of("b", 24, 0, 1, 1, 4), 1, 2, StackMode.SLICES);
		assertProblem("There is no channel 3", PairSource.CHANNELS, a, null, 1, 3, StackMode.SLICES);
		assertProblem("both 2", PairSource.CHANNELS, a, null, 2, 2, StackMode.SLICES);
	}

	private static void assertProblem(final String words, final PairSource source, final ImagePlus a, final ImagePlus b, final int channel,
		final int channel2, final StackMode mode)
	{
		final String message = assertThrows(IllegalArgumentException.class, () -> OpenPairs.of(source, a, b, channel, channel2, mode)).getMessage();
		assertTrue(message.contains(words), message);
	}

	/** A line for each scene: what the planes of its shots tell. */
	private static List<String> told(final OpenPairs pairs) {
		return IntStream.range(0, pairs.scenes().count()).mapToObj(pairs.scenes()::get).map(OpenPairsTest::told).toList();
	}

	static String told(final Scene scene) {
		return String.join(" ", scene.shots().stream().flatMap(shot -> Arrays.stream(NumberedImages.told(shot)).mapToObj(Integer::toString)).toList());
	}
}
