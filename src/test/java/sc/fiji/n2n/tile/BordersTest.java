package sc.fiji.n2n.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

class BordersTest {

	@Test
	void theImageIsMirroredWithoutDoublingItsBorder() {
		final float[] block = new float[7];
		Borders.mirrored(ArrayImgs.floats(new float[] { 1, 2, 3, 4, 5, 6 }, 3, 2)).copy(new long[] { -2, 0 }, block, new int[] { 7, 1 });
		assertArrayEquals(new float[] { 3, 2, 1, 2, 3, 2, 1 }, block);
	}

	@Test
	void aLineIsRepeated() {
		final float[] block = new float[6];
		Borders.mirrored(ArrayImgs.floats(new float[] { 1, 2 }, 2, 1)).copy(new long[] { 0, -1 }, block, new int[] { 2, 3 });
		assertArrayEquals(new float[] { 1, 2, 1, 2, 1, 2 }, block);
	}
}
