package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.train.Learner;
import sc.fiji.n2n.train.LearnerState;

class SafeTensorsTest {

	private static final NetworkOptions OPTIONS = new NetworkOptions(Architecture.RED, 2, 1, 4, false, true, 0.1);

	private static DjlTrainer trainer;

	@BeforeAll
	static void open() {
		trainer = DjlTrainer.open(ComputeDevice.CPU);
	}

	@AfterAll
	static void close() {
		trainer.close();
	}

	private static LearnerState learned(final NetworkOptions options) {
		final int side = 16;
		final long[] size = new long[options.rank()];
		Arrays.fill(size, side);
		final float[] pixels = new float[(int) Math.pow(side, options.rank())];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) Math.sin(i);
		try (Learner learner = trainer.create(options, Loss.L2, 1)) {
			for (int step = 0; step < 3; step++)
				learner.learn(new PatchBatch(pixels, pixels, null, 1, size), 1e-3, 0);
			return learner.state();
		}
	}

	@ParameterizedTest
	@CsvSource({ "SMALL_UNET,2,false", "UNET,2,true", "RED,2,true", "UNET,3,false", "SMALL_UNET,3,true" })
	void whatIsWrittenIsReadToTheBit(final Architecture architecture, final int rank, final boolean batchNorm) {
		final NetworkOptions options = new NetworkOptions(architecture, rank, 2, 4, false, batchNorm, 0.1);
		final LearnerState learned = learned(options);
		for (final LearnerState state : new LearnerState[] { learned, learned.weightsOnly() }) {
			final byte[] file = trainer.encode(options, state);
			assertTrue(file.length <= trainer.maxBytes(options));
			final LearnerState read = trainer.decode(options, file);
			assertArrayEquals(state.weights(), read.weights());
			assertArrayEquals(state.statistics(), read.statistics());
			assertArrayEquals(state.means(), read.means());
			assertArrayEquals(state.variances(), read.variances());
			assertEquals(state.updates(), read.updates());
		}
	}

	/** Names and shapes are those that other programs expect of a PyTorch network. */
	@Test
	void theHeaderNamesEachLayer() {
		final String header = header(trainer.encode(OPTIONS, learned(OPTIONS)));
		for (final String part : new String[] { "\"layer.0.weight\":{\"dtype\":\"F32\",\"shape\":[4,1,3,3]", "\"layer.0.bias\":{\"dtype\":\"F32\",\"shape\":[4]",
			"\"layer.0.scale\"", "\"layer.0.running_mean\"", "\"layer.0.running_var\"", "\"layer.1.weight\":{\"dtype\":\"F32\",\"shape\":[1,4,3,3]",
			"\"optimizer.means\"", "\"optimizer.variances\"", "\"optimizer.updates\":{\"dtype\":\"I32\",\"shape\":[1]" })
			assertTrue(header.contains(part), header);
	}

	private static String header(final byte[] file) {
		final int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
		return new String(file, 8, length, StandardCharsets.UTF_8);
	}

	/** The file with another header and the same weights. */
	private static byte[] withHeader(final byte[] file, final String header) {
		final int old = 8 + header(file).length();
		final byte[] text = header.getBytes(StandardCharsets.UTF_8);
		final ByteBuffer changed = ByteBuffer.allocate(8 + text.length + file.length - old).order(ByteOrder.LITTLE_ENDIAN);
		return changed.putLong(text.length).put(text).put(file, old, file.length - old).array();
	}

	private static void assertRefused(final byte[] file) {
		final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> trainer.decode(OPTIONS, file));
		assertTrue(e.getMessage().startsWith("This is not a complete weights file of this network: "), e.getMessage());
	}

	/** Cut off anywhere: in the length, in the header, in the weights; or with more at its end. */
	@Test
	void filesOfAnotherLengthAreRefused() {
		final byte[] file = trainer.encode(OPTIONS, learned(OPTIONS));
		for (final int length : new int[] { 0, 7, 8, 9, 100, 8 + header(file).length(), file.length / 2 + 300, file.length - 1, file.length + 1 })
			assertRefused(Arrays.copyOf(file, length));
	}

	@Test
	void garbageIsRefused() {
		final byte[] garbage = new byte[5000];
		new Random(1).nextBytes(garbage);
		assertRefused(garbage);
		assertRefused(new byte[5000]);
		assertRefused("PK not a weights file at all".getBytes(StandardCharsets.UTF_8));
	}

	/** A header that promises more than there is must not be believed. */
	@ParameterizedTest
	@ValueSource(longs = { -1, 0, 1, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, (1 << 20) + 1 })
	void impossibleLengthsOfTheHeaderAreRefused(final long length) {
		final byte[] file = trainer.encode(OPTIONS, learned(OPTIONS));
		ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
		assertRefused(file);
	}

	/** Each would make a reader that believes it take memory, read elsewhere or fail in its own words. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "[4,1,3,3] | [4000000000,1000000000,3,3]", "[4,1,3,3] | [4,1,3,3,1]", "[4,1,3,3] | [4,3,1,3]",
		"[4,1,3,3] | [-4,-1,3,3]", "[4,1,3,3] | [4.5,1,3,3]", "[4,1,3,3] | [1,1,1,1,1,1,1,1,1,1,1,1]", "[4,1,3,3] | 36", "layer.0.weight | layer.9.weight",
		"layer.0.bias | layer.0.scale", "\"layer.0.weight\":{\"dtype\":\"F32\" | \"layer.0.weight\":{\"dtype\":\"F64\"",
		"data_offsets\":[0,144] | data_offsets\":[0,140]", "data_offsets\":[0,144] | data_offsets\":[-144,0]",
		"data_offsets\":[0,144] | data_offsets\":[4,148]", "data_offsets\":[0,144] | data_offsets\":[0,99999999999999999999]",
		"data_offsets\":[0,144] | data_offsets\":[0]", "data_offsets\":[0,144] | data_offsets\":[]", "\"dtype\" | \"type\"", "{\" | [\"", "\"shape\" | \"__metadata__\"" })
	void headersThatDoNotFitTheNetworkAreRefused(final String good, final String bad) {
		final byte[] file = trainer.encode(OPTIONS, learned(OPTIONS));
		final String header = header(file);
		assertTrue(header.contains(good), header);
		assertRefused(withHeader(file, header.replace(good, bad)));
	}

	/** Deep nesting must not exhaust the stack. */
	@Test
	void nestedHeadersAreRefused() {
		final byte[] file = trainer.encode(OPTIONS, learned(OPTIONS));
		assertRefused(withHeader(file, "[".repeat(900_000)));
		assertRefused(withHeader(file, "{\"layer.0.weight\":".repeat(50_000)));
	}

	/** Another tensor beside the right ones, or one of them twice. */
	@Test
	void moreTensorsThanTheNetworkHasAreRefused() {
		final byte[] file = trainer.encode(OPTIONS, learned(OPTIONS));
		final String header = header(file);
		assertRefused(withHeader(file, "{\"more\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}," + header.substring(1)));
		assertRefused(withHeader(file, "{\"layer.1.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}," + header.substring(1)));
	}

	@ParameterizedTest
	@ValueSource(floats = { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY })
	void weightsThatAreNoNumbersAreRefused(final float value) {
		final LearnerState state = learned(OPTIONS);
		final float[] weights = state.weights().clone();
		weights[11] = value;
		assertRefused(trainer.encode(OPTIONS, new LearnerState(weights, state.statistics(), state.means(), state.variances(), state.updates())));
	}

	/** The root of a variance below 0 would be NaN in the next step. */
	@Test
	void variancesBelowZeroAreRefused() {
		final LearnerState state = learned(OPTIONS);
		final float[] variances = state.variances().clone();
		variances[3] = -1;
		assertRefused(trainer.encode(OPTIONS, new LearnerState(state.weights(), state.statistics(), state.means(), variances, state.updates())));
		final float[] statistics = state.statistics().clone();
		statistics[statistics.length - 1] = -1;
		assertRefused(trainer.encode(OPTIONS, new LearnerState(state.weights(), statistics, state.means(), state.variances(), state.updates())));
	}

	@Test
	void weightsOfAnotherNetworkAreRefused() {
		final NetworkOptions wider = new NetworkOptions(Architecture.RED, 2, 1, 5, false, true, 0.1);
		assertRefused(trainer.encode(wider, learned(wider)));
		assertThrows(IllegalArgumentException.class, () -> trainer.encode(OPTIONS, learned(wider)));
	}
}
