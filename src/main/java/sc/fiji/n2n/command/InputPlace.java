package sc.fiji.n2n.command;

import org.scijava.module.ModuleItem;

/** Where an input stands in the dialog of its command. The words are attributes of parameters. */
enum InputPlace {

	/** What the command works on. */
	TOP,
	/** What most users decide. */
	MAIN,
	/** What few users change: out of sight until it is asked for, or is not as it comes. */
	HIDDEN;

	/** Attribute of what the command works on. */
	static final String FIRST = "first";
	/** Attribute of what few users change. */
	static final String ADVANCED = "advanced";
	/** Attribute of what is empty again the next time. */
	static final String ONCE = "once";
	/** Attribute of an image that the command cannot do without: where only one other is as large, the dialog suggests it. */
	static final String PARTNER = "partner";
	/** Shown on the line of the one before, which it belongs to. */
	static final String BESIDE = "beside";
	/** Attribute of what is done with a result, of which a preview knows nothing. */
	static final String AFTER = "after";

	/** The place of an input; {@link #MAIN} where its parameter says nothing. */
	static InputPlace of(final ModuleItem<?> input) {
		return input.is(FIRST) ? TOP : input.is(ADVANCED) ? HIDDEN : MAIN;
	}
}
