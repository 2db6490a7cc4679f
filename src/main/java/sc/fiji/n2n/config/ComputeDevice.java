package sc.fiji.n2n.config;

/** Where the network runs. */
public enum ComputeDevice {
	/** The first GPU if PyTorch can use one, else the processor. */
	AUTO,
	/** The processor. */
	CPU,
	/** The first GPU; an error where PyTorch can use none. */
	GPU;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
