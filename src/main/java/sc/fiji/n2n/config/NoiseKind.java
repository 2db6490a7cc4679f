package sc.fiji.n2n.config;

/** The kinds of noise that can be added to an image. */
public enum NoiseKind {
	/** White Gaussian noise. */
	GAUSSIAN,
	/** Photon noise. */
	POISSON,
	/** Photon noise, and white Gaussian noise on top of it, as of a camera. */
	MIXED,
	/** Gaussian noise that neighbouring pixels share. */
	CORRELATED,
	/** Pixels replaced by random values. */
	IMPULSE,
	/** Missing pixels: 0. */
	BERNOULLI,
	/** Random characters over the image. */
	TEXT,
	/** One Gaussian offset a row. */
	STRIPES;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
