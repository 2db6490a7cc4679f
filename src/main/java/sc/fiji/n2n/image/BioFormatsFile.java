package sc.fiji.n2n.image;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

import ij.ImagePlus;
import ij.io.FileInfo;

/**
 * A file that Bio-Formats reads, where that is installed, as it is in Fiji. Its pixels are read as they are needed, and by one
 * thread at a time.
 */
final class BioFormatsFile implements ImageFile {

	private final BioFormatsReader reader;
	private final List<String> names;

	private BioFormatsFile(final BioFormatsReader reader, final List<String> names) {
		this.reader = reader;
		this.names = names;
	}

	/** Whether Bio-Formats is there. */
	static boolean isPresent() {
		return BioFormatsReader.isPresent();
	}

	/**
	 * Opens a file. Of a folder of images in one file each, such as slices in DICOM, it reads this one alone, unless the
	 * format says that they belong together.
	 *
	 * @param file the file
	 * @return its images, 1 or more
	 * @throws IOException with the reason but without the path, if Bio-Formats is not there or cannot read the file
	 */
	static ImageFile open(final Path file) throws IOException {
		final BioFormatsReader reader = new BioFormatsReader(file);
		try {
			final String[] names = new String[reader.seriesCount()];
			for (int i = 0; i < names.length; i++)
				names[i] = BioFormatsMetadata.name(reader, i);
			if (names.length == 0) throw new IOException("Bio-Formats found no image in it");
			return new BioFormatsFile(reader, List.of(names));
		}
		catch (final IOException | RuntimeException e) {
			reader.close();
			throw e;
		}
	}

	@Override
	public int seriesCount() {
		return names.size();
	}

	@Override
	public String seriesName(final int series) {
		return names.get(series);
	}

	@Override
	public ImagePlus open(final int series) throws IOException {
		final BioFormatsStack stack = BioFormatsStack.of(reader, series);
		final BioFormatsMetadata metadata = new BioFormatsMetadata(reader, series, stack);
		if (stack.channels() > 1) stack.setNames(metadata.names());
		try {
			final ImagePlus imp = new ImagePlus(title(series), stack);
			if (stack.hasPalette()) imp.setTypeToColor256();
			imp.setDimensions(stack.channels(), stack.slices(), stack.frames());
			imp.setOpenAsHyperStack(stack.size() > 1);
			imp.setCalibration(metadata.calibration());
			final FileInfo info = new FileInfo();
			info.directory = reader.file().getParent() + File.separator;
			info.fileName = reader.file().getFileName().toString();
			imp.setFileInfo(info);
			final ImagePlus coloured = metadata.colour(imp);
			coloured.setOpenAsHyperStack(stack.size() > 1);
			return coloured;
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private String title(final int series) {
		final String file = reader.file().getFileName().toString();
		if (names.size() == 1) return file;
		final String name = names.get(series).isEmpty() ? "#" + (series + 1) : names.get(series);
		return name.startsWith(file) ? name : file + " - " + name;
	}

	@Override
	public void close() throws IOException {
		reader.close();
	}
}
