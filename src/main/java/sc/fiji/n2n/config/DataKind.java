package sc.fiji.n2n.config;

import java.util.Locale;

/** What a network is trained on and applied to. */
public enum DataKind {
	/** Images. */
	IMAGES,
	/** Images of which some frequencies were measured, with masks that say which. */
	K_SPACE;

	/** The word that dialogs, macros and model files use. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}
}
