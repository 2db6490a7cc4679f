package sc.fiji.n2n.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseOptionsTest {

	@ParameterizedTest
	@CsvSource({ "sigma, -1, 1, 0, 0", "sigma, NaN, 1, 0, 0", "sigma, Infinity, 1, 0, 0", "gain, 0, 0, 0, 0", "gain, 0, -2, 0, 0", "gain, 0, NaN, 0, 0",
		"correlation, 0, 1, -0.1, 0", "correlation, 0, 1, 0.96, 0", "correlation, 0, 1, NaN, 0", "share, 0, 1, 0, -0.1", "share, 0, 1, 0, 1.1",
		"share, 0, 1, 0, NaN" })
	void numbersOutOfRangeAreNamed(final String name, final double sigma, final double gain, final double correlation, final double share) {
		final String message = assertThrows(IllegalArgumentException.class, () -> new NoiseOptions(NoiseKind.GAUSSIAN, sigma, gain, correlation, share, 0))
			.getMessage();
		assertTrue(message.startsWith(name + " is "), message);
	}

	@Test
	void theLimitsAreAllowed() {
		assertDoesNotThrow(() -> new NoiseOptions(NoiseKind.TEXT, 0, 1e-9, 0, 0, Long.MIN_VALUE));
		assertDoesNotThrow(() -> new NoiseOptions(NoiseKind.TEXT, 1e30, 1e9, 0.95, 1, Long.MAX_VALUE));
	}
}
