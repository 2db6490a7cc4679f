package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.ui.UIService;

/** Runs commands through SciJava, as scripts do, without windows, and keeps what they log. SciJava starts when it is needed, and ends after the test. */
final class ScriptedCommands implements AfterEachCallback {

	private final List<String> log = Collections.synchronizedList(new ArrayList<>());
	private Context context;

	/** SciJava. */
	Context context() {
		if (context == null) {
			context = new Context();
			// No message boxes and no windows, where there is a display.
			context.service(UIService.class).setHeadless(true);
			context.service(LogService.class).addLogListener(message -> log.add(String.valueOf(message.text())));
		}
		return context;
	}

	/** The messages that were logged. */
	List<String> log() {
		return log;
	}

	/**
	 * Runs a command, for three minutes at most.
	 *
	 * @param inputs names and values, in turns; a value of null is not given
	 */
	CommandModule run(final Class<? extends Command> command, final Object... inputs) throws Exception {
		return start(command, inputs).get(3, TimeUnit.MINUTES);
	}

	/** Starts a command. */
	Future<CommandModule> start(final Class<? extends Command> command, final Object... inputs) {
		return context().service(CommandService.class).run(command, true, inputs(inputs));
	}

	/** Inputs as SciJava wants them. */
	static Map<String, Object> inputs(final Object... inputs) {
		final Map<String, Object> map = new HashMap<>();
		for (int i = 0; i < inputs.length; i += 2)
			if (inputs[i + 1] != null) map.put((String) inputs[i], inputs[i + 1]);
		return map;
	}

	/** Asserts that a command gives up, and says why. */
	CommandModule assertProblem(final Class<? extends Command> command, final String words, final Object... inputs) throws Exception {
		log.clear();
		final CommandModule module = run(command, inputs);
		assertTrue(module.isCanceled(), words);
		assertLogged(words);
		return module;
	}

	/** Asserts that a message has some words in it. */
	void assertLogged(final String words) {
		assertTrue(log.stream().anyMatch(line -> line.contains(words)), () -> words + " is missing in " + log);
	}

	@Override
	public void afterEach(final ExtensionContext test) {
		if (context != null) context.dispose();
	}
}
