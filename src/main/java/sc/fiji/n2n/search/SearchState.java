package sc.fiji.n2n.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import sc.fiji.n2n.config.SearchOptions;
import sc.fiji.n2n.config.TrainingOptions;

/**
 * Where a search stands, and what comes next: successive halving (Jamieson and Talwalkar, AISTATS 2016, algorithm 1, with seconds for
 * the resource, as for Hyperband: Li et al., JMLR 2018). The time is split evenly between the rounds, that of a round evenly between
 * its trials; after each, the better half goes on.
 * <p>
 * The base goes through all rounds, so that the winner is compared with it after the same time of learning; and so does the base
 * with another seed, which tells how much chance does. Immutable.
 * </p>
 *
 * @param options what is searched
 * @param pairs checksum of the pairs that are held out: a search goes on with the same pairs only
 * @param round the round, from 1
 * @param share seconds of training for each of its trials
 * @param running numbers of its trials, in order
 * @param trials all trials, by number: the first is the base, the second the base with another seed
 */
public record SearchState(SearchOptions options, int pairs, int round, double share, List<Integer> running, List<Trial> trials) {

	/** What the sides of patches must be a multiple of, so that every network that may be drawn takes the same ones. */
	public static final int MULTIPLE = SearchSpace.MULTIPLE;

	/** Trials that are no draws: the base, and the base with another seed. */
	private static final int BASES = 2;
	private static final Comparator<Trial> BY_LOSS = Comparator.comparingDouble(Trial::loss);

	/** @throws IllegalArgumentException if the parts do not belong together */
	public SearchState {
		Objects.requireNonNull(options, "options");
		running = List.copyOf(running);
		trials = List.copyOf(trials);
		for (int i = 0; i < trials.size(); i++)
			if (trials.get(i).number() != i + 1) throw new IllegalArgumentException("trial " + (i + 1) + " has the number " + trials.get(i).number() + ".");
		if (trials.size() != options.trials() + 1) throw new IllegalArgumentException("it has " + trials.size() + " trials, but must have " + (options.trials() +
			1) + ".");
		if (round < 1 || round > rounds(options.trials()) + 1) throw new IllegalArgumentException("round is " + round + ", but must be 1 to " + (rounds(options
			.trials()) + 1) + ".");
		if (!(share >= 0 && share < Double.POSITIVE_INFINITY)) throw new IllegalArgumentException("share is " + share + ", but must be 0 or more.");
		for (final int number : running) {
			if (number < 1 || number > trials.size()) throw new IllegalArgumentException("running names the trial " + number + ", which is not there.");
			final int rounds = trials.get(number - 1).rounds();
			if (rounds != round && rounds != round - 1) throw new IllegalArgumentException("trial " + number + " has " + rounds + " rounds in round " + round + ".");
		}
	}

	/**
	 * The beginning of a search.
	 *
	 * @param options what is searched
	 * @param pairs checksum of the pairs
	 * @return the state, with all settings drawn
	 */
	public static SearchState begin(final SearchOptions options, final int pairs) {
		final SearchSetting base = SearchSetting.of(options.base());
		final List<Trial> trials = new ArrayList<>(List.of(Trial.untried(1, base, false), Trial.untried(2, base, true)));
		for (final SearchSetting setting : SearchSpace.draw(options.trials() - 1, Set.of(base), options.base().seed()))
			trials.add(Trial.untried(trials.size() + 1, setting, false));
		final List<Integer> order = order(IntStream.rangeClosed(BASES + 1, trials.size()).boxed().toList());
		return new SearchState(options, pairs, 1, options.seconds() / rounds(options.trials()) / order.size(), order, trials);
	}

	/** The base first, so that a round that is cut off is compared with it all the same; last what only tells of chance. */
	private static List<Integer> order(final List<Integer> draws) {
		final List<Integer> order = new ArrayList<>(draws);
		order.add(0, 1);
		order.add(BASES);
		return order;
	}

	/** Rounds of a search of so many settings: until two are left, one of them the base. */
	static int rounds(final int settings) {
		return settings <= 2 ? 1 : 1 + rounds((settings + 1) / 2);
	}

	/** Rounds of this search. */
	public int rounds() {
		return rounds(options.trials());
	}

	/** Seconds that all trials learned. */
	public double seconds() {
		return trials.stream().mapToDouble(Trial::seconds).sum();
	}

