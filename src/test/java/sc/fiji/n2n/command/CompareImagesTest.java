package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import sc.fiji.n2n.config.Matching;

/** The comparison through SciJava, headless, and through macros and the dialog of plain ImageJ. */
// In a thread of its own, because a box that nobody closes cannot be interrupted.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompareImagesTest {

	private static final String LABEL = "Compare Images...";
	private static final String TABLE = "Comparison of a with b";

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ(LABEL);

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final List<String> log = commands.log();

	private CommandModule run(final Object... inputs) throws Exception {
		return commands.run(CompareImages.class, inputs);
	}

	@Test
	void tellsTheRowsWithoutWindows() throws Exception {
		assertFalse(run("image", NoisyImages.create("a", 1), "reference", NoisyImages.create("b", 2), "range", "255").isCanceled(), log::toString);
		final int title = log.indexOf(TABLE);
		assertTrue(title >= 0, log::toString);
		// Noise of 20 in both: 10 log10(255^2 / 800) = 19.1.
		assertTrue(log.get(title + 1).matches("channel 1, slice 1: PSNR 19\\.\\d+ dB, SSIM 0\\.\\d+, NRMSE 0\\.\\d+, FRC .* pixels"), log::toString);
		assertTrue(log.get(title + 2).startsWith("all channels, all slices: PSNR 19."), log::toString);
	}

	@Test
	void explainsWhatIsWrong() throws Exception {
		final ImagePlus a = NoisyImages.create("a");
		assertProblem("There is no image", "fit", "no");
		assertProblem("There is no reference", "image", a);
		assertProblem("There is no fit \"some\"", "image", a, "reference", NoisyImages.create("b"), "fit", "some");
		assertProblem("range is \"x\"", "image", a, "reference", NoisyImages.create("b"), "range", "x");
		assertProblem("range is -1", "image", a, "reference", NoisyImages.create("b"), "range", "-1");
		assertProblem("channel is -1", "image", a, "reference", NoisyImages.create("b"), "channel", -1);
	}

	private void assertProblem(final String words, final Object... inputs) throws Exception {
		commands.assertProblem(CompareImages.class, words, inputs);
	}

	@Test
	void offersTheChoicesOfTheOptions() {
		try (Context context = new Context()) {
			final CommandInfo info = context.service(CommandService.class).getCommand(CompareImages.class);
			assertEquals(Arrays.stream(Matching.values()).map(Object::toString).toList(), info.getInput("fit").getChoices());
		}
	}

	@Test
	void macroReadsTheTable() throws InterruptedException {
		Screen.need();
		NoisyImages.create("b", 2).show();
		final ImagePlus a = NoisyImages.create("a", 1);
		a.show();
		StartedImageJ.select(a);
		final String[] values = Macros.run("run('" + LABEL + "', 'reference=b range=255'); t = '" + TABLE + "'; return '' + Table.size(t) + '|' + " +
			"Table.get('Slice', 0, t) + '|' + Table.get('Slice', 1, t) + '|' + Table.get('PSNR', 0, t) + '|' + isNaN(Table.get('FRC_calibrated', 1, t)) + '|' + " +
			"Table.getString('FRC_calibrated', 1, t) + '|' + getTitle();").split("\\|");
		assertEquals(List.of("2", "1", "0"), List.of(values).subList(0, 3));
		assertEquals(19.1, Double.parseDouble(values[3]), 0.5);
		assertEquals(List.of("1", "-", "a"), List.of(values).subList(4, 7), "not calibrated; the current image stays");
	}

	@Test
	void macroInBatchModeReadsTheTableToo() {
		Screen.need();
		assertEquals("Infinity|1", Macros.run("setBatchMode(true); newImage('b', '8-bit ramp', 32, 32, 1); newImage('a', '8-bit ramp', 32, 32, 1);" +
			"run('" + LABEL + "', 'reference=b fit=no'); return '' + Table.get('PSNR', 0, '" + TABLE + "') + '|' + Table.get('SSIM', 0, '" + TABLE + "');"));
	}

	@Test
	void aMistakeAbortsTheMacro() {
		Screen.need();
		NoisyImages.create("a").show();
		final AssertionError error = assertThrows(AssertionError.class, () -> Macros.run("run('" + LABEL + "', 'range=255'); rename('went on');"));
		assertTrue(error.getMessage().contains("There is no reference"), error::getMessage);
		assertNotNull(WindowManager.getImage("a"));
	}

	@Test
	void dialogAsksForTheReferenceAndRecords() throws Exception {
		Screen.need();
		NoisyImages.create("b", 2).show();
		final ImagePlus a = NoisyImages.create("a", 1);
		a.show();
		StartedImageJ.select(a);
		OpenRecorder.open();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("compare-images", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			assertEquals("b", ((Choice) generic.getChoices().get(0)).getSelectedItem(), "the only other image of this size");
			DialogWatcher.press(generic, 0);
		});
		IJ.doCommand(LABEL);
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Reference"), dialog::join);
		OpenRecorder.waitFor(LABEL, "run(\"" + LABEL + "\", \"reference=b fit=no channel=0 range=[]\");");
		StartedImageJ.waitForWindow(TABLE);
	}
}
