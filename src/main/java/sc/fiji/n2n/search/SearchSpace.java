package sc.fiji.n2n.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws settings at random, each independently and uniformly, the learning rate on a logarithmic scale: with as many trials, more
 * values of each setting are tried than on a grid (Bergstra and Bengio, Random Search for Hyper-Parameter Optimization, JMLR 2012).
 */
final class SearchSpace {

	/** Patches of a step that may be drawn. */
	static final List<Integer> BATCHES = List.of(2, 4, 8);
	/** What the sides of patches must be a multiple of, so that the deepest network takes them. */
	static final int MULTIPLE = 16;

	private static final double MIN_RATE = 1e-4;
	private static final double MAX_RATE = 1e-2;
	private static final MathContext THREE_DIGITS = new MathContext(3);
	private static final List<Integer> WIDTHS = List.of(16, 24, 32, 48);
	private static final List<Integer> DEPTHS = List.of(2, 3, 4);
	private static final List<Double> SLOPES = List.of(0.0, 0.1, 0.2);

	private SearchSpace() {}

	/**
	 * Draws settings that all differ.
	 *
	 * @param count how many
	 * @param taken settings that are not to be drawn
	 * @param seed seed of the draws: of fewer, the first are the same
	 * @return the settings
	 */
	static List<SearchSetting> draw(final int count, final Collection<SearchSetting> taken, final long seed) {
		final SplittableRandom random = new SplittableRandom(seed);
		final Set<SearchSetting> drawn = new LinkedHashSet<>();
		while (drawn.size() < count) {
			final SearchSetting setting = draw(random);
			if (!taken.contains(setting)) drawn.add(setting);
		}
		return new ArrayList<>(drawn);
	}

	private static SearchSetting draw(final SplittableRandom random) {
		final double rate = MIN_RATE * Math.pow(MAX_RATE / MIN_RATE, random.nextDouble());
		// What people read and write again; more digits change nothing.
		return new SearchSetting(new BigDecimal(rate).round(THREE_DIGITS).doubleValue(), one(WIDTHS, random), one(DEPTHS, random), one(SLOPES, random), random
			.nextBoolean(), one(BATCHES, random));
	}

	private static <T> T one(final List<T> values, final SplittableRandom random) {
		return values.get(random.nextInt(values.size()));
	}
}
