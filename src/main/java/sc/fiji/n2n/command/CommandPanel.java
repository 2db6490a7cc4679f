package sc.fiji.n2n.command;

import java.awt.Button;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.Insets;
import java.awt.Panel;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

import ij.ImagePlus;
import ij.gui.GUI;
import ij.gui.GenericDialog;

/**
 * What stands in the dialog of a command: what it does, the fields that most users need, buttons for a preview, for the advanced
 * fields and for the defaults, and the advanced fields, which are hidden while they are as they come.
 */
final class CommandPanel {

	private static final String SHOW = "Show advanced";
	private static final String HIDE = "Hide advanced";
	/** Pixels above the buttons. */
	private static final int GAP = 10;

	private final GenericDialog dialog;
	private final Module module;
	private final List<DialogField> advanced;
	private final List<DialogField> fields = new ArrayList<>();
	private final Map<ModuleItem<?>, String> defaults = new LinkedHashMap<>();
	private final Button toggle = new Button(SHOW);
	private final LivePreview preview;

	/**
	 * @param dialog an empty dialog
	 * @param module the command
	 * @param asked its inputs
	 */
	CommandPanel(final GenericDialog dialog, final Module module, final CommandDialog asked) {
		this.dialog = dialog;
		this.module = module;
		dialog.addMessage(DialogField.wrapped(module.getInfo().getDescription()));
		fields.addAll(asked.fields(dialog, asked.inputs(InputPlace.TOP)));
		fields.addAll(asked.fields(dialog, asked.inputs(InputPlace.MAIN)));
		preview = module.getDelegateObject() instanceof Previewed ? new LivePreview(dialog, this::settings) : null;
		final Panel buttons = addButtons();
		advanced = asked.fields(dialog, asked.inputs(InputPlace.HIDDEN));
		fields.addAll(advanced);
		if (advanced.isEmpty()) buttons.remove(toggle);
		final ModuleItem<?> current = MacroImage.firstImage(module);
		if (current != null) questions().forEach(field -> field.suggestImage((ImagePlus) current.getValue(module)));
		questions().forEach(field -> defaults.put(field.input(), field.text()));
		final FieldTips tips = new FieldTips(dialog);
		for (final DialogField field : questions()) {
			tips.add(field.components(), field.input().getDescription());
			if (preview != null) field.onChange(preview::changed);
			final String last = RememberedInputs.get(module, field.input());
			if (last != null) field.setText(last);
		}
		dialog.addHelp(asked.help());
	}

	private Panel addButtons() {
		final Panel buttons = new Panel(new FlowLayout(FlowLayout.LEFT, 5, 0));
		if (preview != null) addButton(buttons, new Button("Preview"), preview::open);
		addButton(buttons, toggle, () -> showAdvanced(toggle.getLabel().equals(SHOW)));
		addButton(buttons, new Button("Defaults"), () -> setTexts(defaults));
		dialog.addPanel(buttons, GridBagConstraints.WEST, new Insets(GAP, 0, 0, 0));
		return buttons;
	}

	private void addButton(final Panel buttons, final Button button, final Runnable action) {
		button.addActionListener(event -> action.run());
		// Escape closes the dialog wherever the focus is.
		button.addKeyListener(dialog);
		buttons.add(button);
	}

	/** Shows the dialog until the user closes it. */
	void show() {
		// What is hidden and not as it comes would be a surprise.
		setAdvanced(advanced.stream().filter(DialogField::isQuestion).anyMatch(field -> !field.text().equals(defaults.get(field.input()))));
		try {
			dialog.showDialog();
		}
		finally {
			if (preview != null) preview.close();
		}
	}

	private void setAdvanced(final boolean shown) {
		advanced.forEach(field -> field.setVisible(shown));
		toggle.setLabel(shown ? HIDE : SHOW);
	}

	private void showAdvanced(final boolean shown) {
		setAdvanced(shown);
		dialog.pack();
		final Rectangle screen = GUI.getMaxWindowBounds(dialog);
		// What has grown may reach below the screen.
		final int y = Math.max(screen.y, Math.min(dialog.getY(), screen.y + screen.height - dialog.getHeight()));
		dialog.setLocation(dialog.getX(), y);
	}

	private List<DialogField> questions() {
		return fields.stream().filter(DialogField::isQuestion).toList();
	}

	/** All fields, in the order of the dialog. */
	List<DialogField> fields() {
		return fields;
	}

	/** What the user sees in each field. */
	Map<ModuleItem<?>, String> texts() {
		final Map<ModuleItem<?>, String> texts = new LinkedHashMap<>();
		questions().forEach(field -> texts.put(field.input(), field.text()));
		return texts;
	}

	/** Shows other answers. */
	void setTexts(final Map<ModuleItem<?>, String> texts) {
		for (final DialogField field : questions())
			if (texts.containsKey(field.input())) field.setText(texts.get(field.input()));
	}

	/**
	 * What the answers stand for.
	 *
	 * @throws IllegalArgumentException if one stands for nothing, in words for the user
	 */
	Map<ModuleItem<?>, Object> values() {
		final Map<ModuleItem<?>, Object> values = new LinkedHashMap<>();
		texts().forEach((input, text) -> values.put(input, InputText.value(input, text)));
		return values;
	}

	/** Keeps the answers for the next dialog. */
	void remember() {
		RememberedInputs.put(module, texts(), defaults);
	}

	/** The answers so far, in a command of their own, because the user may go on to change them. */
	private LivePreview.Settings settings() {
		final String words = questions().stream().filter(this::isWorthTelling).map(field -> field.input().getName() + " " + field.text()).collect(Collectors
			.joining(", "));
		return new LivePreview.Settings(PreviewSettings.of(module, values()), words);
	}

	/** The choices that most users make, and whatever is not as it comes; paths are too long. */
	private boolean isWorthTelling(final DialogField field) {
		return !field.input().is(InputPlace.AFTER) && !PathChooser.isPath(field.input().getWidgetStyle()) && (InputPlace.of(field.input()) == InputPlace.MAIN || !field.text().equals(defaults.get(
			field.input())));
	}
}
