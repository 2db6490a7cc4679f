package sc.fiji.n2n.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, or made to do harm: refused with a reason, in bounded memory, and nothing is written. */
class HostileModelTest {

	private static final int LIST_SIGNATURE = 0x02014b50;

	@TempDir
	Path folder;
	private Path file;

	@BeforeEach
	void makeFolder() throws IOException {
		// So that what climbs out of its folder would be seen.
		file = Files.createDirectories(folder.resolve("deep/er")).resolve("model.n2n");
	}

	@Test
	void whatIsNoModelIsRefused() throws IOException {
		assertRefused("no such file", null);
		assertRefused("not a model file", new byte[0]);
		assertRefused("not a model file", "This is not a model, but a text of a few words.".getBytes(StandardCharsets.UTF_8));
		assertRefused("not a model file", new byte[100_000]);
		assertRefused("lacks model.json", Models.zip(Map.of()));
		final IOException folderRefused = assertThrows(IOException.class, () -> ModelArchive.read(folder, new PlainWeights()));
		assertTrue(folderRefused.getMessage().contains("it is a folder"), folderRefused.getMessage());
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999 })
	void aTruncatedModelIsRefused(final double share) throws IOException {
		final byte[] good = good(true);
		assertRefused("only the beginning", Arrays.copyOf(good, (int) (share * good.length)));
	}

	@Test
	void oneByteMissingOrTooManyIsRefused() throws IOException {
		final byte[] good = good(false);
		assertRefused("not a model file", Arrays.copyOf(good, good.length - 1));
		assertRefused("not a model file", Arrays.copyOf(good, good.length + 1));
	}

	@Test
	void alteredWeightsAreRefused() throws IOException {
		final byte[] good = good(false);
		final int start = new String(good, StandardCharsets.ISO_8859_1).indexOf("weights.safetensors") + "weights.safetensors".length();
		for (final int i : new int[] { 0, 1, 5, 1000, 2051 }) {
			final byte[] altered = good.clone();
			altered[start + i] ^= 1;
			assertRefused("weights.safetensors is damaged", altered);
		}
	}

	@Test
	void weightsOfAnotherModelAreRefusedThoughTheZipIsSound() throws IOException {
		for (final String entry : List.of("weights.safetensors", "state.safetensors")) {
			final Map<String, byte[]> entries = Models.entries(folder, true);
			entries.get(entry)[100] ^= 1;
			assertRefused(entry + " is not the one that it was written with", Models.zip(entries));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "../evil.txt", "../../evil.txt", "/tmp/evil.txt", "C:\\evil.txt", "..\\evil.txt", "evil.txt", "folder/", "model.json/",
		"MODEL.JSON", "./model.json", "", "x\n\u0007y" })
	void otherEntriesAreRefused(final String name) throws IOException {
		final Map<String, byte[]> entries = Models.entries(folder, false);
		entries.put(name, name.endsWith("/") ? new byte[0] : new byte[] { 1 });
		final String message = assertRefused("which a model file does not", Models.zip(entries));
		assertTrue(message.chars().noneMatch(Character::isISOControl), message);
	}

	@Test
	void aNameThatIsNoTextIsRefused() throws IOException {
		final Map<String, byte[]> entries = Models.entries(folder, false);
		entries.put("name1", new byte[1]);
		assertRefused("not a model file", Models.replaced(Models.zip(entries), "name1", "n\u00ff\u00feme"));
	}

	@Test
	void moreEntriesThanAModelHasAreRefusedUnread() throws IOException {
		final Map<String, byte[]> entries = new LinkedHashMap<>();
		for (int i = 0; i < 5000; i++)
			entries.put("entry" + i, new byte[0]);
		assertRefused("more files than a model", Models.zip(entries));
	}

	@Test
	void anEntryTwiceIsRefused() throws IOException {
		final Map<String, byte[]> entries = Models.entries(folder, false);
		entries.put("model.JSON", entries.get("model.json"));
		assertRefused("holds model.json twice", Models.replaced(Models.zip(entries), "model.JSON", "model.json"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "model.json", "weights.safetensors", "state.json", "state.safetensors" })
	void aMissingEntryIsNamed(final String name) throws IOException {
		final Map<String, byte[]> entries = Models.entries(folder, true);
		entries.remove(name);
		assertRefused("lacks " + name, Models.zip(entries));
	}

	@ParameterizedTest
	@CsvSource({ "model.json, 8388608", "state.json, 8388608", "weights.safetensors, 20000", "state.safetensors, 20000" })
	void aBombIsRefusedWhateverSizeItDeclares(final String name, final int limit) throws IOException {
		final Map<String, byte[]> entries = Models.entries(folder, true);
		entries.put(name, new byte[40 << 20]);
		final byte[] zip = Models.zip(entries);
		assertRefused("its " + name + " has more than the " + limit + " bytes", zip);
		for (final int declared : new int[] { 0, 1, limit, -1 })
			assertRefused("its " + name + " ", declaring(zip, name, declared));
	}

	@Test
	void aSizeThatIsNotTheRealOneIsRefused() throws IOException {
		final byte[] zip = Models.zip(Models.entries(folder, false));
		for (final int declared : new int[] { 0, 1, 2051, 2053, Integer.MAX_VALUE, -2 })
			assertRefused("", declaring(zip, "weights.safetensors", declared));
	}

	@Test
	void noMoreIsReadThanTheLimit() {
		final AtomicLong count = new AtomicLong();
		final InputStream zeros = new InputStream() {

			@Override
			public int read() {
				count.incrementAndGet();
				return 0;
			}

			@Override
			public int read(final byte[] buffer, final int offset, final int length) {
				count.addAndGet(length);
				return length;
			}
		};
		assertThrows(IOException.class, () -> ModelZip.readAtMost(zeros, "x", 100_000));
		assertEquals(100_001, count.get());
	}

	@ParameterizedTest
	@ValueSource(strings = { "state.json", "state.safetensors" })
	void theDescriptionIsReadWithoutTheRest(final String damaged) throws IOException {
		final Map<String, byte[]> entries = Models.entries(folder, true);
		entries.put(damaged, new byte[3]);
		Files.write(file, Models.zip(entries));
		assertEquals("µm", ModelArchive.readDescription(file).data().unit());
		assertThrows(IOException.class, () -> ModelArchive.read(file, new PlainWeights()));
	}

	@Test
	void weightsThatTheFormatRefusesAreRefused() throws IOException {
		final byte[] good = good(false);
		Files.write(file, good);
		final PlainWeights strict = new PlainWeights();
		final IOException e = assertThrows(IOException.class, () -> ModelArchive.read(file, new RefusingWeights(strict)));
		assertTrue(e.getMessage().contains(file.toString()) && e.getMessage().contains("it holds a weight that is not finite."), e.getMessage());
	}

	@Test
	void mutationsNeverChangeWeightsAndThrowNothingElse() throws IOException {
		final byte[] good = good(true);
		final Random random = new Random(42);
		int refused = 0;
		for (int i = 0; i < 200; i++) {
			Files.write(file, mutated(good, random));
			try {
				final ModelContent content = ModelArchive.read(file, new PlainWeights());
				assertArrayEquals(Models.WEIGHTS.weights(), content.weights().weights());
				assertArrayEquals(Models.CURRENT.weights(), content.checkpoint().current().weights());
				assertArrayEquals(Models.CURRENT.variances(), content.checkpoint().current().variances());
				assertEquals(Models.description().scale(), content.description().scale());
			}
			catch (final IOException e) {
				refused++;
				assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
			}
		}
		// Some bits, like those of the date of an entry, mean nothing to a model.
		assertTrue(refused > 150, refused + " of 200 were refused");
	}

	/** A bit in the head, the body or the list of entries flipped, several bytes replaced, or the end cut off. */
	private static byte[] mutated(final byte[] good, final Random random) {
		final byte[] bytes = good.clone();
		switch (random.nextInt(4)) {
			case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
			case 1 -> {
				return Arrays.copyOf(bytes, random.nextInt(bytes.length));
			}
			case 2 -> bytes[bytes.length - 1 - random.nextInt(300)] ^= (byte) (1 << random.nextInt(8));
			default -> {
				final int start = random.nextInt(bytes.length - 8);
				for (int i = 0; i < 8; i++)
					bytes[start + i] = (byte) random.nextInt();
			}
		}
		return bytes;
	}

	private byte[] good(final boolean checkpoint) throws IOException {
		final Path good = folder.resolve("good.n2n");
		ModelArchive.write(good, Models.description(), Models.WEIGHTS, checkpoint ? Models.checkpoint() : null, new PlainWeights());
		final byte[] bytes = Files.readAllBytes(good);
		Files.delete(good);
		return bytes;
	}

	/** A zip whose list of entries and whose head of the entry declare another uncompressed size. */
	private static byte[] declaring(final byte[] zip, final String name, final int size) {
		final ByteBuffer buffer = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
		int found = 0;
		for (int i = 0; i + 46 < zip.length; i++) {
			if (buffer.getInt(i) != LIST_SIGNATURE) continue;
			if (!new String(zip, i + 46, buffer.getShort(i + 28), StandardCharsets.ISO_8859_1).equals(name)) continue;
			buffer.putInt(i + 24, size);
			buffer.putInt(buffer.getInt(i + 42) + 22, size);
			found++;
		}
		assertEquals(1, found);
		return buffer.array();
	}

	private String assertRefused(final String words, final byte[] contentOrNull) throws IOException {
		if (contentOrNull != null) Files.write(file, contentOrNull);
		final List<Path> before = all();
		final String message = assertThrows(IOException.class, () -> ModelArchive.read(file, new PlainWeights())).getMessage();
		assertTrue(message.startsWith("Cannot read the model " + file + ": ") && message.contains(words), message);
		assertEquals(before, all());
		return message;
	}

	private List<Path> all() throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.sorted().toList();
		}
	}
}
