package sc.fiji.n2n.config;

/** What the slices of one channel share. */
public enum SliceMode {
	/** One network learns from all slices of the channel. */
	TOGETHER,
	/** Each slice is denoised as if it were alone. */
	SEPARATELY;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
