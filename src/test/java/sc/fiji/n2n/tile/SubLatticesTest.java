package sc.fiji.n2n.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.view.Views;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubLatticesTest {

	@ParameterizedTest
	@CsvSource({ "8,8,1,1", "7,5,2,2", "9,10,3,3", "4,17,4,4", "1,6,2,2", "2,2,4,4", "9,10,3,1", "9,10,1,8" })
	void latticesAreViewsThatShareOutTheImage(final int width, final int height, final int strideX, final int strideY) {
		final RandomAccessibleInterval<IntType> image = ArrayImgs.ints(width, height);
		for (final RandomAccessibleInterval<IntType> lattice : SubLattices.of(image, strideX, strideY)) {
			assertEquals(0, lattice.min(0));
			assertEquals(0, lattice.min(1));
			Views.iterable(lattice).forEach(IntType::inc);
		}
		Views.iterable(image).forEach(times -> assertEquals(1, times.get()));
	}

	@ParameterizedTest
	@CsvSource({ "2,2", "3,3", "4,4", "3,1", "2,5" })
	void neighboursOfALatticeAreAStrideApart(final int strideX, final int strideY) {
		final int[] values = new int[20 * 20];
		for (int i = 0; i < values.length; i++)
			values[i] = i;
		final RandomAccessibleInterval<IntType> lattice = SubLattices.of(ArrayImgs.ints(values, 20, 20), strideX, strideY).get(1);
		final int here = lattice.getAt(2, 2).get();
		assertEquals(here + strideX, lattice.getAt(3, 2).get());
		assertEquals(here + 20 * strideY, lattice.getAt(2, 3).get());
	}
}
