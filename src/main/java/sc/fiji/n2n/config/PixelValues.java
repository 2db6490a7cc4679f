package sc.fiji.n2n.config;

/** What the pixels of an image are. */
public enum PixelValues {
	/** Real numbers, such as the magnitude of a complex image. */
	MAGNITUDE,
	/** Complex numbers: the first channel holds the real parts, the second the imaginary parts. */
	COMPLEX;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
