package sc.fiji.n2n.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import sc.fiji.n2n.zarr.OmeAxis;
import sc.fiji.n2n.zarr.OmeChannel;
import sc.fiji.n2n.zarr.OmeGroup;
import sc.fiji.n2n.zarr.OmeImage;
import sc.fiji.n2n.zarr.OmeLevel;
import sc.fiji.n2n.zarr.ZarrType;

/**
 * Writes an image as OME-Zarr (OME-NGFF 0.4, Zarr v2), plane by plane: all axes t, c, z, y, x, chunks of at most 512 x 512 pixels
 * of one plane, compressed with Blosc LZ4. RGB becomes three channels, and ImageJ's signed 16-bit images get signed values. The
 * folder is an image only after {@link #finish}. Used by one thread at a time.
 */
public final class OmeZarrWriter implements PlaneStore, Closeable {

	/** Smaller copies are made until no side is longer than this. */
	private static final int SMALLEST_LEVEL = 256;

	private final Path folder;
	private final int[] size;
	private final boolean rgb;
	private final ZarrType type;
	private List<OmeChannel> channels;
	private final boolean greyscale;
	private final List<OmeAxis> axes;
	private final OmeZarrLevel full;

	/**
	 * Begins an image.
	 *
	 * @param folder an empty folder, or one that is to be made
	 * @param source the image whose dimensions, calibration, channel names, colours and display ranges the new one gets; it is
	 *          not looked at later
	 * @param bitDepth type of the new image: that of the source, or 32. An RGB source then has three channels in the order of
	 *          planes, and display ranges are those of calibrated values
	 * @throws IOException with the reason, if the folder cannot be written
	 */
	public OmeZarrWriter(final Path folder, final ImagePlus source, final int bitDepth) throws IOException {
		this.folder = folder;
		rgb = bitDepth == 24;
		final boolean split = ImageChannels.isRgb(source);
		final int stacked = source.getNChannels();
		size = new int[] { source.getWidth(), source.getHeight(), split ? ImageChannels.RGB.size() : stacked, split ? stacked * source.getNSlices()
			: source.getNSlices(), source.getNFrames() };
		final boolean signed = bitDepth == 16 && source.getCalibration().isSigned16Bit();
		type = ZarrType.littleEndian(bitDepth == 32 ? 'f' : signed ? 'i' : 'u', rgb ? 1 : bitDepth / 8);
		channels = OmeChannels.of(source, signed || bitDepth == 32);
		greyscale = !split && !(source instanceof CompositeImage composite && composite.getMode() != IJ.GRAYSCALE);
		axes = axes(source.getCalibration());
		full = new OmeZarrLevel(folder, "0", size, type);
	}

	private static List<OmeAxis> axes(final Calibration calibration) {
		return List.of(axis("t", calibration.frameInterval > 0 ? calibration.getTimeUnit() : null, calibration.frameInterval), axis("c", null, 1), axis(
			"z", calibration.getZUnit(), calibration.pixelDepth), axis("y", calibration.getYUnit(), calibration.pixelHeight), axis("x", calibration
				.getXUnit(), calibration.pixelWidth));
	}

	/** An axis; a distance that cannot be is 1. */
	private static OmeAxis axis(final String name, final String unit, final double scale) {
		return new OmeAxis(name, NgffUnits.ome(unit), scale > 0 && Double.isFinite(scale) ? scale : 1);
	}

	@Override
	public Object get(final int index) throws IOException {
		if (!rgb) return signChanged(full.read(index));
		final int[] colours = new int[size[0] * size[1]];
		final byte[][] components = new byte[3][];
		for (int c = 0; c < components.length; c++)
			components[c] = (byte[]) full.read(3 * index + c);
		for (int i = 0; i < colours.length; i++)
			colours[i] = 0xff000000 | (components[0][i] & 0xff) << 16 | (components[1][i] & 0xff) << 8 | components[2][i] & 0xff;
		return colours;
	}

	@Override
	public void put(final int index, final Object pixels) throws IOException {
		if (!rgb) {
			full.write(index, signChanged(pixels));
			return;
		}
		final int[] colours = (int[]) pixels;
		for (int c = 0; c < 3; c++) {
			final byte[] component = new byte[colours.length];
			for (int i = 0; i < component.length; i++)
				component[i] = (byte) (colours[i] >> 16 - 8 * c);
			full.write(3 * index + c, component);
		}
	}

	/** Values of ImageJ's signed images to signed ones and back: the same step both ways. Others stay. */
	private Object signChanged(final Object pixels) {
		if (type.kind() != 'i') return pixels;
		final short[] changed = ((short[]) pixels).clone();
		for (int i = 0; i < changed.length; i++)
			changed[i] ^= (short) OmeZarrStack.SIGN;
		return changed;
	}

	/**
	 * Shows other intensities than the source does.
	 *
	 * @param tops for each channel the value that is shown brightest; 0 is shown darkest
	 */
	void show(final double[] tops) {
		final List<OmeChannel> shown = new ArrayList<>();
		for (int c = 0; c < tops.length; c++) {
			final OmeChannel channel = channels.get(c);
			shown.add(new OmeChannel(channel.label(), channel.rgb(), 0, tops[c], channel.active()));
		}
		channels = shown;
	}

	/**
	 * Makes the smaller copies, each by the mean of 2 x 2 pixels, and then the metadata.
	 *
	 * @param name name of the image
	 * @param howItWasMade a text for people, kept in the attributes and shown as Info of the opened image
	 * @throws IOException with the reason, such as that the disk is full
	 */
	public void finish(final String name, final String howItWasMade) throws IOException {
		final List<OmeLevel> levels = new ArrayList<>();
		levels.add(level("0", 1, 1));
		OmeZarrLevel last = full;
		int acrossX = 1;
		int acrossY = 1;
		while (Math.max(last.width(), last.height()) > SMALLEST_LEVEL) {
			if (last.width() > 1) acrossX *= 2;
			if (last.height() > 1) acrossY *= 2;
			final String path = String.valueOf(levels.size());
			last = last.halved(path);
			levels.add(level(path, acrossX, acrossY));
		}
		OmeGroup.write(folder, new OmeImage(name, "0", axes, channels, greyscale, howItWasMade), type, levels);
	}

	/** A level whose pixels are so many of the image across; the middle of its first lies in the middle of those. */
	private OmeLevel level(final String path, final int acrossX, final int acrossY) {
		final List<Double> scale = new ArrayList<>();
		final List<Double> translation = new ArrayList<>();
		for (final OmeAxis axis : axes) {
			final int across = axis.name().equals("x") ? acrossX : axis.name().equals("y") ? acrossY : 1;
			scale.add(axis.scale() * across);
			translation.add(axis.scale() * (across - 1) / 2);
		}
		return new OmeLevel(path, scale, translation);
	}

	/** Nothing is open between two calls; what is not finished is left to whoever owns the folder. */
	@Override
	public void close() {}
}
