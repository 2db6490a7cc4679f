package sc.fiji.n2n.search;

import java.util.function.Consumer;

import sc.fiji.n2n.denoise.Progress;

/** Runs a search: one trial after the other, until one is left or the time is over. Draws and halving are {@link SearchState}'s. */
public final class SettingsSearch {

	private final TrialTrainer trainer;
	private final Consumer<SearchState> keeper;

	/**
	 * @param trainer lets a trial learn
	 * @param keeper given the state after each trial of each round, from which the search can go on
	 */
	public SettingsSearch(final TrialTrainer trainer, final Consumer<SearchState> keeper) {
		this.trainer = trainer;
		this.keeper = keeper;
	}

	/**
	 * Searches.
	 *
	 * @param start where the search stands
	 * @param progress told how far it is
	 * @return where it stands at its end
	 * @throws java.util.concurrent.CancellationException if the run is to stop; what was done is with the keeper
	 */
	public SearchState run(final SearchState start, final Progress progress) {
		SearchState state = start;
		for (Trial next = state.next(); next != null; next = state.next()) {
			progress.stopIfCanceled();
			final double seconds = state.options().seconds();
			final double from = Math.min(1, state.seconds() / seconds);
			final double to = Math.min(1, (state.seconds() + state.share()) / seconds);
			state = state.with(trainer.train(next, state.share(), progress.part(from, to).named("Round " + state.round() + " of " + state.rounds() + ", trial " +
				next.number())));
			keeper.accept(state);
		}
		return state;
	}
}
