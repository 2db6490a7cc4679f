package sc.fiji.n2n.config;

/** What a network sees of a stack at once. Time is never mixed with z. */
public enum StackMode {
	/** Each plane (x, y) on its own. */
	SLICES,
	/** The volume (x, y, z) of each frame. */
	VOLUME,
	/** The movie (x, y, t) of each slice. */
	MOVIE;

	/** Number of axes of what it sees: 2 or 3. */
	public int rank() {
		return this == SLICES ? 2 : 3;
	}

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
