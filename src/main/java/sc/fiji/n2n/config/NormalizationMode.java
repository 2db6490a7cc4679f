package sc.fiji.n2n.config;

/** Whose intensities a model takes for its own. */
public enum NormalizationMode {
	/** Those that it was trained on: right for images of the same microscope and settings. */
	MODEL,
	/** Those of the image, by its own mean and standard deviation: for other exposures. */
	IMAGE;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
