package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ij.Macro;
import ij.macro.Interpreter;

/** Runs macros in ImageJ's interpreter. It is asked for the message of a mistake, which would otherwise wait in a box for somebody to close it. */
final class Macros {

	private Macros() {}

	/** Runs a macro; returns what it returns, and fails with its message. */
	static String run(final String text) {
		final Interpreter interpreter = new Interpreter();
		final String returned = run(interpreter, text);
		assertNull(interpreter.getErrorMessage());
		return returned;
	}

	/** Runs a macro that is to fail; returns its message, "null" where there is none. */
	static String problem(final String text) {
		final Interpreter interpreter = new Interpreter();
		run(interpreter, text);
		return String.valueOf(interpreter.getErrorMessage());
	}

	private static String run(final Interpreter interpreter, final String text) {
		interpreter.setIgnoreErrors(true);
		try {
			return interpreter.run(text, "");
		}
		catch (final RuntimeException e) {
			assertEquals(Macro.MACRO_CANCELED, e.getMessage());
			return null;
		}
	}
}
