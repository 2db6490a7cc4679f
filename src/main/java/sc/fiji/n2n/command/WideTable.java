package sc.fiji.n2n.command;

import java.awt.Dimension;
import java.awt.Toolkit;
import java.awt.Window;

import ij.WindowManager;
import ij.measure.ResultsTable;

/** Shows tables with sentences in their last column, in windows that are wide enough to read them. */
final class WideTable {

	private static final int WIDTH = 1200;
	private static final int MARGIN = 40;

	private WideTable() {}

	/**
	 * Shows a table in a window, or updates the window of that title.
	 *
	 * @param table the table
	 * @param title the title of its window, by which macros find it
	 */
	static void show(final ResultsTable table, final String title) {
		final boolean isNew = WindowManager.getWindow(title) == null;
		table.show(title);
		final Window window = WindowManager.getWindow(title);
		// A window that the user has made smaller stays so.
		if (window == null || !isNew) return;
		final Dimension screen = Toolkit.getDefaultToolkit().getScreenSize();
		final int width = Math.min(WIDTH, screen.width - MARGIN);
		window.setBounds(Math.max(0, Math.min(window.getX(), screen.width - width)), window.getY(), width, window.getHeight());
	}
}
