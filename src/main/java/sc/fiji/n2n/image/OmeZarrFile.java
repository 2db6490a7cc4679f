package sc.fiji.n2n.image;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.LUT;
import sc.fiji.n2n.zarr.OmeAxis;
import sc.fiji.n2n.zarr.OmeChannel;
import sc.fiji.n2n.zarr.OmeGroup;
import sc.fiji.n2n.zarr.OmeImage;
import sc.fiji.n2n.zarr.ZarrArray;

/** A folder of OME-Zarr: one image, or several as bioformats2raw writes them. Smaller copies of an image are not looked at. */
public final class OmeZarrFile implements ImageFile {

	/** An array of labels is made for all planes. */
	private static final int MAX_PLANES = 10_000_000;

	/** More channels than this are shown without colours of their own. */
	private static final int MAX_COLOURS = 1000;

	private final Path folder;
	private final List<Path> groups;
	private final List<OmeImage> images;

	private OmeZarrFile(final Path folder, final List<Path> groups, final List<OmeImage> images) {
		this.folder = folder;
		this.groups = groups;
		this.images = images;
	}

	/**
	 * Whether a path is a folder of Zarr, by the names of the files in it.
	 *
	 * @param folder the folder
	 * @return true also for what {@link #open} then refuses, such as a plate or another version of Zarr
	 */
	public static boolean isOmeZarr(final Path folder) {
		return OmeGroup.isZarr(folder);
	}

	/**
	 * Reads the metadata of a folder.
	 *
	 * @param folder the folder
	 * @return its images
	 * @throws IOException with the reason but without the path, if it holds no image that can be read here
	 */
	public static ImageFile open(final Path folder) throws IOException {
		final List<Path> groups = new ArrayList<>();
		final List<OmeImage> images = new ArrayList<>();
		OmeGroup.images(folder.toAbsolutePath()).forEach((group, image) -> {
			groups.add(group);
			images.add(image);
		});
		return new OmeZarrFile(folder.toAbsolutePath().normalize(), groups, images);
	}

	@Override
	public int seriesCount() {
		return images.size();
	}

	@Override
	public String seriesName(final int series) {
		return images.get(series).name();
	}

	@Override
	public ImagePlus open(final int series) throws IOException {
		final OmeImage image = images.get(series);
		final ZarrArray array = image.open(groups.get(series));
		final int[] size = size(image.axes(), array);
		final List<String> labels = new ArrayList<>();
		for (int c = 0; c < size[2]; c++)
			labels.add(c < image.channels().size() ? image.channels().get(c).label() : null);
		final OmeZarrStack stack = new OmeZarrStack(array, image.axes(), size, labels);
		try {
			// ImageJ reads a plane at once.
			final ImagePlus imp = dress(new ImagePlus(title(), stack), size, image, stack.isSigned());
			final Calibration calibration = calibration(image.axes(), imp);
			if (stack.isSigned()) calibration.setSigned16BitCalibration();
			imp.setCalibration(calibration);
			if (image.description() != null) imp.setProperty("Info", image.description());
			return imp;
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** Width, height, channels, slices, frames. */
	private static int[] size(final List<OmeAxis> axes, final ZarrArray array) throws IOException {
		final String names = "xyczt";
		final int[] size = new int[names.length()];
		for (int i = 0; i < size.length; i++) {
			final int axis = OmeZarrStack.axis(axes, names.substring(i, i + 1));
			size[i] = axis < 0 ? 1 : array.metadata().shape()[axis];
		}
		if ((double) size[2] * size[3] * size[4] > MAX_PLANES) throw new IOException("it has " + size[2] +
			" channels, " + size[3] + " slices and " + size[4] + " frames, more than the " + MAX_PLANES + " planes that can be opened");
		final double pixels = (double) size[0] * size[1];
		final double bytes = pixels * OmeZarrStack.bitDepth(array.metadata().type()) / 8;
		final long memory = Runtime.getRuntime().maxMemory();
		if (pixels > Integer.MAX_VALUE - 8) throw new IOException("a plane of its " + size[0] + " x " + size[1] +
			" pixels is larger than ImageJ can have; open a smaller image");
		if (bytes > memory / 2.0) throw new IOException(String.format("a plane of its %d x %d pixels takes %.0f MB, more than half of the %d MB" +
			" that ImageJ may use; give it more in Edit > Options > Memory & Threads..., or open a smaller image", size[0], size[1], bytes / 1e6,
			memory / 1_000_000));
		return size;
	}

	private String title() {
		final String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
		return name.replaceFirst("(?i)(\\.ome)?\\.zarr$", "");
	}

	private static ImagePlus dress(final ImagePlus plain, final int[] size, final OmeImage image, final boolean signed) {
		final List<OmeChannel> channels = image.channels();
		plain.setDimensions(size[2], size[3], size[4]);
		plain.setOpenAsHyperStack(plain.getStackSize() > 1);
		final double offset = signed ? OmeZarrStack.SIGN : 0;
		// Each channel of a composite has colours of its own in memory.
		if (size[2] > MAX_COLOURS) return plain;
		if (size[2] == 1) {
			if (channels.isEmpty()) return plain;
			final OmeChannel channel = channels.get(0);
			if (channel.rgb() >= 0) plain.setLut(LUT.createLutFromColor(new Color(channel.rgb())));
			if (channel.hasWindow()) plain.setDisplayRange(channel.start() + offset, channel.end() + offset);
			return plain;
		}
		final CompositeImage composite = new CompositeImage(plain, image.greyscale() ? IJ.GRAYSCALE : IJ.COMPOSITE);
		composite.setOpenAsHyperStack(true);
		final LUT[] luts = composite.getLuts();
		final boolean[] active = composite.getActiveChannels();
		for (int c = 0; c < Math.min(luts.length, channels.size()); c++) {
			final OmeChannel channel = channels.get(c);
			final LUT old = luts[c];
			if (channel.rgb() >= 0) luts[c] = LUT.createLutFromColor(new Color(channel.rgb()));
			luts[c].min = channel.hasWindow() ? channel.start() + offset : old.min;
			luts[c].max = channel.hasWindow() ? channel.end() + offset : old.max;
			if (c < active.length) active[c] = channel.active();
		}
		composite.setLuts(luts);
		composite.getProcessor().setMinAndMax(luts[0].min, luts[0].max);
		return composite;
	}

	private static Calibration calibration(final List<OmeAxis> axes, final ImagePlus imp) {
		final Calibration calibration = new Calibration(imp);
		// x comes last, but the units of y and z are only kept where they differ from that of x.
		calibration.setXUnit(NgffUnits.imagej(axes.get(axes.size() - 1).unit()));
		for (final OmeAxis axis : axes) {
			final String unit = NgffUnits.imagej(axis.unit());
			final boolean differs = unit != null && !unit.equals(calibration.getXUnit());
			final double scale = axis.scale() > 0 ? axis.scale() : 1;
			switch (axis.name()) {
				case "x" -> calibration.pixelWidth = scale;
				case "y" -> {
					calibration.pixelHeight = scale;
					if (differs) calibration.setYUnit(unit);
				}
				case "z" -> {
					calibration.pixelDepth = scale;
					if (differs) calibration.setZUnit(unit);
				}
				case "t" -> {
					// A scale of 1 of nothing stands where the time is not known.
					if (unit != null || axis.scale() != 1) calibration.frameInterval = axis.scale();
					if (unit != null) calibration.setTimeUnit(unit);
				}
				default -> {}
			}
		}
		return calibration;
	}

	/** Nothing is open between two reads. */
	@Override
	public void close() {}
}
