package sc.fiji.n2n.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

class QualityTest {

	/** By hand: differences 1 and 3, mean square 5, peak 255: 10 log10(65025 / 5). */
	@Test
	void psnrIsThatComputedByHand() {
		final double psnr = Quality.psnr(ArrayImgs.floats(new float[] { 11, 17 }, 2, 1), ArrayImgs.floats(new float[] { 10, 20 }, 2, 1), 255);
		assertEquals(41.1411, psnr, 1e-4);
	}

	@Test
	void equalImagesAreInfinitelyNear() {
		assertEquals(Double.POSITIVE_INFINITY, Quality.psnr(ArrayImgs.floats(3, 3), ArrayImgs.floats(3, 3), 1));
	}

	@Test
	void sizesMustBeEqual() {
		assertThrows(IllegalArgumentException.class, () -> Quality.psnr(ArrayImgs.floats(3, 3), ArrayImgs.floats(3, 4), 1));
	}
}
