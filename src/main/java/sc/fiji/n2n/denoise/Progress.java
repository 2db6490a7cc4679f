package sc.fiji.n2n.denoise;

import java.util.concurrent.CancellationException;

/**
 * Where a long run tells how far it is, and asks whether to go on. Implementations may be called
 * many times a second, from one thread at a time.
 */
public interface Progress {

	/** Shows nothing and never cancels. */
	Progress NONE = new Progress() {

		@Override
		public void update(final String doing, final double fraction) {}

		@Override
		public boolean isCanceled() {
			return false;
		}
	};

	/**
	 * Tells what is being done.
	 *
	 * @param doing what is done now, for people, like "Training"
	 * @param fraction share of the whole run that is done, 0 to 1
	 */
	void update(String doing, double fraction);

	/** Whether the user asked to stop. */
	boolean isCanceled();

	/**
	 * Tells what is being done, and stops if the user asked to.
	 *
	 * @throws CancellationException if the run is to stop
	 */
	default void step(final String doing, final double fraction) {
		stopIfCanceled();
		update(doing, fraction);
	}

	/**
	 * Stops if the user asked to: for work between two steps that takes more than a moment.
	 *
	 * @throws CancellationException if the run is to stop
	 */
	default void stopIfCanceled() {
		if (isCanceled()) throw new CancellationException("Canceled.");
	}

	/**
	 * The progress of a part of this run.
	 *
	 * @param from fraction of the whole at which the part begins
	 * @param to fraction at which it ends
	 */
	default Progress part(final double from, final double to) {
		final Progress whole = this;
		return new Progress() {

			@Override
			public void update(final String doing, final double fraction) {
				whole.update(doing, from + (to - from) * fraction);
			}

			@Override
			public boolean isCanceled() {
				return whole.isCanceled();
			}
		};
	}

	/**
	 * This progress, with a name in front of what is done.
	 *
	 * @param name of what the work is about, like a file or a method
	 */
	default Progress named(final String name) {
		final Progress whole = this;
		return new Progress() {

			@Override
			public void update(final String doing, final double fraction) {
				whole.update(name + ": " + doing, fraction);
			}

			@Override
			public boolean isCanceled() {
				return whole.isCanceled();
			}
		};
	}
}
