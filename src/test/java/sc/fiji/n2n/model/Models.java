package sc.fiji.n2n.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.model.ModelDescription.Epoch;
import sc.fiji.n2n.model.ModelDescription.TrainingData;
import sc.fiji.n2n.train.LearnerState;
import sc.fiji.n2n.train.LossPoint;
import sc.fiji.n2n.train.TrainingState;

/** Models to write and to break. */
final class Models {

	static final LearnerState WEIGHTS = new LearnerState(random(500, 1), random(8, 2), new float[0], new float[0], 0);
	static final LearnerState CURRENT = new LearnerState(random(500, 3), random(8, 4), random(500, 5), random(500, 6), 150);

	private Models() {}

	static TrainingOptions options(final Architecture architecture) {
		return new TrainingOptions(new NetworkOptions(architecture, 2, 3, 32, true, false, 0.1), Loss.L1, 64, 4, 3e-3, 50, 10, 40, 1.5,
			Long.MAX_VALUE - 1, ComputeDevice.AUTO);
	}

	static ModelDescription description(final Architecture architecture) {
		return new ModelDescription(1, "cells & \"nuclei\" µ", "2026-03-01T12:00:00Z", options(architecture), -0.1, 123.456, new TrainingData(
			"folder pairs", 12, 48, StackMode.SLICES, "16-bit", 0.108, "µm", 96, 2048.5, 23.25), List.of("The noise of both images is alike.", "Nothing moved."), List
				.of(new Epoch(1, 50, 0.5, 0.25, 3e-3, 812.5), new Epoch(2, 100, 0.3, Double.NaN, 3e-3, 800), new Epoch(3, 150, 0.2, 0.125, 1e-3, 805)),
			3, "finished", Map.of("Noise2Noise for Fiji", "0.1.0", "DJL", "0.35.1", "PyTorch", "2.7.1"), "", "");
	}

	static ModelDescription description() {
		return description(Architecture.SMALL_UNET);
	}

	static TrainingState checkpoint() {
		return new TrainingState(150, 100, 45, 1, 12.75, 0.75, List.of(new LossPoint(1, 50, 0.5, 0.4, 3e-3, 812), new LossPoint(2, 100, 0.25, 0.3, 2e-3, 100.1),
			new LossPoint(3, 150, 0.25, 0.35, 1e-3, 90)), 2, WEIGHTS, CURRENT);
	}

	/** The entries of a good model, or of a good checkpoint. */
	static Map<String, byte[]> entries(final Path folder, final boolean checkpoint) throws IOException {
		final Path file = folder.resolve("good.n2n");
		ModelArchive.write(file, description(), WEIGHTS, checkpoint ? checkpoint() : null, new PlainWeights());
		final Map<String, byte[]> entries = new LinkedHashMap<>();
		try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry())
				entries.put(entry.getName(), in.readAllBytes());
		}
		Files.delete(file);
		return entries;
	}

	/** A zip of entries, all compressed. */
	static byte[] zip(final Map<String, byte[]> entries) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream out = new ZipOutputStream(bytes)) {
			for (final Map.Entry<String, byte[]> entry : entries.entrySet()) {
				out.putNextEntry(new ZipEntry(entry.getKey()));
				out.write(entry.getValue());
			}
		}
		return bytes.toByteArray();
	}

	/** Bytes with all places of a text replaced by another as long. */
	static byte[] replaced(final byte[] bytes, final String text, final String other) {
		return new String(bytes, StandardCharsets.ISO_8859_1).replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
	}

	private static float[] random(final int n, final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[n];
		for (int i = 0; i < n; i++)
			values[i] = (float) random.nextGaussian();
		return values;
	}
}
