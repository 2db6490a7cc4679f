package sc.fiji.n2n.config;

/** How long a zero-shot run may learn. */
public enum Effort {
	/** A first look: a third of the normal steps. */
	QUICK,
	/** The default. */
	NORMAL,
	/** Several times the normal steps, and the average over turned and flipped images. */
	THOROUGH;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
