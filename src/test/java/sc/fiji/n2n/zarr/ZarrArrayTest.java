package sc.fiji.n2n.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.gson.JsonObject;

class ZarrArrayTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "u1, none", "i1, zlib", "u2, gzip", "i2, blosc", "u4, zstd", "i4, none", "f4, blosc", "f8, zstd", "u2, zlib", "f4, zlib" })
	void chunksComeBackInEitherByteOrder(final String type, final String codec) throws IOException {
		for (final ByteOrder order : new ByteOrder[] { ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN })
			for (final char separator : new char[] { '.', '/' }) {
				final ZarrType values = new ZarrType(type.charAt(0), type.charAt(1) - '0', order);
				final Path place = folder.resolve(order + (separator == '.' ? "dot" : "slash"));
				final byte[] raw = noise(7 * 9 * values.bytes());
				ZarrArray.create(place, metadata(values, codec, separator)).writeChunk(values.values(raw.clone()), 1, 0);
				assertTrue(Files.exists(place.resolve(separator == '.' ? "1.0" : "1/0")));
				final ZarrArray array = ZarrArray.open(place);
				assertArrayEquals(raw, values.raw(array.readChunk(1, 0)));
				assertNull(array.readChunk(0, 0));
				assertEquals(values.dtype(), array.metadata().type().dtype());
				assertEquals(5, array.metadata().fill());
			}
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "zlib", "gzip", "blosc", "zstd" })
	void damagedChunksAreRefused(final String codec) throws IOException {
		final ZarrArray array = ZarrArray.create(folder, metadata(ZarrType.littleEndian('u', 2), codec, '.'));
		array.writeChunk(new short[63], 0, 0);
		final Path file = folder.resolve("0.0");
		final byte[] good = Files.readAllBytes(file);
		for (int length = 0; length < good.length; length++) {
			Files.write(file, Arrays.copyOf(good, length));
			final String message = assertThrows(IOException.class, () -> array.readChunk(0, 0)).getMessage();
			assertTrue(message.startsWith("chunk 0.0"), message);
		}
		Files.write(file, new byte[100_000]);
		assertTrue(assertThrows(IOException.class, () -> array.readChunk(0, 0)).getMessage().contains("100000 bytes"));
	}

	/** Whatever the bytes say: an error or as many values as a chunk has. */
	@ParameterizedTest
	@ValueSource(strings = { "zlib", "gzip", "blosc", "zstd" })
	void alteredChunksNeverGiveAnotherLength(final String codec) throws IOException {
		final ZarrArray array = ZarrArray.create(folder, metadata(ZarrType.littleEndian('u', 2), codec, '.'));
		final Random random = new Random(5);
		array.writeChunk(new short[63], 0, 0);
		final byte[] good = Files.readAllBytes(folder.resolve("0.0"));
		int refused = 0;
		for (int i = 0; i < 500; i++) {
			final byte[] altered = good.clone();
			altered[random.nextInt(altered.length)] = (byte) random.nextInt();
			if (random.nextBoolean()) altered[random.nextInt(altered.length)] = (byte) random.nextInt();
			Files.write(folder.resolve("0.0"), altered);
			try {
				assertEquals(63, ((short[]) array.readChunk(0, 0)).length);
			}
			catch (final IOException e) {
				refused++;
			}
		}
		assertTrue(refused > 0);
	}

	@Test
	void aHeaderThatAsksForMuchMemoryIsRefused() throws IOException {
		final ZarrArray array = ZarrArray.create(folder, metadata(ZarrType.littleEndian('u', 2), "blosc", '.'));
		final byte[] header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(0x02013302).putInt(0x7ffffff0).putInt(0x100).putInt(16).array();
		Files.write(folder.resolve("0.0"), header);
		final String message = assertThrows(IOException.class, () -> array.readChunk(0, 0)).getMessage();
		assertTrue(message.contains("instead of the 126"), message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
		"\"<u2\" | \"<c8\" | of type",
		"\"<u2\" | \"<u8\" | of type",
		"\"<u2\" | \"=u2\" | of type",
		"\"<u2\" | [[\"a\",\"<u2\"]] | dtype is",
		"\"<u2\" | 2 | of type",
		"\"C\" | \"F\" | order \"F\"",
		"null | [{\"id\":\"delta\"}] | filters",
		"[10,9] | [10,0] | shape[1] is 0",
		"[10,9] | [10,9.5] | shape[1] is 9.5",
		"[10,9] | [1e99999999,9] | shape[0]",
		"[10,9] | [-1,9] | shape[0]",
		"[10,9] | [\"10\",9] | shape[0]",
		"[10,9] | [10] | one number for each axis",
		"[10,9] | 10 | shape is 10",
		"[7,9] | [70000,70000] | larger than 1024 MB",
		"[7,9] | [2147483647,2147483647] | larger than 1024 MB",
		"[7,9] | [0,9] | chunks[0] is 0",
		"\"zlib\" | \"lzma\" | \"lzma\"",
		"\"/\" | \"-\" | dimension_separator",
		"5 | \"NaN\" | fill_value",
		"5 | 65536 | fill_value",
		"5 | -1 | fill_value",
		"5 | 0.5 | fill_value",
		"2 | 3 | zarr_format" })
	void metadataThatIsNotUnderstoodIsRefused(final String good, final String bad, final String reason) throws IOException {
		ZarrArray.create(folder, metadata(ZarrType.littleEndian('u', 2), "zlib", '/'));
		final String text = Files.readString(folder.resolve(".zarray")).replaceAll("\\s", "");
		final int place = good.equals("5") ? text.indexOf(":5") + 1 : text.indexOf(good);
		Files.writeString(folder.resolve(".zarray"), text.substring(0, place) + bad + text.substring(place + good.length()));
		final String message = assertThrows(IOException.class, () -> ZarrArray.open(folder)).getMessage();
		assertTrue(message.contains(reason), message);
	}

	@Test
	void textThatIsNoMetadataIsRefused() throws IOException {
		ZarrArray.create(folder, metadata(ZarrType.littleEndian('u', 2), "zlib", '/'));
		final String good = Files.readString(folder.resolve(".zarray"));
		for (final String bad : new String[] { "", "null", "[]", "7", "{", good.substring(0, good.length() / 2), "[".repeat(1_000_000), "{}",
			"x".repeat(3_000_000) }) {
			Files.writeString(folder.resolve(".zarray"), bad);
			assertFalse(assertThrows(IOException.class, () -> ZarrArray.open(folder)).getMessage().isBlank());
		}
		Files.delete(folder.resolve(".zarray"));
		assertTrue(assertThrows(IOException.class, () -> ZarrArray.open(folder)).getMessage().contains("no .zarray"));
	}

	@Test
	void aFileInTheWayOfAChunkIsNamed() throws IOException {
		final ZarrArray array = ZarrArray.create(folder, metadata(ZarrType.littleEndian('u', 2), "zlib", '/'));
		Files.writeString(folder.resolve("1"), "in the way");
		final String message = assertThrows(IOException.class, () -> array.writeChunk(new short[63], 1, 0)).getMessage();
		assertTrue(message.startsWith("chunk 1/0: 0 cannot be written: "), message);
	}

	private static ZarrMetadata metadata(final ZarrType type, final String codec, final char separator) throws IOException {
		final JsonObject compressor = new JsonObject();
		compressor.addProperty("id", codec);
		return new ZarrMetadata(new int[] { 10, 9 }, new int[] { 7, 9 }, type, Codec.parse(codec.equals("none") ? null : compressor, type.bytes()), 5,
			separator);
	}

	private static byte[] noise(final int length) {
		final byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		return bytes;
	}
}
