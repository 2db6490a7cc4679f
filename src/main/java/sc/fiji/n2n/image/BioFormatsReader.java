package sc.fiji.n2n.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A reader of Bio-Formats with one file open. It is called by name, so that this plugin neither needs nor ships Bio-Formats.
 * Used are {@code loci.formats.ImageReader}, and for the metadata the store of {@code loci.formats.MetadataTools}. Safe for use
 * by many threads, of which one at a time reads.
 */
final class BioFormatsReader implements Closeable {

	private static final String READER = "loci.formats.ImageReader";

	/** What {@code fileGroupOption} says of formats whose images are in several files, such as a header and its pixels. */
	private static final int MUST_GROUP = 0;

	private final Path file;
	private final Object reader;
	private final Object metadata;
	private boolean closed;

	/**
	 * @param file the file
	 * @throws IOException with the reason but without the path, if Bio-Formats is not there or cannot read the file
	 */
	BioFormatsReader(final Path file) throws IOException {
		if (!isPresent()) throw new IOException("Bio-Formats is not installed; it is in every Fiji");
		this.file = file.toAbsolutePath();
		BioFormatsLength.check(this.file);
		reader = ByName.create(READER);
		metadata = ByName.call("loci.formats.MetadataTools", "createOMEXMLMetadata");
		if (metadata == null) throw new IOException("this Bio-Formats is not complete: it has no OME-XML");
		try {
			final String path = this.file.toString();
			call(reader, "setMetadataStore", metadata);
			// Smaller copies of an image are no images of their own.
			call(reader, "setFlattenedResolutions", false);
			// One file of a folder is this one file, not all those whose names look like its name.
			final boolean group = (int) call(reader, "fileGroupOption", path) == MUST_GROUP;
			// To be asked, the reader opened the file.
			call(reader, "close");
			call(reader, "setGroupFiles", group);
			call(reader, "setId", path);
		}
		catch (final IOException | RuntimeException | Error e) {
			ByName.call(reader, "close");
			throw e;
		}
	}

	static boolean isPresent() {
		return ByName.find(READER) != null;
	}

	Path file() {
		return file;
	}

	/**
	 * Calls a method of the reader.
	 *
	 * @param series from 0
	 * @param method name of the method
	 * @param arguments what it takes
	 * @return what it returns
	 * @throws IOException with the reason, also after {@link #close()}
	 */
	synchronized Object get(final int series, final String method, final Object... arguments) throws IOException {
		if (closed) throw new IOException("the file is closed; open it again");
		call(reader, "setSeries", series);
		return call(reader, method, arguments);
	}

	/** How many images there are. */
	synchronized int seriesCount() throws IOException {
		return (int) call(reader, "getSeriesCount");
	}

	/**
	 * Calls a method of the metadata.
	 *
	 * @param method name of the method
	 * @param arguments what it takes
	 * @return what it returns: null for what is not known
	 * @throws IOException with the reason
	 */
	synchronized Object metadata(final String method, final Object... arguments) throws IOException {
		return call(metadata, method, arguments);
	}

	/**
	 * Reads a quantity of the metadata.
	 *
	 * @param unit name of a constant of {@code ome.units.UNITS}
	 * @param method name of the method
	 * @param arguments what it takes
	 * @return the value in that unit, NaN if it is not known or has no physical unit
	 * @throws IOException with the reason
	 */
	double quantity(final String unit, final String method, final Object... arguments) throws IOException {
		final Object quantity = metadata(method, arguments);
		if (quantity == null) return Double.NaN;
		final Object value = call(quantity, "value", ByName.constant("ome.units.UNITS", unit));
		return value == null ? Double.NaN : ((Number) value).doubleValue();
	}

	/** Messages of Bio-Formats may name the file, which whoever reports them does as well. */
	private Object call(final Object target, final String method, final Object... arguments) throws IOException {
		try {
			return ByName.call(target, method, arguments);
		}
		catch (final IOException e) {
			throw new IOException(e.getMessage().replace(file.toString(), "the file").strip().replaceAll("\\s+", " "), e);
		}
	}

	@Override
	public synchronized void close() throws IOException {
		if (closed) return;
		closed = true;
		call(reader, "close");
	}
}
