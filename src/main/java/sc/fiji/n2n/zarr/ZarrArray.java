package sc.fiji.n2n.zarr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An array in a folder: a file of metadata, and one for each chunk. Safe for use by many threads, which write different chunks. */
public final class ZarrArray {

	private static final String METADATA = ".zarray";

	private final Path folder;
	private final ZarrMetadata metadata;

	private ZarrArray(final Path folder, final ZarrMetadata metadata) {
		this.folder = folder;
		this.metadata = metadata;
	}

	/**
	 * Opens an array.
	 *
	 * @param folder its folder
	 * @return the array
	 * @throws IOException with the reason, if there is none or it cannot be read here
	 */
	public static ZarrArray open(final Path folder) throws IOException {
		OmeGroup.refuseVersion3(folder);
		if (!Files.isRegularFile(folder.resolve(METADATA))) throw new IOException("it is not complete: its array " + folder.getFileName() + " has no " +
			METADATA + "; copy it again");
		return new ZarrArray(folder, ZarrMetadata.parse(ZarrJson.read(folder.resolve(METADATA))));
	}

	/**
	 * Makes an array whose chunks are missing yet.
	 *
	 * @param folder its folder, which is made where it is missing
	 * @param metadata what it is like
	 * @return the array
	 * @throws IOException with the reason, if it cannot be written
	 */
	public static ZarrArray create(final Path folder, final ZarrMetadata metadata) throws IOException {
		ZarrJson.write(metadata.json(), folder.resolve(METADATA));
		return new ZarrArray(folder, metadata);
	}

	/** What it is like. */
	public ZarrMetadata metadata() {
		return metadata;
	}

	/**
	 * Reads a chunk.
	 *
	 * @param chunk its number along each axis, from 0
	 * @return its values, those beyond the end of the array included, the last axis running fastest: a {@code byte[]} for
	 *         values of 1 byte, a {@code short[]} for 2, an {@code int[]} or {@code float[]} for 4, a {@code double[]} for 8;
	 *         null if it is not stored, because all are the fill value
	 * @throws IOException with the name of the chunk and the reason, if its file is damaged or cannot be read
	 */
	public Object readChunk(final int... chunk) throws IOException {
		final String name = metadata.chunkName(chunk);
		final int length = metadata.chunkLength() * metadata.type().bytes();
		final byte[] stored;
		try {
			// What cannot be compressed may get a little larger.
			stored = ZarrFiles.read(folder.resolve(name), 2L * length + 4096);
		}
		catch (final NoSuchFileException e) {
			return null;
		}
		catch (final IOException e) {
			throw new IOException("chunk " + name + ": " + e.getMessage(), e);
		}
		try {
			return metadata.type().values(metadata.codec().decode(stored, length));
		}
		catch (final IOException e) {
			throw new IOException("chunk " + name + " cannot be decoded: " + e.getMessage(), e);
		}
	}

	/**
	 * Writes a chunk.
	 *
	 * @param values its values, as {@link #readChunk} gives them
	 * @param chunk its number along each axis, from 0
	 * @throws IOException with the name of the chunk and the reason, such as that the disk is full
	 */
	public void writeChunk(final Object values, final int... chunk) throws IOException {
		final String name = metadata.chunkName(chunk);
		try {
			ZarrFiles.write(folder.resolve(name), metadata.codec().encode(metadata.type().raw(values)));
		}
		catch (final IOException e) {
			throw new IOException("chunk " + name + ": " + e.getMessage(), e);
		}
	}
}
