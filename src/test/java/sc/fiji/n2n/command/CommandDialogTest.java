package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Choice;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.TextField;
import java.awt.Window;
import java.io.File;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.swing.JFileChooser;
import javax.swing.SwingUtilities;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.PluginInfo;
import org.scijava.widget.FileWidget;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.Prefs;
import ij.gui.GenericDialog;
import sc.fiji.n2n.denoise.Progress;

/** Dialogs of plain ImageJ for every kind of input. */
// In a thread of its own, because a box that nobody closes cannot be interrupted.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandDialogTest {

	/** A command with an input of each kind. */
	public static class Everything extends NoiseCommand {

		@Parameter(label = "Noisy_a", required = false)
		private ImagePlus noisy_a;

		@Parameter(label = "Noisy_b", required = false, autoFill = false)
		private ImagePlus noisy_b;

		@Parameter(label = "Rate")
		private double rate = 0.0003;

		@Parameter(label = "Steps")
		private long steps = 7;

		@Parameter(label = "Kind", choices = { "plain", "fancy" }, attrs = @Attr(name = InputPlace.ADVANCED))
		private String kind = "plain";

		@Parameter(label = "Save", style = FileWidget.SAVE_STYLE)
		private String save = "";

		@Override
		void run(final Progress run) {}

		@Override
		String title() {
			return "Everything";
		}

		@Override
		boolean hasInput() {
			return true;
		}
	}

	private static final String KEY = "n2n.CommandDialogTest$Everything.";

	private CommandInfo info;
	private Context context;
	private Module module;
	private ImagePlus b;

	@BeforeEach
	void open() {
		Screen.need();
		context = new Context();
		forget();
		b = NoisyImages.create("b of two");
		b.show();
		NoisyImages.create("a").show();
		final CommandInfo info = new CommandInfo(new PluginInfo<>(Everything.class, Command.class));
		context.inject(info);
		info.setDescription("Has an input of each kind.");
		this.info = info;
		module = context.service(ModuleService.class).createModule(info);
	}

	private void forget() {
		for (final String name : List.of("rate", "steps", "kind", "save", "noisy_b"))
			Prefs.set(KEY + name, null);
	}

	@AfterEach
	void close() {
		if (GraphicsEnvironment.isHeadless()) return;
		forget();
		StartedImageJ.closeAllBut();
		context.dispose();
	}

	@Test
	void asksForNumbersFilesAndFurtherImages() throws Exception {
		final CompletableFuture<String> dialog = DialogWatcher.onNext("everything", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			final Choice images = (Choice) generic.getChoices().get(0);
			assertEquals("none", images.getItem(0));
			images.select("b of two");
			assertEquals("0.0003", ((TextField) generic.getNumericFields().get(0)).getText());
			((TextField) generic.getNumericFields().get(0)).setText("0.0125");
			((TextField) generic.getStringFields().get(0)).setText("/tmp/a.n2n");
			DialogWatcher.press(generic, 0);
		});
		assertTrue(new CommandDialog(module, true).ask());
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Noisy b"), dialog::join);
		assertSame(b, module.getInput("noisy_b"));
		assertNull(module.getInput("noisy_a"), "the current image is not asked for");
		assertEquals(0.0125, module.getInput("rate"));
		assertEquals(7L, module.getInput("steps"));
		assertEquals("/tmp/a.n2n", module.getInput("save"));
	}

	@Test
	void remembersWhatWasChosenInWindowsOnly() throws Exception {
		use("remembering", generic -> {
			assertNotNull(DialogPicturesTest.button(generic, "Show advanced"), "hidden as it comes");
			number(generic, 1).setText("12");
			((TextField) generic.getStringFields().get(0)).setText("/tmp/precious.n2n");
			((Choice) generic.getChoices().get(0)).select("b of two");
			((Choice) generic.getChoices().get(1)).select("fancy");
			DialogWatcher.press(generic, 0);
		});
		assertEquals(12L, module.getInput("steps"));
		module = context.service(ModuleService.class).createModule(info);
		assertTrue(askInMacro("rate=0.5 "));
		assertEquals(7L, module.getInput("steps"), "a macro does not know what was chosen in a window");
		assertEquals("plain", module.getInput("kind"));
		module = context.service(ModuleService.class).createModule(info);
		use("remembered", generic -> {
			assertEquals("12", number(generic, 1).getText());
			assertEquals("0.0003", number(generic, 0).getText(), "only the window is remembered");
			assertEquals("", ((TextField) generic.getStringFields().get(0)).getText(), "a file to write is not");
			assertNotEquals("b of two", ((Choice) generic.getChoices().get(0)).getSelectedItem(), "an image is not");
			assertEquals("fancy", ((Choice) generic.getChoices().get(1)).getSelectedItem());
			assertNotNull(DialogPicturesTest.button(generic, "Hide advanced"), "what is not as it comes is in sight");
			DialogPicturesTest.press(DialogPicturesTest.button(generic, "Defaults"));
			assertEquals("7", number(generic, 1).getText());
			assertEquals("plain", ((Choice) generic.getChoices().get(1)).getSelectedItem());
			DialogWatcher.press(generic, 0);
		});
		assertEquals(7L, module.getInput("steps"));
		assertNull(Prefs.get(KEY + "steps", null), "what is as it comes is forgotten");
	}

	@Test
	void cancelRemembersNothing() throws Exception {
		final CompletableFuture<String> dialog = DialogWatcher.onNext("forgotten", shown -> {
			number((GenericDialog) shown, 1).setText("12");
			DialogWatcher.press((GenericDialog) shown, 1);
		});
		assertFalse(new CommandDialog(module, true).ask());
		dialog.get(1, TimeUnit.MINUTES);
		assertNull(Prefs.get(KEY + "steps", null));
	}

	@Test
	void whatCannotBeChosenAnyMoreIsIgnored() throws Exception {
		Prefs.set(KEY + "kind", "of an older version");
		Prefs.set(KEY + "steps", "1.5");
		Prefs.set(KEY + "rate", "many");
		use("ignored", generic -> {
			assertEquals("plain", ((Choice) generic.getChoices().get(1)).getSelectedItem());
			assertEquals("7", number(generic, 1).getText());
			assertEquals("0.0003", number(generic, 0).getText());
			DialogWatcher.press(generic, 0);
		});
	}

	@Test
	void aMistakeIsExplainedAndNothingElseHasToBeTypedAgain() throws Exception {
		final CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> new CommandDialog(module, true).ask());
		DialogWatcher.onNext("mistyped", shown -> {
			number((GenericDialog) shown, 0).setText("0.0125");
			number((GenericDialog) shown, 1).setText("1.5");
			DialogWatcher.press((GenericDialog) shown, 0);
		}).get(1, TimeUnit.MINUTES);
		// ImageJ, where another test has started it, shows a box; else it prints.
		if (IJ.getInstance() != null) {
			final String words = DialogWatcher.onNext("mistyped-message", Dialog::dispose).get(1, TimeUnit.MINUTES);
			assertTrue(words.contains("Steps must be a whole number"), words);
		}
		DialogWatcher.onNext("corrected", shown -> {
			assertEquals("0.0125", number((GenericDialog) shown, 0).getText());
			assertEquals("1.5", number((GenericDialog) shown, 1).getText());
			number((GenericDialog) shown, 1).setText("2");
			DialogWatcher.press((GenericDialog) shown, 0);
		}).get(1, TimeUnit.MINUTES);
		assertTrue(answer.get(1, TimeUnit.MINUTES));
		assertEquals(2L, module.getInput("steps"));
		assertEquals(0.0125, module.getInput("rate"));
	}

	@Test
	void browseFillsInAPath() throws Exception {
		final CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> new CommandDialog(module, true).ask());
		final CompletableFuture<GenericDialog> dialog = new CompletableFuture<>();
		DialogWatcher.onNext("before-browsing", shown -> {
			dialog.complete((GenericDialog) shown);
			EventQueue.invokeLater(() -> DialogPicturesTest.press(DialogPicturesTest.button((GenericDialog) shown, "Browse...")));
		}).get(1, TimeUnit.MINUTES);
		JFileChooser chooser = null;
		for (int i = 0; i < 100 && chooser == null; i++) {
			TimeUnit.MILLISECONDS.sleep(100);
			for (final Window window : dialog.join().getOwnedWindows())
				if (window.isShowing()) chooser = PreviewTest.find(window, JFileChooser.class);
		}
		final JFileChooser shown = chooser;
		DialogWatcher.picture(SwingUtilities.getWindowAncestor(shown), "browsing");
		final File chosen = new File("chosen.tif").getAbsoluteFile();
		EventQueue.invokeAndWait(() -> {
			shown.setSelectedFile(chosen);
			shown.approveSelection();
		});
		EventQueue.invokeAndWait(() -> {
			assertEquals(chosen.getPath(), ((TextField) dialog.join().getStringFields().get(0)).getText());
			DialogWatcher.press(dialog.join(), 0);
		});
		assertTrue(answer.get(1, TimeUnit.MINUTES));
		assertEquals(chosen.getPath(), module.getInput("save"));
	}

	private void use(final String picture, final Consumer<GenericDialog> use) throws Exception {
		final CompletableFuture<String> dialog = DialogWatcher.onNext(picture, shown -> use.accept((GenericDialog) shown));
		assertTrue(new CommandDialog(module, true).ask());
		dialog.get(1, TimeUnit.MINUTES);
	}

	private static TextField number(final GenericDialog dialog, final int index) {
		return (TextField) dialog.getNumericFields().get(index);
	}

	@Test
	void takesThemFromAMacro() throws Exception {
		assertTrue(askInMacro("noisy_b=[b of two] rate=0.5 steps=3 save=[/tmp/my model.n2n] "));
		assertSame(b, module.getInput("noisy_b"));
		assertEquals(0.5, module.getInput("rate"));
		assertEquals(3L, module.getInput("steps"));
		assertEquals("/tmp/my model.n2n", module.getInput("save"));
	}

	@Test
	void leavesWhatTheMacroLeavesOut() throws Exception {
		assertTrue(askInMacro("steps=3 "));
		assertNull(module.getInput("noisy_b"));
		assertEquals(0.0003, module.getInput("rate"));
	}

	@Test
	void anImageThatIsNotOpenIsAMistake() throws Exception {
		// ImageJ, where another test has started it, shows a box; else it prints.
		final CompletableFuture<String> box = IJ.getInstance() == null ? null : DialogWatcher.onNext("no-such-image", Dialog::dispose);
		assertFalse(askInMacro("noisy_b=other "));
		assertNull(module.getInput("noisy_b"));
		if (box != null) box.get(1, TimeUnit.MINUTES);
	}

	/** ImageJ gives options only to threads of this name. */
	private boolean askInMacro(final String options) throws Exception {
		final CompletableFuture<Boolean> answer = new CompletableFuture<>();
		final Thread macro = new Thread(() -> {
			Macro.setOptions(options);
			try {
				answer.complete(new CommandDialog(module, true).ask());
			}
			catch (final RuntimeException e) {
				answer.completeExceptionally(e);
			}
		}, "Run$_test");
		macro.start();
		return answer.get(1, TimeUnit.MINUTES);
	}
}
