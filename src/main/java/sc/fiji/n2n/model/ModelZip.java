package sc.fiji.n2n.model;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The zip that a model file is: few entries, of known names, read into memory and never unpacked into files. No size that the
 * file declares is trusted.
 */
final class ModelZip implements Closeable {

	/** What to do about a file that cannot be read. */
	static final String WAY_OUT = "Copy or download the file again, or train again.";

	/** The record that ends a zip without comment: signature at 0, number of entries at 10, bytes of their list at 12, of a comment at 20. */
	private static final int END_BYTES = 22;
	private static final int END_SIGNATURE = 0x06054b50;
	/** More than the list of as many entries as a model has can need. */
	private static final int MAX_LIST_BYTES = 4096;
	private static final int MAX_ENTRIES = 100;
	private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;
	/**
	 * One date for all, so that the same model gives the same bytes. The first date that a zip can have, a month before, Java would write
	 * with the time zone.
	 */
	private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

	private final ZipFile zip;

	private ModelZip(final ZipFile zip) {
		this.zip = zip;
	}

	/**
	 * Opens a file.
	 *
	 * @param file the file
	 * @param required entries that must be there
	 * @param optional entries that may be there, all or none
	 * @throws IOException with the reason and the way out, but without the path
	 */
	static ModelZip open(final Path file, final Collection<String> required, final Collection<String> optional) throws IOException {
		if (Files.isDirectory(file)) throw new IOException("it is a folder. Give the path of a model file (.n2n).");
		if (!Files.exists(file)) throw new IOException("there is no such file. Check its path.");
		checkEnd(file);
		final ZipFile zip = openZip(file);
		try {
			checkNames(zip, required, optional);
			return new ModelZip(zip);
		}
		catch (final IOException | RuntimeException e) {
			zip.close();
			throw e;
		}
	}

	/** Java reads the whole list of entries into memory: it must be short. */
	private static void checkEnd(final Path file) throws IOException {
		final ByteBuffer end = ByteBuffer.allocate(END_BYTES).order(ByteOrder.LITTLE_ENDIAN);
		try (FileChannel channel = FileChannel.open(file)) {
			final long start = channel.size() - END_BYTES;
			while (start >= 0 && end.hasRemaining() && channel.read(end, start + end.position()) > 0);
		}
		if (end.hasRemaining() || end.getInt(0) != END_SIGNATURE || end.getShort(20) != 0) throw notAModel("");
		if (Short.toUnsignedInt(end.getShort(10)) > MAX_ENTRIES || Integer.toUnsignedLong(end.getInt(12)) > MAX_LIST_BYTES) throw new IOException(
			"it holds more files than a model does. " + WAY_OUT);
	}

	private static ZipFile openZip(final Path file) throws IOException {
		try {
			return new ZipFile(file.toFile());
		}
		catch (final ZipException | IllegalArgumentException e) {
			throw notAModel(" (" + StrictJson.quote(String.valueOf(e.getMessage())) + ")");
		}
	}

	private static IOException notAModel(final String why) {
		return new IOException("it is not a model file, or damaged, or only the beginning of one" + why + ". " + WAY_OUT);
	}

	private static void checkNames(final ZipFile zip, final Collection<String> required, final Collection<String> optional) throws IOException {
		final Set<String> names = new HashSet<>();
		for (final ZipEntry entry : Collections.list(zip.entries())) {
			final String name = entry.getName();
			if (!required.contains(name) && !optional.contains(name)) throw new IOException("it holds \"" + StrictJson.quote(name) +
				"\", which a model file does not. " + WAY_OUT);
			if (!names.add(name)) throw new IOException("it holds " + name + " twice. " + WAY_OUT);
		}
		final Set<String> wanted = new LinkedHashSet<>(required);
		if (optional.stream().anyMatch(names::contains)) wanted.addAll(optional);
		for (final String name : wanted)
			if (!names.contains(name)) throw new IOException("it lacks " + name + ". " + WAY_OUT);
	}

	/** Whether there is such an entry. */
	boolean has(final String name) {
		return zip.getEntry(name) != null;
	}

	/**
	 * Reads an entry.
	 *
	 * @param name one of the entries that are there
	 * @param limit bytes that it can have at most
	 * @return its bytes, with the checksum that the zip says
	 * @throws IOException with the reason and the way out, but without the path
	 */
	byte[] read(final String name, final long limit) throws IOException {
		final ZipEntry entry = zip.getEntry(name);
		final byte[] bytes;
		try (InputStream in = zip.getInputStream(entry)) {
			bytes = readAtMost(in, name, limit);
		}
		final CRC32 checksum = new CRC32();
		checksum.update(bytes);
		if (bytes.length != entry.getSize() || checksum.getValue() != entry.getCrc()) throw new IOException("its " + name + " is damaged. " +
			WAY_OUT);
		return bytes;
	}

	/** Reads to the end, or one byte more than allowed. */
	static byte[] readAtMost(final InputStream in, final String name, final long limit) throws IOException {
		final byte[] bytes = in.readNBytes((int) Math.min(limit + 1, LARGEST_ARRAY));
		if (bytes.length > limit || bytes.length == LARGEST_ARRAY) throw new IOException("its " + name + " has more than the " + limit +
			" bytes that are possible for this model. " + WAY_OUT);
		return bytes;
	}

	/**
	 * Writes a zip.
	 *
	 * @param file the file, overwritten
	 * @param entries their names and bytes, in the order of the file; JSON is compressed, weights are not, because they shrink little
	 * @throws IOException if it cannot be written
	 */
	static void write(final Path file, final Map<String, byte[]> entries) throws IOException {
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
			for (final Map.Entry<String, byte[]> content : entries.entrySet()) {
				final byte[] bytes = content.getValue();
				final ZipEntry entry = new ZipEntry(content.getKey());
				entry.setTimeLocal(DATE);
				if (!content.getKey().endsWith(".json")) {
					final CRC32 checksum = new CRC32();
					checksum.update(bytes);
					entry.setMethod(ZipEntry.STORED);
					entry.setSize(bytes.length);
					entry.setCrc(checksum.getValue());
				}
				out.putNextEntry(entry);
				out.write(bytes);
				out.closeEntry();
			}
		}
	}

	@Override
	public void close() throws IOException {
		zip.close();
	}
}
