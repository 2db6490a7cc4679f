package sc.fiji.n2n.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.plugin.AVI_Reader;

/** ImageJ's own readers, without the windows, dialogs and plugins that they may call. */
final class QuietOpener {

	private QuietOpener() {}

	/**
	 * Opens a file.
	 *
	 * @param file an absolute path
	 * @param maxBytes a TIFF whose pixels take more bytes becomes a virtual stack, whose planes are read as they are needed
	 * @return the image, not shown
	 * @throws IOException with the reason, but without the path, if ImageJ cannot read it
	 */
	static ImagePlus open(final Path file, final long maxBytes) throws IOException {
		final Opener opener = new Opener();
		switch (opener.getFileType(file.toString())) {
			case Opener.TIFF:
				return openTiff(opener, file, maxBytes);
			case Opener.GIF, Opener.PNG, Opener.BMP:
				final ImagePlus imp = open(opener, file);
				// ImageJ takes a palette for a LUT of intensities, unless asked to look whether its colours follow each other.
				imp.setTypeToColor256();
				return imp;
			case Opener.DICOM, Opener.TIFF_AND_DICOM, Opener.FITS, Opener.PGM, Opener.JPEG, Opener.ZIP:
				return open(opener, file);
			case Opener.AVI:
				return openAvi(file);
			default:
				if (isBigTiff(file)) throw new IOException("it is a BigTIFF, which ImageJ reads only with Bio-Formats; install that, or use Fiji, which has it");
				// ImageJ would ask plugins to open it, or show a text in a window.
				throw new IOException("it is not an image of a kind that ImageJ knows");
		}
	}

	private static ImagePlus openTiff(final Opener opener, final Path file, final long maxBytes) throws IOException {
		final FileInfo[] images = decode(file);
		TiffLength.check(images, Files.size(file));
		final boolean virtual = TiffVirtual.bytes(images) > maxBytes && TiffVirtual.suits(images);
		return OmeTiff.arrange(virtual ? TiffVirtual.open(images) : open(opener, file), images[0]);
	}

	/** ImageJ gives a TIFF that it cannot decode to plugins, which may show dialogs. */
	private static FileInfo[] decode(final Path file) throws IOException {
		final FileInfo[] images;
		try {
			images = Opener.getTiffFileInfo(file.toString());
		}
		catch (final RuntimeException e) {
			throw new IOException("ImageJ cannot decode this TIFF: " + e, e);
		}
		if (images == null || images.length == 0) throw new IOException("ImageJ cannot decode this TIFF");
		return images;
	}

	private static boolean isBigTiff(final Path file) throws IOException {
		final byte[] start;
		try (InputStream in = Files.newInputStream(file)) {
			start = in.readNBytes(4);
		}
		return Arrays.equals(start, new byte[] { 'I', 'I', 43, 0 }) || Arrays.equals(start, new byte[] { 'M', 'M', 0, 43 });
	}

	private static ImagePlus open(final Opener opener, final Path file) throws IOException {
		final boolean before = IJ.redirectingErrorMessages();
		opener.setSilentMode(true);
		// A message box would stop a headless run or a folder of files until somebody comes.
		IJ.redirectErrorMessages(true);
		try {
			// In two parts, because ImageJ takes some paths for addresses in the web.
			final ImagePlus imp = opener.openImage(file.getParent().toString(), file.getFileName().toString());
			if (imp != null && imp.getWidth() > 0 && imp.getProcessor() != null) return imp;
			final String reason = IJ.getErrorMessage();
			throw new IOException("ImageJ cannot read it" + (reason == null ? "" : ": " + reason.strip().replaceAll("\\s+", " ")));
		}
		catch (final RuntimeException e) {
			throw new IOException("ImageJ cannot read it: " + e, e);
		}
		finally {
			IJ.redirectErrorMessages(before);
		}
	}

	/** ImageJ's opener would show the dialog of this reader. */
	private static ImagePlus openAvi(final Path file) throws IOException {
		final AVI_Reader reader = new AVI_Reader();
		final ImageStack stack = reader.makeStack(file.toString(), 1, 0, false, false, false);
		if (reader.getErrorText() != null) throw new IOException("ImageJ cannot read it: " + reader.getErrorText());
		if (stack == null || stack.size() == 0) throw new IOException("ImageJ finds no frames in it");
		final ImagePlus imp = new ImagePlus(file.getFileName().toString(), stack);
		imp.setDimensions(1, 1, stack.size());
		return imp;
	}
}
