package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.n2n.config.StackMode;

/** Three slices, two frames: z and t are never mixed. */
class PlaneStackTest {

	/** Each plane holds its slice and frame, as 10 t + z. */
	private static RandomAccessibleInterval<FloatType> channel() {
		final float[] values = new float[2 * 6];
		for (int i = 0; i < values.length; i++)
			values[i] = i / 2 / 3 * 10 + i / 2 % 3;
		return ArrayImgs.floats(values, 2, 1, 6);
	}

	@ParameterizedTest
	@CsvSource({ "SLICES,0 1 2 10 11 12", "VOLUME,0 1 2;10 11 12", "MOVIE,0 10;1 11;2 12" })
	void whatBelongsTogether(final StackMode mode, final String expected) {
		final List<String> seen = new ArrayList<>();
		final List<String> written = new ArrayList<>();
		for (final PlaneStack stack : PlaneStack.of(channel(), 3, mode)) {
			final List<String> planes = new ArrayList<>();
			final List<String> indices = new ArrayList<>();
			for (long i = 0; i < stack.size(); i++) {
				final float value = stack.pixels().getAt(0, 0, i).get();
				assertEquals(value, PreparedPlanes.pixels(stack, i)[1]);
				planes.add(Integer.toString((int) value));
				indices.add(Long.toString(stack.plane(i) / 3 * 10 + stack.plane(i) % 3));
			}
			seen.add(String.join(" ", planes));
			written.add(String.join(" ", indices));
		}
		assertEquals(expected, String.join(";", seen));
		assertEquals(expected, String.join(";", written));
	}

	@ParameterizedTest
	@CsvSource({ "VOLUME,1,one slice,6 frames are slices", "MOVIE,6,one frame,6 slices are frames" })
	void aSingleSliceIsNoVolumeAndASingleFrameNoMovie(final StackMode mode, final long slices, final String what, final String wayOut) {
		final String message = assertThrows(IllegalArgumentException.class, () -> PlaneStack.of(channel(), slices, mode)).getMessage();
		assertTrue(message.contains(what) && message.contains(wayOut) && message.contains("slices"), message);
	}

	@Test
	void planesMustFillFrames() {
		assertThrows(IllegalArgumentException.class, () -> PlaneStack.of(channel(), 4, StackMode.SLICES));
		assertThrows(IllegalArgumentException.class, () -> PlaneStack.of(channel(), 0, StackMode.SLICES));
	}
}
