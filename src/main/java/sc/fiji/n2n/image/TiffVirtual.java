package sc.fiji.n2n.image;

import java.io.IOException;
import java.util.Arrays;
import java.util.Properties;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.FileOpener;

/** Opens a TIFF as ImageJ's virtual stack, with the metadata that it has when it is opened in memory. */
final class TiffVirtual {

	private TiffVirtual() {}

	/** Number of bytes that the pixels of a file take. */
	static long bytes(final FileInfo[] images) {
		long bytes = 0;
		for (final FileInfo image : images)
			bytes += (long) image.width * image.height * image.getBytesPerPixel() * Math.max(1, image.nImages);
		return bytes;
	}

	/** Whether the planes of a file can be read one by one: several of the same size and type, each a plane of ImageJ's. */
	static boolean suits(final FileInfo[] images) {
		final FileInfo first = images[0];
		if (images.length == 1 && first.nImages <= 1) return false;
		if (first.description != null && first.description.contains("order=zct")) return false;
		return Arrays.stream(images).allMatch(image -> image.width == first.width && image.height == first.height && image.fileType == first.fileType &&
			isPlane(image));
	}

	private static boolean isPlane(final FileInfo image) {
		return switch (image.fileType) {
			case FileInfo.GRAY8, FileInfo.COLOR8, FileInfo.GRAY16_SIGNED, FileInfo.GRAY16_UNSIGNED, FileInfo.GRAY32_FLOAT, FileInfo.GRAY32_INT,
				FileInfo.GRAY32_UNSIGNED -> image.samplesPerPixel == 1;
			case FileInfo.RGB, FileInfo.RGB_PLANAR -> true;
			default -> false;
		};
	}

	/**
	 * Opens a file that suits.
	 *
	 * @param images the images of the file, as ImageJ's decoder lists them
	 * @return the image, not shown
	 * @throws IOException with the reason, if the first plane cannot be read
	 */
	static ImagePlus open(final FileInfo[] images) throws IOException {
		final FileInfo info = images[0];
		final FileInfo[] planes = images.length == 1 ? contiguous(info) : images;
		final FileInfo one = (FileInfo) info.clone();
		one.nImages = 1;
		final FileOpener opener = new FileOpener(one);
		final ImagePlus first = opener.openImage();
		if (first == null) throw new IOException("ImageJ cannot read its first plane");
		final TiffStack stack = new TiffStack(planes);
		stack.setBitDepth(first.getBitDepth());
		final ImagePlus imp = new ImagePlus(info.fileName, stack);
		imp.setFileInfo(info);
		imp.setCalibration(first.getCalibration());
		if (first.getType() == ImagePlus.COLOR_256) imp.setTypeToColor256();
		if (first.getType() != ImagePlus.COLOR_RGB) imp.setDisplayRange(first.getDisplayRangeMin(), first.getDisplayRangeMax());
		if (info.info != null) imp.setProperty("Info", info.info);
		imp.setProperties(info.properties);
		final ImagePlus arranged = arrange(imp, opener.decodeDescriptionString(info));
		arranged.setRoi(first.getRoi());
		arranged.setOverlay(first.getOverlay());
		return arranged;
	}

	/** ImageJ lists a file whose planes follow each other as one image. */
	private static FileInfo[] contiguous(final FileInfo info) {
		final FileInfo[] planes = new FileInfo[info.nImages];
		final long step = (long) info.width * info.height * info.getBytesPerPixel() + info.getGap();
		for (int i = 0; i < planes.length; i++) {
			planes[i] = (FileInfo) info.clone();
			planes[i].nImages = 1;
			planes[i].longOffset = info.getOffset() + i * step;
		}
		return planes;
	}

	private static ImagePlus arrange(final ImagePlus imp, final Properties description) {
		if (description == null) return imp;
		final int channels = number(description, "channels");
		final int slices = number(description, "slices");
		final int frames = number(description, "frames");
		if ((long) channels * slices * frames != imp.getStackSize()) return imp;
		imp.setDimensions(channels, slices, frames);
		imp.setOpenAsHyperStack("true".equals(description.getProperty("hyperstack")));
		final String mode = description.getProperty("mode");
		final boolean composite = channels > 1 && imp.getType() != ImagePlus.COLOR_RGB && (mode != null || imp.getOpenAsHyperStack());
		return composite ? new CompositeImage(imp, mode(mode)) : imp;
	}

	/** As ImageJ takes it. */
	private static int mode(final String mode) {
		if (mode != null && mode.startsWith("composite")) return IJ.COMPOSITE;
		return mode != null && mode.startsWith("gray") ? IJ.GRAYSCALE : IJ.COLOR;
	}

	private static int number(final Properties description, final String key) {
		try {
			return (int) Double.parseDouble(description.getProperty(key, "1"));
		}
		catch (final NumberFormatException e) {
			return 1;
		}
	}
}
