package sc.fiji.n2n.command;

import java.awt.Button;
import java.awt.Choice;
import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Panel;
import java.awt.TextField;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.scijava.ItemVisibility;
import org.scijava.module.ModuleItem;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;

/** An input of a command, or a message between the inputs, in a dialog of ImageJ. */
final class DialogField {

	private static final int PATH_COLUMNS = 40;
	/** Wide enough for the path of a preset file to be read. */
	private static final int TEXT_COLUMNS = 20;
	private static final int MESSAGE_COLUMNS = 60;
	/** Pixels above the first field of a part, which has more room than the others. */
	private static final int GAP = 12;
	private static final int LEFT_OF_MESSAGE = 20;

	private final ModuleItem<?> input;
	private final GenericDialog dialog;
	private final List<Component> components;
	private final Component editor;

	/**
	 * Adds it to a dialog.
	 *
	 * @param dialog the dialog
	 * @param input the input
	 * @param value its value in macros that leave it out, or the text of a message
	 * @param first whether it begins a part of the dialog
	 */
	DialogField(final GenericDialog dialog, final ModuleItem<?> input, final Object value, final boolean first) {
		this.dialog = dialog;
		this.input = input;
		final int before = dialog.getComponentCount();
		if (first) dialog.setInsets(GAP, isMessage(input) ? LEFT_OF_MESSAGE : 0, isMessage(input) ? 0 : 5);
		editor = add(value);
		components = Arrays.asList(dialog.getComponents()).subList(before, dialog.getComponentCount());
	}

	/** Returns what the user changes; null for a message. */
	private Component add(final Object value) {
		final String label = input.getLabel();
		if (isMessage(input)) {
			dialog.addMessage(wrapped(value.toString()));
			return null;
		}
		if (input.is(InputPlace.BESIDE)) dialog.addToSameRow();
		if (input.getType() == ImagePlus.class || InputText.hasChoices(input)) {
			final String[] choices = input.getType() == ImagePlus.class ? images() : InputText.choices(input);
			dialog.addChoice(label, choices, input.getType() == ImagePlus.class ? choices[0] : value.toString());
			return (Component) dialog.getChoices().lastElement();
		}
		if (input.getType() == String.class) {
			dialog.addStringField(label, value.toString(), isPath() ? PATH_COLUMNS : Math.max(TEXT_COLUMNS, input.getColumnCount()));
			final TextField text = (TextField) dialog.getStringFields().lastElement();
			if (isPath()) addBrowser(text);
			return text;
		}
		dialog.addNumericField(label, ((Number) value).doubleValue(), value instanceof Double number ? InputText.digits(number) : 0);
		return (Component) dialog.getNumericFields().lastElement();
	}

	/** Puts a button beside a path. */
	private void addBrowser(final TextField path) {
		final GridBagLayout layout = (GridBagLayout) dialog.getLayout();
		final GridBagConstraints place = layout.getConstraints(path);
		final Button browse = new Button("Browse...");
		browse.addActionListener(event -> path.setText(PathChooser.choose(dialog, path.getText(), input.getWidgetStyle())));
		browse.addKeyListener(dialog);
		final Panel both = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));
		both.add(path);
		both.add(browse);
		dialog.add(both, place);
	}

	/** Titles of the open images; that there is none first where the command can do without. */
	private String[] images() {
		final String[] titles = WindowManager.getImageTitles();
		return input.isRequired() ? titles : Stream.concat(Stream.of(InputText.NO_IMAGE), Stream.of(titles)).toArray(String[]::new);
	}

	/** Shows the image that is likely to be meant: the only other one that is as large as the current one. */
	void suggestImage(final ImagePlus current) {
		if (!input.is(InputPlace.PARTNER) || current == null) return;
		final List<ImagePlus> alike = Arrays.stream(WindowManager.getIDList()).mapToObj(WindowManager::getImage).filter(image -> image != current && image
			.getWidth() == current.getWidth() && image.getHeight() == current.getHeight()).toList();
		if (alike.size() == 1) setText(alike.get(0).getTitle());
	}

	/** What is asked for. */
	ModuleItem<?> input() {
		return input;
	}

	/** Whether there is something to answer. */
	boolean isQuestion() {
		return editor != null;
	}

	/** What the user sees. */
	String text() {
		return editor instanceof Choice choice ? choice.getSelectedItem() : ((TextField) editor).getText();
	}

	/** Shows another answer. */
	void setText(final String text) {
		if (editor instanceof Choice choice) choice.select(text);
		else ((TextField) editor).setText(text);
	}

	/** Calls when the user gives another answer. */
	void onChange(final Runnable listener) {
		if (editor instanceof Choice choice) choice.addItemListener(event -> listener.run());
		else ((TextField) editor).addTextListener(event -> listener.run());
	}

	/** Shows or hides it; what is hidden takes no room and keeps its answer. */
	void setVisible(final boolean visible) {
		components.forEach(component -> component.setVisible(visible));
	}

	/** The label and what the user changes. */
	List<Component> components() {
		return components;
	}

	/**
	 * Takes the next value from the dialog or the macro, which records it. To be called for all fields in the order of the dialog.
	 *
	 * @throws IllegalArgumentException if there is no such value, in words for the user
	 */
	Object next() {
		if (editor instanceof Choice) return InputText.value(input, dialog.getNextChoice());
		return input.getType() == String.class ? dialog.getNextString() : InputText.number(input, dialog.getNextNumber());
	}

	/** Whether an input is a text to be read. */
	static boolean isMessage(final ModuleItem<?> input) {
		return input.getVisibility() == ItemVisibility.MESSAGE;
	}

	private boolean isPath() {
		return PathChooser.isPath(input.getWidgetStyle());
	}

	/** In lines that are not too long to read. */
	static String wrapped(final String text) {
		return text.replaceAll("(.{1," + MESSAGE_COLUMNS + "})( |$)", "$1\n").strip();
	}
}
