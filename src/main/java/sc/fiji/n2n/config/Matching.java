package sc.fiji.n2n.config;

/** Whether gain and offset of an image are fitted to another: of the second images of pairs, or of an image to its reference. */
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
