package sc.fiji.n2n.config;

/** Whether gain and offset of the second images of pairs are fitted to the first. */
public enum Matching {
	/** Intensities are taken as they are. */
	NO,
	/** Differences of exposure, or bleaching, are taken off. */
	YES;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
