package sc.fiji.n2n.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrideTest {

	@ParameterizedTest
	@CsvSource({ "auto,0,0", "0,0,0", "2,2,2", "3x1,3,1", "1x8,1,8", " 2X3 ,2,3" })
	void textIsRead(final String text, final int x, final int y) {
		final Stride stride = Stride.parse(text);
		assertEquals(new Stride(x, y), stride);
		assertEquals(stride, Stride.parse(stride.toString()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "two", "9", "0x2", "3x0", "-1", "2x", "x2", "1.5", "2x3x4", "99999" })
	void whatIsNoStrideIsAnErrorThatNamesIt(final String text) {
		final String message = assertThrows(IllegalArgumentException.class, () -> Stride.parse(text)).getMessage();
		assertTrue(message.startsWith("stride is ") && message.contains("auto") && message.contains("8"), message);
	}

	@Test
	void wordsTellTheAxesApart() {
		assertEquals("its neighbours", Stride.NEIGHBOURS.words());
		assertEquals("those 2 pixels away", Stride.of(2).words());
		assertEquals("those 3 pixels away along x and 1 along y", new Stride(3, 1).words());
		assertEquals("those 1 pixel away along x and 2 along y", new Stride(1, 2).words());
	}
}
