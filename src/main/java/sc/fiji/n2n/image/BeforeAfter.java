package sc.fiji.n2n.image;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import sc.fiji.n2n.io.AtomicFile;

/** A figure of images side by side, to compare them by eye. */
public final class BeforeAfter {

	/** Panels smaller than this many pixels are magnified by a whole number. */
	private static final int COMFORTABLE_SIDE = 256;
	private static final int GAP = 4;
	private static final int CAPTION = 20;
	private static final int FONT_SIZE = 13;

	private BeforeAfter() {}

	/**
	 * Saves panels side by side as a PNG, all with the same display range in gray; RGB panels as they are.
	 *
	 * @param png the file, complete or absent afterwards
	 * @param captions a short text above each panel
	 * @param panels the panels, of any type and size; pixels that are not a number are black
	 * @param min value shown as black
	 * @param max value shown as white
	 * @throws IOException with path and reason, if the file cannot be written
	 * @throws IllegalArgumentException if there are no panels, or not as many captions
	 */
	public static void save(final Path png, final List<String> captions, final List<ImageProcessor> panels, final double min,
		final double max) throws IOException
	{
		if (panels.isEmpty() || panels.size() != captions.size()) throw new IllegalArgumentException("There are " + panels.size() +
			" panels and " + captions.size() + " captions; each panel needs one caption.");
		final BufferedImage drawn = draw(captions, panels, min, max);
		final BufferedImage figure = panels.stream().anyMatch(ColorProcessor.class::isInstance) ? drawn : gray(drawn);
		AtomicFile.write(png, ".png", 1, temporary -> {
			if (!ImageIO.write(figure, "png", temporary.toFile())) throw new IOException("this Java cannot write PNG files");
		});
	}

	private static BufferedImage draw(final List<String> captions, final List<ImageProcessor> panels, final double min, final double max) {
		final int largest = panels.stream().mapToInt(ip -> Math.max(ip.getWidth(), ip.getHeight())).max().getAsInt();
		final int magnification = Math.max(1, COMFORTABLE_SIDE / largest);
		final int width = panels.stream().mapToInt(ip -> ip.getWidth() * magnification + GAP).sum() - GAP;
		final int height = panels.stream().mapToInt(ip -> ip.getHeight() * magnification).max().getAsInt() + CAPTION;
		final BufferedImage figure = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		final Graphics2D g = figure.createGraphics();
		g.setColor(Color.WHITE);
		g.fillRect(0, 0, width, height);
		g.setColor(Color.BLACK);
		g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
		g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
		int x = 0;
		for (int i = 0; i < panels.size(); i++) {
			final ImageProcessor panel = panels.get(i);
			final int panelWidth = panel.getWidth() * magnification;
			// A caption that is too long is cut, rather than written over its neighbour.
			g.setClip(x, 0, panelWidth, height);
			g.drawString(captions.get(i), x + 2, CAPTION - 6);
			g.drawImage(render(panel, min, max), x, CAPTION, panelWidth, panel.getHeight() * magnification, null);
			x += panelWidth + GAP;
		}
		g.dispose();
		return figure;
	}

	/** The same with one byte a pixel instead of three, for small files. */
	private static BufferedImage gray(final BufferedImage figure) {
		final byte[] levels = new byte[256];
		for (int i = 0; i < levels.length; i++)
			levels[i] = (byte) i;
		// With a palette, because Java's own gray has another gamma.
		final BufferedImage gray = new BufferedImage(figure.getWidth(), figure.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, levels.length,
			levels, levels, levels));
		for (int y = 0; y < figure.getHeight(); y++)
			for (int x = 0; x < figure.getWidth(); x++)
				gray.getRaster().setSample(x, y, 0, figure.getRGB(x, y) & 0xff);
		return gray;
	}

	private static BufferedImage render(final ImageProcessor panel, final double min, final double max) {
		final BufferedImage image = new BufferedImage(panel.getWidth(), panel.getHeight(), BufferedImage.TYPE_INT_RGB);
		for (int y = 0; y < panel.getHeight(); y++)
			for (int x = 0; x < panel.getWidth(); x++)
				image.setRGB(x, y, panel instanceof ColorProcessor ? panel.get(x, y) : gray(panel.getf(x, y), min, max));
		return image;
	}

	private static int gray(final double value, final double min, final double max) {
		// A range of nothing shows what lies above it as white. Math.round turns what is not a number into 0.
		final double share = max > min ? (value - min) / (max - min) : value > max ? 1 : 0;
		final int level = (int) Math.round(255 * Math.max(0, Math.min(1, share)));
		return level << 16 | level << 8 | level;
	}
}
