package sc.fiji.n2n.image;

import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import java.util.function.DoubleConsumer;

import javax.swing.JComponent;

/** Two pictures of the same size, of which one is seen on the left of a line and the other on its right. */
final class SliderPicture extends JComponent {

	/** Side in pixels of the screen to which small pictures are magnified. */
	private static final int COMFORTABLE_SIDE = 512;
	private static final Color LINE = new Color(0xFFD700);
	private static final Color SHADE = new Color(0, 0, 0, 150);
	private static final int MARGIN = 6;

	private BufferedImage before;
	private BufferedImage after;
	private double split = 0.5;
	private DoubleConsumer onMove = share -> {};

	SliderPicture() {
		setPreferredSize(new Dimension(COMFORTABLE_SIDE, COMFORTABLE_SIDE));
		setCursor(Cursor.getPredefinedCursor(Cursor.E_RESIZE_CURSOR));
		final MouseAdapter mouse = new MouseAdapter() {

			@Override
			public void mousePressed(final MouseEvent event) {
				moveTo(event.getX());
			}

			@Override
			public void mouseDragged(final MouseEvent event) {
				moveTo(event.getX());
			}
		};
		addMouseListener(mouse);
		addMouseMotionListener(mouse);
	}

	/** Calls with the share of the width where the user moves the line to. */
	void onMove(final DoubleConsumer listener) {
		onMove = listener;
	}

	private void moveTo(final int x) {
		final Rectangle shown = shown();
		if (shown.width > 0) onMove.accept(Math.max(0, Math.min(1, (double) (x - shown.x) / shown.width)));
	}

	/** Moves the line to a share of the width. */
	void setSplit(final double share) {
		split = share;
		repaint();
	}

	double split() {
		return split;
	}

	void setBefore(final BufferedImage picture) {
		if (before == null || before.getWidth() != picture.getWidth() || before.getHeight() != picture.getHeight()) {
			final int magnification = Math.max(1, COMFORTABLE_SIDE / Math.max(picture.getWidth(), picture.getHeight()));
			setPreferredSize(new Dimension(picture.getWidth() * magnification, picture.getHeight() * magnification));
		}
		before = picture;
		repaint();
	}

	/** @param pictureOrNull null for none yet */
	void setAfter(final BufferedImage pictureOrNull) {
		after = pictureOrNull;
		repaint();
	}

	/** Where the pictures are: as large as the window allows, in the middle. */
	private Rectangle shown() {
		if (before == null) return new Rectangle();
		final double scale = Math.min((double) getWidth() / before.getWidth(), (double) getHeight() / before.getHeight());
		final int width = (int) Math.round(scale * before.getWidth());
		final int height = (int) Math.round(scale * before.getHeight());
		return new Rectangle((getWidth() - width) / 2, (getHeight() - height) / 2, width, height);
	}

	@Override
	protected void paintComponent(final Graphics graphics) {
		final Graphics2D g = (Graphics2D) graphics;
		g.setColor(Color.DARK_GRAY);
		g.fillRect(0, 0, getWidth(), getHeight());
		if (before == null) return;
		final Rectangle at = shown();
		g.drawImage(before, at.x, at.y, at.width, at.height, null);
		if (after == null) return;
		final int line = at.x + (int) Math.round(split * at.width);
		final Shape whole = g.getClip();
		g.clipRect(line, at.y, at.x + at.width - line, at.height);
		g.drawImage(after, at.x, at.y, at.width, at.height, null);
		g.setClip(whole);
		g.setColor(LINE);
		g.fillRect(Math.min(line, at.x + at.width - 1), at.y, 1, at.height);
		g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		final FontMetrics text = g.getFontMetrics();
		if (line - at.x > text.stringWidth("before") + 4 * MARGIN) caption(g, "before", at.x + MARGIN, at.y + MARGIN);
		if (at.x + at.width - line > text.stringWidth("denoised") + 4 * MARGIN)
			caption(g, "denoised", at.x + at.width - text.stringWidth("denoised") - 3 * MARGIN, at.y + MARGIN);
	}

	private static void caption(final Graphics2D g, final String text, final int x, final int y) {
		final FontMetrics font = g.getFontMetrics();
		g.setColor(SHADE);
		g.fillRect(x, y, font.stringWidth(text) + 2 * MARGIN, font.getHeight() + 2);
		g.setColor(Color.WHITE);
		g.drawString(text, x + MARGIN, y + font.getAscent() + 1);
	}
}
