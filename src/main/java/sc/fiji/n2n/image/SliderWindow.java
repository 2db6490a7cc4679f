package sc.fiji.n2n.image;

import java.awt.BorderLayout;
import java.awt.Dialog;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;

import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSlider;
import javax.swing.JTextArea;
import javax.swing.KeyStroke;

import ij.Prefs;
import ij.gui.GUI;

/**
 * A window with one picture before and after: before on the left of a line, after on the right, and the line is moved with the mouse on the
 * picture or with the slider below. It belongs to a dialog: it can be used while that is open, and closes with it. All methods but
 * {@link #close()} are called on the window thread.
 */
public final class SliderWindow {

	private static final int STEPS = 1000;
	private static final int FONT_SIZE = 12;
	private static final int LINES = 4;
	/** Between the dialog and the window, in pixels. */
	private static final int GAP = 8;

	private final JDialog window;
	private final SliderPicture picture = new SliderPicture();
	private final JSlider slider = new JSlider(0, STEPS, STEPS / 2);
	private final JTextArea words = new JTextArea(LINES, 1);
	private boolean placed;
	private volatile boolean open = true;

	/**
	 * Makes the window, which is shown with its first picture or words.
	 *
	 * @param owner the dialog
	 * @param onClose called when the user closes the window
	 */
	public SliderWindow(final Dialog owner, final Runnable onClose) {
		window = new JDialog(owner, "Preview", false);
		final Font font = new Font(Font.SANS_SERIF, Font.PLAIN, (int) Math.round(FONT_SIZE * Prefs.getGuiScale()));
		picture.setFont(font);
		picture.onMove(share -> slider.setValue((int) Math.round(STEPS * share)));
		slider.addChangeListener(event -> picture.setSplit((double) slider.getValue() / STEPS));
		slider.setToolTipText("Left of the line: before. Right of it: denoised.");
		words.setFont(font);
		words.setEditable(false);
		words.setLineWrap(true);
		words.setWrapStyleWord(true);
		words.setOpaque(false);
		words.setBorder(BorderFactory.createEmptyBorder(4, 8, 6, 8));
		final JPanel below = new JPanel(new BorderLayout());
		below.add(slider, BorderLayout.NORTH);
		final JScrollPane scrolled = new JScrollPane(words, JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED, JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
		scrolled.setBorder(null);
		below.add(scrolled, BorderLayout.CENTER);
		window.add(picture, BorderLayout.CENTER);
		window.add(below, BorderLayout.SOUTH);
		window.setDefaultCloseOperation(JDialog.DISPOSE_ON_CLOSE);
		window.addWindowListener(new WindowAdapter() {

			@Override
			public void windowClosed(final WindowEvent event) {
				open = false;
				onClose.run();
			}
		});
		window.getRootPane().registerKeyboardAction((final ActionEvent event) -> window.dispose(), KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
			JComponent.WHEN_IN_FOCUSED_WINDOW);
	}

	/** Whether what is shown can be seen: it was not closed. */
	public boolean isOpen() {
		return open;
	}

	/**
	 * Shows the noisy pixels; the denoised ones of the same title, if there are any, stay until others come.
	 *
	 * @param title what is shown
	 * @param before the noisy pixels
	 */
	public void showBefore(final String title, final BufferedImage before) {
		if (!title.equals(window.getTitle())) picture.setAfter(null);
		window.setTitle(title);
		picture.setBefore(before);
		place();
	}

	/** Shows the denoised pixels, of the size of the noisy ones. */
	public void showAfter(final BufferedImage after) {
		picture.setAfter(after);
	}

	/** Tells how far the work is, or what went wrong. */
	public void say(final String text) {
		words.setText(text);
		words.setCaretPosition(0);
		place();
	}

	/** Shows the window on the right of the dialog, which makes room if it can. */
	private void place() {
		if (placed) return;
		placed = true;
		window.pack();
		final Window dialog = window.getOwner();
		final Rectangle screen = GUI.getMaxWindowBounds(dialog);
		final int right = screen.x + screen.width;
		final int room = right - window.getWidth() - GAP - dialog.getWidth();
		dialog.setLocation(Math.max(screen.x, Math.min(dialog.getX(), room)), dialog.getY());
		window.setLocation(Math.max(screen.x, Math.min(dialog.getX() + dialog.getWidth() + GAP, right - window.getWidth())), Math.max(screen.y, Math.min(dialog
			.getY(), screen.y + screen.height - window.getHeight())));
		window.setVisible(true);
	}

	/** Brings the window in front of others. */
	public void toFront() {
		window.toFront();
	}

	/** Closes the window. May be called from any thread. */
	public void close() {
		open = false;
		window.dispose();
	}

	/** Where the line is, as a share of the width. */
	double split() {
		return picture.split();
	}
}
