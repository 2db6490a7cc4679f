package sc.fiji.n2n.config;

/** The pixel type of a result. */
public enum PixelType {
	/** The type of the input: values are rounded and clamped to what the type can hold. */
	SAME,
	/** 32-bit floating point: values are neither rounded nor clamped. */
	FLOAT32;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return this == SAME ? "same" : "32-bit";
	}
}
