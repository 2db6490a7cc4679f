package sc.fiji.n2n.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import ij.ImagePlus;
import sc.fiji.n2n.io.AtomicFolder;
import sc.fiji.n2n.io.PendingFile;

/** A folder of OME-Zarr that gets its name when it is finished. */
final class OmeZarrStore implements FileStore {

	/** What an older folder must hold to be replaced. */
	private static final String MARK = ".zgroup";

	private final Path path;
	private final PendingFile guard;
	private final AtomicFolder folder;
	private final OmeZarrWriter writer;

	private OmeZarrStore(final Path path, final PendingFile guard, final AtomicFolder folder, final OmeZarrWriter writer) {
		this.path = path;
		this.guard = guard;
		this.folder = folder;
		this.writer = writer;
	}

	/**
	 * Begins a folder.
	 *
	 * @param path its name
	 * @param shape what the pixels are
	 * @param source the image whose dimensions, calibration, channel names and colours it will have
	 * @throws IOException with path and reason, if it cannot be written
	 */
	static OmeZarrStore create(final Path path, final StackShape shape, final ImagePlus source) throws IOException {
		final PendingFile guard = PendingFile.guard(path, shape.bytes());
		AtomicFolder folder = null;
		try {
			folder = new AtomicFolder(path, MARK);
			return new OmeZarrStore(path, guard, folder, new OmeZarrWriter(folder.temporary(), source, shape.bitDepth()));
		}
		catch (final IOException | RuntimeException e) {
			if (folder != null) folder.close();
			guard.close();
			throw e;
		}
	}

	@Override
	public Object get(final int index) throws IOException {
		return writer.get(index);
	}

	@Override
	public void put(final int index, final Object pixels) throws IOException {
		try {
			writer.put(index, pixels);
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	@Override
	public void show(final double[] tops) {
		writer.show(tops);
	}

	@Override
	public List<String> finish(final ImagePlus image) throws IOException {
		try {
			writer.finish(image.getTitle(), image.getInfoProperty());
		}
		catch (final IOException e) {
			throw failed(e);
		}
		folder.commit();
		return List.of();
	}

	private IOException failed(final IOException e) {
		return new IOException("Cannot write " + path.toAbsolutePath() + ": " + e.getMessage() + ".", e);
	}

	@Override
	public void close() throws IOException {
		try {
			writer.close();
			folder.close();
		}
		finally {
			guard.close();
		}
	}
}
