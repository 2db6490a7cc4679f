package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;

class ImageChannelsTest {

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 32, 24 })
	void hasTheFastWayToReadBlocks(final int bitDepth) {
		final ImagePlus imp = TestImages.noise(bitDepth, 5, 3, 1, 4, 1);
		final float[] block = new float[5 * 3 * 4];
		PrimitiveBlocks.of(ImageChannels.view(imp, 0), OnFallback.FAIL).copy(new int[3], block, new int[] { 5, 3, 4 });
		for (int z = 0; z < 4; z++)
			for (int i = 0; i < 15; i++) {
				final float stored = bitDepth == 24 ? imp.getStack().getProcessor(z + 1).get(i) >> 16 & 0xff
					: imp.getStack().getProcessor(z + 1).getf(i);
				assertEquals(stored, block[z * 15 + i]);
			}
	}

	@Test
	void planesGoThroughSlicesThenFrames() {
		final ImagePlus imp = TestImages.noise(16, 3, 2, 2, 3, 2);
		for (int c = 0; c < 2; c++) {
			final RandomAccessibleInterval<FloatType> view = ImageChannels.view(imp, c);
			assertArrayEquals(new long[] { 3, 2, 6 }, view.dimensionsAsLongArray());
			for (int z = 0; z < 3; z++)
				for (int t = 0; t < 2; t++)
					assertEquals(imp.getStack().getProcessor(imp.getStackIndex(c + 1, z + 1, t + 1)).getf(2, 1), view.getAt(2, 1, z + t * 3).get());
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 4", "2, 1" })
	void sharesThePixelsOfAnImageInMemory(final int channels, final int slices) {
		final ImagePlus imp = TestImages.noise(16, 4, 4, channels, slices, 1);
		final RandomAccessibleInterval<FloatType> view = ImageChannels.view(imp, 0);
		imp.getStack().getProcessor(1).set(3, 2, 40000);
		assertEquals(40000, view.getAt(3, 2, 0).get());
	}

	@Test
	void doesNotMakeAStackOfASingleImage() {
		final ImagePlus imp = TestImages.noise(8, 4, 4, 1, 1, 1);
		final RandomAccessibleInterval<FloatType> view = ImageChannels.view(imp, 0);
		imp.getProcessor().set(1, 1, 77);
		assertEquals(77, view.getAt(1, 1, 0).get());
		assertEquals(false, imp.hasImageStack());
	}

	@Test
	void reachesThePixelsAfterTheImageIsClosed() {
		final ImagePlus imp = TestImages.noise(16, 4, 4, 2, 3, 1);
		final float last = imp.getStack().getProcessor(6).getf(2, 2);
		final RandomAccessibleInterval<FloatType> view = ImageChannels.view(imp, 1);
		imp.flush();
		assertEquals(last, view.getAt(2, 2, 2).get());
	}

	@Test
	void aVirtualSliceIsNotReadTwiceInARow() {
		final int[] reads = new int[1];
		final ImagePlus imp = counted(4, reads);
		final RandomAccessibleInterval<FloatType> view = ImageChannels.view(imp, 0);
		for (int i = 0; i < 3; i++)
			PrimitiveBlocks.of(view, OnFallback.FAIL).copy(new int[] { 0, 0, 2 }, new float[16], new int[] { 4, 4, 1 });
		final int before = reads[0];
		PrimitiveBlocks.of(view, OnFallback.FAIL).copy(new int[] { 0, 0, 2 }, new float[16], new int[] { 4, 4, 1 });
		assertEquals(before, reads[0]);
		assertEquals(12, view.getAt(0, 0, 2).get());
	}

	@Test
	void remembersFewSlicesOfALongVirtualStack() {
		final int[] reads = new int[1];
		final ImagePlus imp = counted(100, reads);
		final RandomAccessibleInterval<FloatType> view = ImageChannels.view(imp, 0);
		for (int plane = 0; plane < 100; plane++)
			view.getAt(0, 0, plane).get();
		final int before = reads[0];
		view.getAt(0, 0, 0).get();
		assertTrue(reads[0] > before, "all slices of a virtual stack are kept in memory");
	}

	/** A virtual stack whose slice n is full of 10 + n - 1, and which counts how often it is read. */
	private static ImagePlus counted(final int slices, final int[] reads) {
		final VirtualStack stack = new VirtualStack(4, 4, slices) {

			@Override
			public ij.process.ImageProcessor getProcessor(final int n) {
				reads[0]++;
				final ByteProcessor ip = new ByteProcessor(4, 4);
				ip.set(10 + n - 1);
				return ip;
			}
		};
		return new ImagePlus("virtual", stack);
	}

	@Test
	void aMissingFileOfAVirtualStackIsAnErrorNotAnEmptySlice(@TempDir final Path folder) throws Exception {
		final VirtualStack stack = new VirtualStack(4, 4, null, folder.toString());
		for (int i = 0; i < 3; i++) {
			final ImagePlus slice = TestImages.noise(8, 4, 4, 1, 1, 1);
			ImageFiles.saveTiff(slice, folder.resolve(i + ".tif"));
			stack.addSlice(i + ".tif");
		}
		stack.setBitDepth(8);
		final RandomAccessibleInterval<FloatType> view = ImageChannels.view(new ImagePlus("virtual", stack), 0);
		Files.delete(folder.resolve("1.tif"));
		assertDoesNotThrow(() -> view.getAt(0, 0, 2).get());
		final String message = assertThrows(IllegalStateException.class, () -> view.getAt(0, 0, 1).get()).getMessage();
		assertTrue(message.contains("1.tif") && message.contains("Slice 2"), message);
	}

	@Test
	void countsAndNamesChannels() {
		final ImagePlus rgb = TestImages.noise(24, 4, 4, 1, 2, 1);
		assertEquals(3, ImageChannels.count(rgb));
		assertEquals(2, ImageChannels.planes(rgb));
		assertEquals("green", ImageChannels.name(rgb, 1));
		final ImagePlus hyper = TestImages.noise(8, 4, 4, 2, 3, 1);
		hyper.getStack().setSliceLabel("slice 1", 1);
		assertEquals(2, ImageChannels.count(hyper));
		assertEquals("C1", ImageChannels.name(hyper, 0));
		final ImagePlus two = TestImages.noise(8, 4, 4, 2, 1, 1);
		two.getStack().setSliceLabel("DAPI", 2);
		assertEquals("C1", ImageChannels.name(two, 0));
		assertEquals("DAPI", ImageChannels.name(two, 1));
		assertThrows(IllegalArgumentException.class, () -> ImageChannels.name(two, 2));
		assertThrows(IllegalArgumentException.class, () -> ImageChannels.view(two, -1));
	}

	@Test
	void saysWhatToDoWithImagesThatCannotBeDenoised() throws Exception {
		assertMessage(null, "Open one first");
		assertMessage(new ImagePlus(), "Open it first");
		final ImagePlus closed = TestImages.noise(8, 4, 4, 1, 2, 1);
		closed.flush();
		assertMessage(closed, "was closed");
		final ImagePlus indexed = new ImagePlus("indexed", new ByteProcessor(4, 4, new byte[16], TestImages.palette()));
		indexed.setTypeToColor256();
		assertMessage(indexed, "Image > Type > RGB Color");
		final ImagePlus locked = TestImages.noise(8, 4, 4, 1, 1, 1);
		final Thread other = new Thread(locked::lock);
		other.start();
		other.join();
		assertMessage(locked, "in use by another command");
		locked.unlock();
		assertDoesNotThrow(() -> ImageChannels.check(locked));
	}

	@Test
	void aLutOfColoursIsNoPalette() {
		final ImagePlus imp = TestImages.noise(8, 4, 4, 1, 1, 1);
		imp.getProcessor().setLut(TestImages.lut(java.awt.Color.green, 0, 255));
		assertDoesNotThrow(() -> ImageChannels.check(imp));
	}

	private static void assertMessage(final ImagePlus imp, final String part) {
		final String message = assertThrows(IllegalArgumentException.class, () -> ImageChannels.check(imp)).getMessage();
		assertTrue(message.contains(part), message);
	}
}
