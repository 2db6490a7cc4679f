package sc.fiji.n2n.config;

/** Whether a trust report comes with a result. */
public enum Reporting {
	/** The result alone. */
	NO,
	/** With a report on how far the result can be believed. */
	YES;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
