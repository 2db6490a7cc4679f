package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.scijava.command.CommandModule;

/** The check through SciJava, as scripts call it. */
class EngineCheckTest {

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final List<String> log = commands.log();

	@Test
	void reportsToTheLog() throws Exception {
		assertFalse(run("cpu").isCanceled(), log::toString);
		final int first = log.indexOf("Engine check of Noise2Noise for Fiji");
		assertTrue(first >= 0, log::toString);
		assertEquals("Denoising works on this computer.", log.get(log.size() - 1));
		// A line is a fact, which its name begins.
		for (final String line : log.subList(first + 1, log.size() - 1))
			assertTrue(line.matches("[A-Za-z0-9 -]+: \\S.*"), line);
	}

	@Test
	void aDeviceThatThereIsNotIsNamed() throws Exception {
		commands.assertProblem(EngineCheck.class, "There is no device \"tpu\". Choose one of: auto, cpu, gpu.", "device", "tpu");
	}

	private CommandModule run(final String device) throws Exception {
		return commands.run(EngineCheck.class, "device", device);
	}
}
