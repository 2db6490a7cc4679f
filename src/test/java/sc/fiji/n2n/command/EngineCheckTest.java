package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.ui.UIService;

/** The check through SciJava, as scripts call it. */
class EngineCheckTest {

	private final Context context = new Context();
	private final List<String> log = Collections.synchronizedList(new ArrayList<>());

	@BeforeEach
	void listen() {
		// No windows, where there is a display.
		context.service(UIService.class).setHeadless(true);
		context.service(LogService.class).addLogListener(message -> log.add(message.text()));
	}

	@AfterEach
	void dispose() {
		context.dispose();
	}

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
		assertTrue(run("tpu").isCanceled());
		assertTrue(log.stream().anyMatch(line -> line.contains("There is no device \"tpu\". Choose one of: auto, cpu, gpu.")), log::toString);
	}

	private CommandModule run(final String device) throws Exception {
		return context.service(CommandService.class).run(EngineCheck.class, true, Map.of("device", device)).get(3, TimeUnit.MINUTES);
	}
}
