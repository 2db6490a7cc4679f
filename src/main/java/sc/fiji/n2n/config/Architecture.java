package sc.fiji.n2n.config;

/** The kinds of networks that learn from pairs. */
public enum Architecture {
	/** A small U-Net: one convolution a level, the image joined again at full size. */
	SMALL_UNET,
	/** The U-Net of the Noise2Noise paper (Lehtinen et al., ICML 2018, appendix, table 2). */
	UNET,
	/** RED30: convolutions without pooling, joined two by two (Mao et al., NIPS 2016, arXiv 1603.09056). */
	RED;

	/** The word that preset files use. */
	@Override
	public String toString() {
		return Choices.label(this).replace('_', '-');
	}
}
