package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RemainingTimeTest {

	private long now;
	private final RemainingTime time = new RemainingTime(() -> now);

	@Test
	void goesByTheTimeSoFar() {
		assertEquals(", 30 s left", after(10, 0.25));
		assertEquals(", 5 min left", after(100, 0.25));
		assertEquals(", 2 h 5 min left", after(2500, 0.25));
		assertEquals(", 1 s left", after(10, 0.999));
	}

	@Test
	void saysNothingWhereItWouldGuess() {
		assertEquals("", after(0.5, 0.25));
		assertEquals("", after(10, 0.01));
		assertEquals("", after(10, 1));
	}

	private String after(final double seconds, final double fraction) {
		now = (long) (seconds * 1e9);
		return time.words(fraction);
	}
}
