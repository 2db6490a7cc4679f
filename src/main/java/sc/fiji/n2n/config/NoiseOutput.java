package sc.fiji.n2n.config;

/** How many noisy images of a scene are made. */
public enum NoiseOutput {
	/** One. */
	IMAGE,
	/** Two, whose noise is independent: a pair to train on. */
	PAIR;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
