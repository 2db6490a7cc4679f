package sc.fiji.n2n.command;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Font;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Collection;

import javax.swing.JToolTip;
import javax.swing.JWindow;
import javax.swing.Timer;

import ij.Prefs;
import ij.gui.GUI;

/** Shows the help text of a field while the mouse rests on it: the fields of ImageJ's dialogs know no tool tips of their own. */
final class FieldTips {

	private static final int DELAY_MS = 700;
	private static final int FONT_SIZE = 12;
	private static final int COLUMNS = 60;
	/** Pixels below the field. */
	private static final int GAP = 2;

	private final Dialog dialog;
	private JWindow shown;
	private Timer waiting;

	/** @param dialog whose fields they are */
	FieldTips(final Dialog dialog) {
		this.dialog = dialog;
	}

	/** Shows a text for components and what is in them. */
	void add(final Collection<? extends Component> components, final String text) {
		components.forEach(component -> add(component, text));
	}

	private void add(final Component component, final String text) {
		component.addMouseListener(new MouseAdapter() {

			@Override
			public void mouseEntered(final MouseEvent event) {
				hide();
				waiting = new Timer(DELAY_MS, ready -> show(component, text));
				waiting.setRepeats(false);
				waiting.start();
			}

			@Override
			public void mouseExited(final MouseEvent event) {
				hide();
			}

			@Override
			public void mousePressed(final MouseEvent event) {
				hide();
			}
		});
		if (component instanceof Container container) for (final Component child : container.getComponents())
			add(child, text);
	}

	private void show(final Component component, final String text) {
		if (!component.isShowing()) return;
		final JToolTip tip = new JToolTip();
		tip.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, (int) Math.round(FONT_SIZE * Prefs.getGuiScale())));
		tip.setTipText("<html>" + text.replace("&", "&amp;").replace("<", "&lt;").replaceAll("(.{1," + COLUMNS + "})( |$)", "$1<br>") + "</html>");
		shown = new JWindow(dialog);
		shown.setFocusableWindowState(false);
		shown.add(tip);
		shown.pack();
		final Rectangle screen = GUI.getMaxWindowBounds(dialog);
		final Point place = component.getLocationOnScreen();
		final int below = place.y + component.getHeight() + GAP;
		final int y = below + shown.getHeight() <= screen.y + screen.height ? below : place.y - GAP - shown.getHeight();
		shown.setLocation(Math.max(screen.x, Math.min(place.x, screen.x + screen.width - shown.getWidth())), y);
		shown.setVisible(true);
	}

	private void hide() {
		if (waiting != null) waiting.stop();
		if (shown != null) shown.dispose();
		shown = null;
	}
}
