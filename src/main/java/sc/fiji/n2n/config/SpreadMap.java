package sc.fiji.n2n.config;

/** Whether a map comes with a result of how much it depends on how the image is turned. */
public enum SpreadMap {
	/** The result alone. */
	NO,
	/** With the map. */
	YES;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
