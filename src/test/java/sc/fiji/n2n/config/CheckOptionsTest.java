package sc.fiji.n2n.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CheckOptionsTest {

	@Test
	void offsetInWords() {
		assertTrue(Double.isNaN(CheckOptions.offset(" ")));
		assertEquals(-24.5, CheckOptions.offset(" -24.5 "));
		for (final String wrong : new String[] { "dark", "NaN", "1,5" })
			assertTrue(assertThrows(IllegalArgumentException.class, () -> CheckOptions.offset(wrong)).getMessage().startsWith("offset is \"" + wrong + "\""));
	}
}
