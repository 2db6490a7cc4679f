package sc.fiji.n2n.command;

import java.util.concurrent.CancellationException;

import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.util.VersionUtils;

import ij.macro.Interpreter;
import ij.text.TextWindow;
import sc.fiji.n2n.batch.EngineReport;
import sc.fiji.n2n.batch.SelfTest;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.djl.EngineFacts;
import sc.fiji.n2n.image.ImageJFacts;

/** Tells whether denoising works on this computer, how fast it is, and what is missing. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>Engine Check...", headless = true,
	description = "Tells whether denoising works on this computer and how fast, which versions, devices and memory there are, and what is missing. " +
		"Takes some seconds.")
public class EngineCheck extends NoiseCommand {

	private static final int WIDTH = 900;
	private static final int HEIGHT = 620;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false,
		description = "Where to compute: auto takes the GPU if there is one that PyTorch can use, else the processor.")
	private String device = "auto";

	@Override
	String title() {
		return "Engine Check";
	}

	@Override
	boolean hasInput() {
		return true;
	}

	@Override
	void run(final Progress run) {
		final ComputeDevice wanted = Choices.parse("device", device, ComputeDevice.values());
		final EngineReport report = new EngineReport();
		report.add(EngineReport.system());
		report.add(ImageJFacts.read());
		report.add("SciJava", VersionUtils.getVersion(Context.class));
		final EngineFacts facts = EngineStart.await(EngineFacts::read, read -> {}, run, 0);
		report.add(facts.lines());
		facts.problems().forEach(report::problem);
		facts.notes().forEach(report::note);
		if (facts.problems().isEmpty()) test(wanted, report, run);
		report.lines().forEach(this::tell);
		// In batch mode there are no windows.
		if (!isHeadless() && !Interpreter.isBatchMode()) new TextWindow(title(), String.join("\n", report.lines()), WIDTH, HEIGHT);
		if (!report.problems().isEmpty()) throw new IllegalStateException(String.join("\n", report.problems()));
	}

	private static void test(final ComputeDevice wanted, final EngineReport report, final Progress run) {
		try (DjlTrainer trainer = EngineStart.open(wanted, run, 0)) {
			report.add("device", trainer.device() + " (asked for: " + wanted + ")");
			new SelfTest(trainer, report).run(run);
		}
		catch (final CancellationException e) {
			// An IllegalStateException, too, but no problem.
			throw e;
		}
		catch (final IllegalStateException e) {
			report.problem(e.getMessage());
		}
	}
}
