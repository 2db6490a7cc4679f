package sc.fiji.n2n.config;

/** How open images hold pairs of noisy acquisitions of the same scene. */
public enum PairSource {
	/** Two images of the same size: each plane of one with the same plane of the other. */
	IMAGES,
	/** The frames of a stack all show the same: any two are a pair. */
	REPEATS,
	/** The frames 1 and 2 of a stack are a pair, 3 and 4, and so on. */
	ODD_EVEN,
	/** A movie in which little moves: each frame is a pair with the next. */
	NEIGHBOURS,
	/** Two channels of an image that show the same: each plane of one with the same plane of the other. */
	CHANNELS;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this).replace('_', '-');
	}
}