	/** The trial that learns next, or null where the search is over. */
	public Trial next() {
		for (final int number : running) {
			final Trial trial = trials.get(number - 1);
			if (trial.rounds() < round) return seconds() < options.seconds() || isFirst() ? trial : null;
		}
		return null;
	}

	/** Whether the base and a draw have not even learned once, so that there is nothing to tell. */
	private boolean isFirst() {
		return trials.stream().filter(trial -> trial.rounds() > 0).count() < 2;
	}

	/**
	 * The state after a trial has learned for another round.
	 *
	 * @param trained what {@link #next} was, with one round more
	 * @return the state, of the next round where this one is complete
	 */
	SearchState with(final Trial trained) {
		final List<Trial> changed = new ArrayList<>(trials);
		changed.set(trained.number() - 1, trained);
		final SearchState state = new SearchState(options, pairs, round, share, running, changed);
		return running.stream().allMatch(number -> changed.get(number - 1).rounds() == round) ? state.nextRound() : state;
	}

	private SearchState nextRound() {
		final int settings = running.size() - 1;
		final boolean isLast = round == rounds();
		// A loss that is not a number never goes on.
		List<Integer> going = List.of();
		if (!isLast) {
			final List<Integer> better = running.stream().map(number -> trials.get(number - 1)).filter(trial -> trial.number() > BASES && Double.isFinite(trial
				.loss())).sorted(BY_LOSS).limit((settings + 1) / 2 - 1).map(Trial::number).toList();
			if (!better.isEmpty()) going = order(better);
		}
		final Set<Integer> kept = new HashSet<>(going);
		final List<Trial> left = trials.stream().map(trial -> kept.contains(trial.number()) ? trial : trial.out()).toList();
		final double rest = Math.max(0, options.seconds() - seconds());
		return new SearchState(options, pairs, round + 1, going.isEmpty() ? 0 : rest / (rounds() - round) / going.size(), going, left);
	}

	/** The base. */
	public Trial base() {
		return trials.get(0);
	}

	/** The base with another seed. */
	public Trial repeat() {
		return trials.get(1);
	}

	/** The last round that a draw has learned, in which it is compared with the base: 0 before the first. */
	public int comparedRound() {
		return trials.stream().skip(BASES).mapToInt(Trial::rounds).max().orElse(0);
	}

	/**
	 * The best of those that learned longest. It is never worse than the base, with which it is compared after the same time.
	 *
	 * @throws IllegalStateException if no trial has a loss that is a number
	 */
	public Trial winner() {
		return best().orElseThrow(() -> new IllegalStateException("No setting has learned anything yet, or no loss was finite: check the images."));
	}

	/** While only the base has learned, that. */
	private Optional<Trial> best() {
		final int compared = Math.max(1, comparedRound());
		return trials.stream().filter(trial -> !trial.repeats() && Double.isFinite(trial.lossAfter(compared))).min(Comparator.comparingDouble(trial -> trial
			.lossAfter(compared)));
	}

	/** Whether a trial is the winner, as far as the search has come. */
	public boolean isBest(final Trial trial) {
		return best().filter(winner -> winner.number() == trial.number()).isPresent();
	}

	/** All trials that learned, the winner first, the others by their loss. */
	public List<Trial> ranking() {
		return trials.stream().filter(trial -> trial.rounds() > 0).sorted(Comparator.comparing((final Trial trial) -> !isBest(trial)).thenComparing(BY_LOSS)).toList();
	}

	/**
	 * Whether the winner is below both trainings of the base by more than these differ from each other, so that it is likely to be more
	 * than chance; not where the base with another seed did not come so far.
	 */
	public boolean isClear() {
		final int compared = comparedRound();
		final double one = base().lossAfter(compared);
		final double other = repeat().lossAfter(compared);
		return Math.min(one, other) - winner().lossAfter(compared) > Math.abs(one - other);
	}

	/** How to train with the settings of the winner. */
	public TrainingOptions bestOptions() {
		return winner().setting().applyTo(options.base());
	}

	/** A copy for another device. */
	public SearchState with(final SearchOptions other) {
		return new SearchState(other, pairs, round, share, running, trials);
	}

	/** A copy with other trials. */
	public SearchState with(final List<Trial> others) {
		return new SearchState(options, pairs, round, share, running, others);
	}
}
