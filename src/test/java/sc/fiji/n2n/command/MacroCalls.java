package sc.fiji.n2n.command;

import org.scijava.Context;
import org.scijava.command.CommandService;

/** What macros of the tests call. */
public final class MacroCalls {

	private MacroCalls() {}

	/** Runs the command as Fiji does: on a thread of SciJava, for which the macro waits. */
	public static String denoiseOnAnotherThread() throws Exception {
		try (Context context = new Context()) {
			context.service(CommandService.class).run(ZeroShotDenoise.class, true, "method", "fast", "effort", "quick").get();
		}
		return "";
	}
}
