package sc.fiji.n2n.config;

/** How a zero-shot run learns. */
public enum Method {
	/** Measures how the noise is correlated, chooses the stride of the sub-lattices from it, then runs {@link #FAST}. */
	AUTO,
	/** A small U-Net trained on random crops of pairs of neighbouring pixels. */
	FAST,
	/** Zero-Shot Noise2Noise as in the paper (Mansour and Heckel, CVPR 2023, arXiv 2303.11253). */
	PUBLISHED;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
