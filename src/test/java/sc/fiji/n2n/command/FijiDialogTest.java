package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Choice;
import java.awt.GraphicsEnvironment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.display.Display;
import org.scijava.ui.AbstractUserInterface;
import org.scijava.ui.DialogPrompt;
import org.scijava.ui.DialogPrompt.MessageType;
import org.scijava.ui.DialogPrompt.OptionType;
import org.scijava.ui.UIService;
import org.scijava.ui.viewer.DisplayWindow;

import ij.ImagePlus;
import ij.Prefs;
import ij.gui.GenericDialog;
import ij.plugin.frame.Recorder;

/** The dialogs as Fiji asks for them: SciJava runs the command, on a thread of its own, with all plugins before and after it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FijiDialogTest {

	/** A user interface that is visible, as that of Fiji is, and shows nothing. */
	private static final class VisibleInterface extends AbstractUserInterface {

		@Override
		public boolean isVisible() {
			return true;
		}

		@Override
		public void show(final String name, final Object o) {}

		@Override
		public void show(final Display<?> display) {}

		@Override
		public DisplayWindow createDisplayWindow(final Display<?> display) {
			return null;
		}

		@Override
		public DialogPrompt dialogPrompt(final String message, final String title, final MessageType messageType, final OptionType optionType) {
			return () -> DialogPrompt.Result.OK_OPTION;
		}

		@Override
		public void showContextMenu(final String menuRoot, final Display<?> display, final int x, final int y) {}

		@Override
		public boolean requiresEDT() {
			return false;
		}
	}

	private Context context;

	@BeforeEach
	void open() {
		Screen.need();
		NoiseCommands.forgetChoices();
		context = new Context();
	}

	@AfterEach
	void close() {
		if (GraphicsEnvironment.isHeadless()) return;
		context.dispose();
		NoiseCommands.forgetChoices();
	}

	@Test
	void theDialogOfImageJAsksAndTheAnswersAreUsedAndRemembered() throws Exception {
		show();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("fiji-add-noise", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			((Choice) generic.getChoices().get(2)).select("32-bit");
			DialogWatcher.press(generic, 0);
		});
		final CommandModule module = addNoise("seed", 3L).get(1, TimeUnit.MINUTES);
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Sigma"), dialog::join);
		assertEquals(32, ((ImagePlus) module.getOutput("result")).getBitDepth());
		assertTrue(dialog.join().contains("Type") && !dialog.join().contains("Seed"), "what the caller gave is not asked for: " + dialog.join());
		assertEquals("32-bit", Prefs.get("n2n.AddNoise.type", null));
		assertNull(Recorder.getCommandOptions(), "Fiji records by itself");
	}

	@Test
	void cancelEndsTheCommand() throws Exception {
		show();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("fiji-canceled", shown -> DialogWatcher.press((GenericDialog) shown, 1));
		final CommandModule module = addNoise().get(1, TimeUnit.MINUTES);
		dialog.get(1, TimeUnit.MINUTES);
		assertTrue(module.isCanceled());
		assertNull(module.getOutput("result"));
	}

	@Test
	void nothingIsAskedWhereAllIsGiven() throws Exception {
		show();
		final CommandModule module = addNoise("noise", "gaussian", "sigma", 5.0, "gain", 1.0, "correlation", 0.5, "share", 0.25, "output", "image", "seed", 0L,
			"type", "same").get(1, TimeUnit.MINUTES);
		assertEquals(8, ((ImagePlus) module.getOutput("result")).getBitDepth());
	}

	@Test
	void withoutAWindowNothingIsAskedNorRemembered() throws Exception {
		Prefs.set("n2n.AddNoise.type", "32-bit");
		final CommandModule module = addNoise().get(1, TimeUnit.MINUTES);
		assertEquals(8, ((ImagePlus) module.getOutput("result")).getBitDepth());
	}

	private void show() {
		final UIService uis = context.service(UIService.class);
		final VisibleInterface visible = new VisibleInterface();
		context.inject(visible);
		uis.addUI(visible);
		uis.setDefaultUI(visible);
	}

	private Future<CommandModule> addNoise(final Object... inputs) {
		final Object[] all = new Object[inputs.length + 2];
		all[0] = "image";
		all[1] = NoisyImages.create("noisy");
		System.arraycopy(inputs, 0, all, 2, inputs.length);
		return context.service(CommandService.class).run(AddNoise.class, true, all);
	}
}
