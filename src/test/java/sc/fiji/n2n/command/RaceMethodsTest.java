package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Choice;
import java.awt.TextField;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.ModuleService;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.plugin.filter.GaussianBlur;
import ij.process.FloatProcessor;
import org.apache.commons.math3.random.MersenneTwister;
import sc.fiji.n2n.noise.GaussianNoise;

/** The race through SciJava, headless, and through macros and the dialog of plain ImageJ. */
// In a thread of its own, because a box that nobody closes cannot be interrupted.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RaceMethodsTest {

	private static final String LABEL = "Race Methods...";

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ(LABEL);

	@TempDir
	Path dir;

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final List<String> log = commands.log();

	private CommandModule run(final Object... inputs) throws Exception {
		return commands.run(RaceMethods.class, inputs);
	}

	@Test
	void aModelTakesPartWithoutWindows() throws Exception {
		final Path model = SavedModels.trained(dir.resolve("waves.n2n"));
		final CommandModule done = run("image", NoisyImages.create("cells", 1), "repeat", NoisyImages.create("b", 2), "methods", "median", "model", model.toString());
		assertFalse(done.isCanceled(), log::toString);
		final ImagePlus result = (ImagePlus) done.getOutput("result");
		assertEquals("Race of cells", result.getTitle());
		assertEquals(3 * 2, result.getOverlay().size());
		assertTrue(log.contains("cells: raced on 64 x 64 pixels at x 0, y 0"), log::toString);
		assertTrue(log.stream().anyMatch(line -> line.matches("[12]\\. model waves: gain .*run\\(\"N2N Denoise...\", \"model=\\[.*waves.n2n\\] .*")), log::toString);
		assertTrue(log.stream().anyMatch(line -> line.startsWith("Best: ")), log::toString);
		assertTrue(log.stream().anyMatch(line -> line.startsWith("Scored against a second shot")), log::toString);
	}

	@Test
	void explainsWhatIsWrong() throws Exception {
		final ImagePlus image = NoisyImages.create("cells");
		assertProblem("There is no image", "methods", "median");
		assertProblem("There is no method \"wavelet\"", "image", image, "methods", "wavelet");
		assertProblem("methods is empty", "image", image, "methods", "");
		assertProblem("there is no model", "image", image, "methods", "model");
		assertProblem("There is no effort", "image", image, "effort", "much");
		assertProblem("channel is -1", "image", image, "channel", -1);
		assertProblem("missing.n2n", "image", image, "model", dir.resolve("missing.n2n").toString());
		final Path volumes = SavedModels.random(dir.resolve("volumes.n2n"), 3);
		assertProblem("The model was trained in the mode volume", "image", image, "model", volumes.toString());
	}

	private void assertProblem(final String words, final Object... inputs) throws Exception {
		commands.assertProblem(RaceMethods.class, words, inputs);
	}

	@Test
	void stopsInTheMiddle() throws Exception {
		final FloatProcessor large = new FloatProcessor(1000, 1000);
		new GaussianNoise(10).apply((float[]) large.getPixels(), 1000, new MersenneTwister(1));
		final ImagePlus image = new ImagePlus("large", large);
		image.setRoi(0, 0, 1000, 1000);
		final Context context = commands.context();
		final CommandModule race = (CommandModule) context.service(ModuleService.class).createModule(context.service(CommandService.class).getCommand(
			RaceMethods.class));
		context.service(LogService.class).addLogListener(message -> {
			// Just before the methods begin
			if (message.text().startsWith("Scored against")) ((Cancelable) race).cancel("test");
		});
		context.service(ModuleService.class).run(race, true, Map.of("image", image, "methods", "nlm")).get(20, TimeUnit.SECONDS);
		assertTrue(race.isCanceled());
		assertNull(race.getOutput("result"));
		assertTrue(log.stream().noneMatch(line -> line.startsWith("1. ")), log::toString);
	}

	@Test
	void macroGetsTheResultsAndTheTable() {
		Screen.need();
		final String[] values = Macros.run("setBatchMode(true); newImage('cells', '32-bit ramp', 200, 200, 1); run('Multiply...', 'value=200'); " +
			"run('Add Specified Noise...', 'standard=20'); makeRectangle(10, 20, 128, 100); run('" + LABEL + "', 'methods=gaussian+median seed=3'); " +
			"t = 'Ranking of cells'; return getTitle() + '|' + bitDepth() + '|' + Table.size(t) + '|' + Table.getString('Method', 0, t) + '|' + " +
			"Table.get('Gain_least', 0, t) + '|' + Table.getString('Whole_image', 0, t) + '|' + Table.getString('Better_than_noisy', 0, t);").split("\\|");
		assertEquals(List.of("Race of cells", "32", "2", "gaussian"), List.of(values).subList(0, 4));
		assertTrue(Double.parseDouble(values[4]) > 6, values[4]);
		assertEquals(List.of("run(\"Gaussian Blur...\", \"sigma=4.0 stack\");", "yes"), List.of(values).subList(5, 7));
	}

	/** As in docs/macros.md. */
	@Test
	void macroGoesOnWithTheWinner() {
		Screen.need();
		assertEquals("cells, smooth", Macros.run("setBatchMode(true); newImage('cells', '32-bit ramp', 100, 100, 1); run('Multiply...', 'value=200'); " +
			"run('Add Specified Noise...', 'standard=20'); title = getTitle(); run('" + LABEL + "', 'methods=gaussian'); " +
			"line = Table.getString('Whole_image', 0, 'Ranking of ' + title); selectImage(title); run('Select None'); eval(line); " +
			"if (abs(getPixel(50, 50) - getPixel(51, 50)) < 5) return getTitle() + ', smooth'; else return getTitle() + ', noisy';"));
	}

	@Test
	void aMistakeAbortsTheMacro() {
		Screen.need();
		NoisyImages.create("cells").show();
		final String problem = Macros.problem("run('" + LABEL + "', 'methods=wavelet'); rename('went on');");
		assertTrue(problem.contains("There is no method \"wavelet\""), problem);
		assertNull(WindowManager.getImage("went on"));
	}

	@Test
	void dialogRacesAndRecords() throws Exception {
		Screen.need();
		final ImagePlus cells = new ImagePlus("cells", cells());
		cells.setDisplayRange(0, 255);
		cells.show();
		OpenRecorder.open();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("race-methods", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			((TextField) generic.getStringFields().get(0)).setText("auto+gaussian+median+nlm");
			((Choice) generic.getChoices().get(1)).select("quick");
			DialogWatcher.press(generic, 0);
		});
		IJ.doCommand(LABEL);
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Methods"), dialog::join);
		OpenRecorder.waitFor(LABEL, "run(\"" + LABEL + "\", \"methods=auto+gaussian+median+nlm model=[] repeat=none effort=quick channel=0 device=auto seed=0\");");
		final ImagePlus race = StartedImageJ.waitForImage("Race of cells");
		assertEquals(5 * 2, race.getOverlay().size());
		ImageIO.write(race.flatten().getBufferedImage(), "png", Screen.pictureFile("race-results"));
	}

	/** Bright cells with a blurred border and fine grains, as a camera sees them. */
	private static FloatProcessor cells() {
		final int side = 256;
		final FloatProcessor cells = new FloatProcessor(side, side);
		final Random random = new Random(5);
		for (int i = 0; i < 28; i++) {
			final double x = random.nextDouble() * side, y = random.nextDouble() * side, r = 8 + 10 * random.nextDouble(), bright = 60 + 100 * random.nextDouble();
			for (int at = 0; at < side * side; at++)
				if (Math.hypot(at % side - x, at / side - y) < r) cells.setf(at, (float) bright + (at * 7919 % 13 == 0 ? 40 : 0));
		}
		new GaussianBlur().blurGaussian(cells, 1, 1, 0.0002);
		cells.add(30);
		new GaussianNoise(22).apply((float[]) cells.getPixels(), side, new MersenneTwister(1));
		return cells;
	}
}
