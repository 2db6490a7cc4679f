package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Label;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;

import ij.Prefs;
import ij.WindowManager;
import ij.gui.GenericDialog;

/** The dialog of every command, as users see it: nothing is cut, and all of it is on a screen of 1280 x 1024 pixels. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DialogPicturesTest {

	private static final Dimension SCREEN = new Dimension(1280, 1024 - 30);

	private double scale;

	@BeforeEach
	void open() {
		Screen.need();
		scale = Prefs.getGuiScale();
		NoiseCommands.forgetChoices();
		NoisyImages.create("another").show();
		NoisyImages.create("noisy").show();
	}

	@AfterEach
	void close() {
		if (GraphicsEnvironment.isHeadless()) return;
		Prefs.setGuiScale(scale);
		StartedImageJ.closeAllBut();
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 150 })
	void everyDialogIsWhole(final int percent) throws Exception {
		Prefs.setGuiScale(percent / 100.0);
		try (Context context = new Context()) {
			for (final CommandInfo info : NoiseCommands.all(context)) {
				final Module module = context.service(ModuleService.class).createModule(info);
				if (MacroImage.firstImage(module) != null) module.setInput(MacroImage.firstImage(module).getName(), WindowManager.getCurrentImage());
				look(module, "dialogs/" + info.getTitle().replace("...", "").toLowerCase().replace(' ', '-') + "-" + percent);
			}
		}
	}

	private static void look(final Module module, final String picture) throws Exception {
		final List<String> faults = new ArrayList<>();
		final CompletableFuture<String> dialog = DialogWatcher.onNext(picture, shown -> faults.addAll(faults(shown)));
		final CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> new CommandDialog(module, true).ask());
		dialog.get(1, TimeUnit.MINUTES);
		final GenericDialog open = openDialog();
		final int height = open.getHeight();
		final Button advanced = button(open, "Show advanced");
		if (advanced != null) {
			EventQueue.invokeAndWait(() -> press(advanced));
			assertTrue(open.getHeight() > height, picture + " shows nothing more");
			DialogWatcher.picture(open, picture + "-advanced");
			EventQueue.invokeAndWait(() -> faults.addAll(faults(open)));
			EventQueue.invokeAndWait(() -> press(advanced));
			assertTrue(open.getHeight() == height, picture + " does not shrink");
		}
		EventQueue.invokeAndWait(() -> DialogWatcher.press(open, 1));
		assertFalse(answer.get(1, TimeUnit.MINUTES));
		assertTrue(faults.isEmpty(), picture + ": " + faults);
	}

	private static GenericDialog openDialog() {
		for (final Window window : Window.getWindows())
			if (window instanceof GenericDialog dialog && dialog.isShowing()) return dialog;
		throw new IllegalStateException("No dialog is open.");
	}

	static Button button(final Container container, final String label) {
		for (final Component child : container.getComponents()) {
			if (child instanceof Button button && button.getLabel().equals(label)) return button;
			final Button inside = child instanceof Container inner ? button(inner, label) : null;
			if (inside != null) return inside;
		}
		return null;
	}

	static void press(final Button button) {
		for (final var listener : button.getActionListeners())
			listener.actionPerformed(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, button.getLabel()));
	}

	private static List<String> faults(final Dialog dialog) {
		final List<String> faults = new ArrayList<>();
		if (dialog.getWidth() > SCREEN.width || dialog.getHeight() > SCREEN.height) faults.add("the dialog is larger than the screen: " + dialog.getSize());
		addCut(dialog, dialog, faults);
		return faults;
	}

	/** Components that are smaller than they need to be, or reach out of what they are in. */
	private static void addCut(final Container container, final Dialog dialog, final List<String> faults) {
		for (final Component child : container.getComponents()) {
			if (!child.isVisible()) continue;
			final Dimension needed = child.getPreferredSize();
			final String name = child instanceof Label label ? label.getText() : child instanceof Button button ? button.getLabel() : child.getClass().getName();
			if (child.getWidth() < needed.width || child.getHeight() < needed.height) faults.add(name + " is " + child.getSize() + " but needs " + needed);
			if (!new Rectangle(container.getSize()).contains(child.getBounds())) faults.add(name + " at " + child.getBounds() + " reaches out of " + container.getSize());
			if (child instanceof Container inner) addCut(inner, dialog, faults);
		}
	}
}
