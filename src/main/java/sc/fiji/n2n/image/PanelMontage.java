package sc.fiji.n2n.image;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.image.BufferedImage;
import java.util.List;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.TextRoi;
import ij.measure.Calibration;
import ij.process.FloatProcessor;

/** Planes side by side in one image, each with lines of text above it, which lie in the overlay. */
public final class PanelMontage {

	private static final int GAP = 6;
	private static final int LINE = 17;
	private static final int FONT_SIZE = 13;
	private static final int COLUMNS = 4;
	/** Panels narrower than this are magnified by a whole number, so that there is room for the text. */
	private static final int COMFORTABLE_WIDTH = 240;

	/**
	 * A panel.
	 *
	 * @param pixels its pixels, x running fastest
	 * @param lines the text above it
	 */
	public record Panel(float[] pixels, List<String> lines) {}

	private PanelMontage() {}

	/**
	 * Makes the image.
	 *
	 * @param title its title
	 * @param panels the panels, at least one
	 * @param width width of each in pixels
	 * @param height height of each
	 * @param source the image that they show a part of: for unit and display range
	 * @param channel the channel that they show, from 1
	 * @return a 32-bit image, not shown; what is between the panels is as dark as the display range
	 */
	public static ImagePlus of(final String title, final List<Panel> panels, final int width, final int height, final ImagePlus source, final int channel) {
		final int columns = panels.size() <= COLUMNS ? panels.size() : (panels.size() + 1) / 2;
		final int rows = (panels.size() + columns - 1) / columns;
		final int zoom = Math.max(1, (COMFORTABLE_WIDTH + width - 1) / width);
		final int caption = LINE * panels.stream().mapToInt(panel -> panel.lines().size()).max().orElse(0) + 2;
		final int across = width * zoom + GAP;
		final int down = caption + height * zoom + GAP;
		// Each channel of a composite image has a range of its own; the image tells that of the current one.
		final boolean other = source instanceof CompositeImage && channel != source.getC();
		final double min = other ? ((CompositeImage) source).getChannelLut(channel).min : source.getDisplayRangeMin();
		final double max = other ? ((CompositeImage) source).getChannelLut(channel).max : source.getDisplayRangeMax();
		final FloatProcessor montage = new FloatProcessor(columns * across - GAP, rows * down - GAP);
		montage.set(min);
		final Overlay overlay = new Overlay();
		for (int i = 0; i < panels.size(); i++) {
			final int left = i % columns * across;
			final int top = i / columns * down;
			for (int y = 0; y < height * zoom; y++)
				for (int x = 0; x < width * zoom; x++)
					montage.setf(left + x, top + caption + y, panels.get(i).pixels()[y / zoom * width + x / zoom]);
			for (int line = 0; line < panels.get(i).lines().size(); line++)
				overlay.add(text(panels.get(i).lines().get(line), left + 2, top + LINE * line, across - GAP));
		}
		final ImagePlus result = new ImagePlus(title, montage);
		result.setDisplayRange(min, max);
		result.setOverlay(overlay);
		final Calibration calibration = new Calibration();
		calibration.pixelWidth = source.getCalibration().pixelWidth / zoom;
		calibration.pixelHeight = source.getCalibration().pixelHeight / zoom;
		calibration.setUnit(source.getCalibration().getUnit());
		result.setCalibration(calibration);
		return result;
	}

	private static TextRoi text(final String words, final double x, final double y, final int room) {
		int size = FONT_SIZE;
		while (size > 8 && width(words, size) > room)
			size--;
		final TextRoi text = new TextRoi(x, y, words, new Font(Font.SANS_SERIF, Font.PLAIN, size));
		text.setAntiAlias(true);
		text.setStrokeColor(Color.YELLOW);
		return text;
	}

	private static int width(final String words, final int size) {
		final FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY).createGraphics().getFontMetrics(new Font(Font.SANS_SERIF,
			Font.PLAIN, size));
		return metrics.stringWidth(words);
	}
}
