package sc.fiji.n2n.config;

/** A method that can take part in a race. */
public enum RaceMethod {
	/** Zero-shot, adapted to the correlation of the noise: {@link Method#AUTO}. */
	AUTO,
	/** Zero-shot, for independent noise: {@link Method#FAST}. */
	FAST,
	/** Zero-shot as in the paper, slow: {@link Method#PUBLISHED}. */
	PUBLISHED,
	/** A trained model. */
	MODEL,
	/** The Gaussian filter with its best sigma. */
	GAUSSIAN,
	/** The median filter with its best radius. */
	MEDIAN,
	/** Non-local means with its best smoothing. */
	NLM;

	/** Whether it needs the network library. */
	public boolean isNetwork() {
		return ordinal() <= MODEL.ordinal();
	}

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
