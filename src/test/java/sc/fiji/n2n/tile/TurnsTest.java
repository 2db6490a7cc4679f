package sc.fiji.n2n.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

class TurnsTest {

	@Test
	void theEightTurnsAreEightDifferentPermutations() {
		final Set<String> seen = new HashSet<>();
		for (int turn = 0; turn < Turns.COUNT; turn++) {
			final int[] where = new int[15];
			for (int y = 0; y < 3; y++)
				for (int x = 0; x < 5; x++)
					where[y * 5 + x] = Turns.index(turn, x, y, 5, 3);
			assertEquals(15, Arrays.stream(where).distinct().filter(i -> i >= 0 && i < 15).count(), "turn " + turn);
			seen.add(Arrays.toString(where));
		}
		assertEquals(Turns.COUNT, seen.size());
	}

	@Test
	void neighboursStayNeighbours() {
		for (int turn = 0; turn < Turns.COUNT; turn++) {
			final int turnedWidth = (turn & 4) == 0 ? 5 : 3;
			final int a = Turns.index(turn, 2, 1, 5, 3);
			final int b = Turns.index(turn, 3, 1, 5, 3);
			final int distance = Math.abs(a % turnedWidth - b % turnedWidth) + Math.abs(a / turnedWidth - b / turnedWidth);
			assertEquals(1, distance, "turn " + turn);
		}
	}
}
