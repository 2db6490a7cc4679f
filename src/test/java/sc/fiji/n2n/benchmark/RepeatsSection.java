package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import ij.IJ;
import ij.ImagePlus;

/** Real repeats of one scene: each of the first frames denoised alone, scored against the mean of all other frames. */
final class RepeatsSection implements Section {

	private static final List<String> METHODS = List.of("noisy", "auto quick", "auto normal", "auto thorough", "gaussian", "median", "nlm");
	private static final int SCORED = 3;

	/**
	 * Frames of one scene.
	 *
	 * @param name what rows call it
	 * @param origin where it is from
	 * @param files names of the files whose frames they are
	 * @param ours whether it is in sample-data
	 */
	private record Repeats(String name, String origin, List<String> files, boolean ours) {}

	private static final List<Repeats> KNOWN = List.of( //
		new Repeats("particles", "wide field, immobilised particles, 512x512, 5 frames (stuck.tif of PIMS, BSD-3; sample-data)", List.of("particles.tif",
			"particles_repeats.tif"), true), //
		new Repeats("membrane", "confocal, cell membranes in which little moves, 256x256, 5 frames (S. M. Kuhn, CC BY 4.0; sample-data)", List.of("membrane.tif",
			"membrane_repeats.tif"), true), //
		new Repeats("CT dose 10", "simulated CT of a phantom without details, which no filter can lose; correlated noise, 256x256, 10 repeats (DIDSR/LCD_CT, CC0)", List.of(
			"dose010_signal_absent_10reps_u16_plus1024.tif"), false), //
		new Repeats("CT dose 55", "the same with more dose (DIDSR/LCD_CT, CC0)", List.of("dose055_signal_absent_10reps_u16_plus1024.tif"), false), //
		new Repeats("TEM", "low-dose electron micrographs, one pair, 512x512 (hiroyasukatsuno, MIT)", List.of("train_0001.tif", "train_0002.tif"), false));

	@Override
	public String name() {
		return "repeats";
	}

	@Override
	public String title() {
		return "Real repeats";
	}

	@Override
	public void measure(final Rows rows, final Setting setting) throws Exception {
		final MethodRun run = new MethodRun(setting);
		for (final Repeats repeats : KNOWN) {
			final List<Path> files = files(repeats, setting);
			if (files.isEmpty()) continue;
			final List<NoisyImage> images = images(repeats.name(), files);
			for (int i = 0; i < (setting.trial() ? 1 : images.size()); i++) {
				final NoisyImage image = images.get(i);
				for (final String method : METHODS)
					// The efforts differ on them as on ours, and thorough takes its time.
					if (repeats.ours() || !method.equals("auto thorough")) rows.add(Row.of("image", repeats.name(), "method", method, "frame", i + 1), () -> run.run(
						method, image, 0));
			}
		}
	}

	/** The files of repeats, in their order; empty where they are not there. */
	private static List<Path> files(final Repeats repeats, final Setting setting) throws IOException {
		final Path folder = repeats.ours() ? Path.of("sample-data") : setting.data();
		if (folder == null) return List.of();
		final List<Path> found = new ArrayList<>();
		for (final String name : repeats.files())
			try (Stream<Path> all = Files.walk(folder)) {
				all.filter(file -> file.getFileName().toString().equals(name)).sorted().findFirst().ifPresent(found::add);
			}
		return found.size() == repeats.files().size() ? found : List.of();
	}

	private static List<NoisyImage> images(final String name, final List<Path> files) {
		final List<float[]> frames = new ArrayList<>();
		int width = 0, height = 0;
		for (final Path file : files) {
			final ImagePlus stack = IJ.openImage(file.toString());
			width = stack.getWidth();
			height = stack.getHeight();
			for (int i = 1; i <= stack.getStackSize(); i++)
				frames.add((float[]) stack.getStack().getProcessor(i).convertToFloatProcessor().getPixels());
		}
		final List<NoisyImage> images = new ArrayList<>();
		for (int i = 0; i < Math.min(SCORED, frames.size()); i++) {
			final float[] rest = new float[width * height];
			for (int k = 0; k < frames.size(); k++)
				if (k != i) for (int p = 0; p < rest.length; p++)
					rest[p] += frames.get(k)[p] / (frames.size() - 1);
			images.add(new NoisyImage(frames.get(i), noise(frames.get(0), frames.get(1)), new Scene(name, width, height, rest), true));
		}
		return images;
	}

	/** Standard deviation of the noise, from the difference of two frames; a change of brightness is no noise. */
	private static double noise(final float[] a, final float[] b) {
		double sum = 0, squares = 0;
		for (int i = 0; i < a.length; i++) {
			final double difference = a[i] - (double) b[i];
			sum += difference;
			squares += difference * difference;
		}
		final double mean = sum / a.length;
		return Math.sqrt((squares / a.length - mean * mean) / 2);
	}

	@Override
	public String text(final List<Row> rows, final Plots plots) throws IOException {
		final StringBuilder text = new StringBuilder("""
			No clean image is known here. Each of up to three frames is denoised alone (seed 0) and scored against the mean of all other frames, after a linear fit, peak = range of that mean: mean ± standard deviation over the frames. A mean of few frames is noisy itself, so that PSNR has a ceiling: differences count, and near the ceiling small ones are large ones. Two frames of electron micrographs share so little that doing nothing scores as well as anything. The classical filters have the setting that is best by that score, and `nlm` the noise of the difference of two frames.

			""");
		for (final Repeats repeats : KNOWN) {
			final List<Row> own = rows.stream().filter(row -> row.get("image").equals(repeats.name())).toList();
			if (own.isEmpty()) continue;
			final String anchor = Table.anchor(name(), repeats.name());
			final MethodTable methods = new MethodTable(own);
			text.append("### ").append(Character.toUpperCase(repeats.name().charAt(0))).append(repeats.name().substring(1)).append("\n\n").append(Character.toUpperCase(
				repeats.origin().charAt(0))).append(repeats.origin().substring(1)).append(".\n\n").append(methods.table(anchor)).append('\n');
			text.append(plots.draw(anchor, "Quality against seconds: " + repeats.name(), "seconds", "PSNR (dB)", methods.curves(), methods.noisy(), "noisy")).append(
				'\n');
		}
		return text.toString();
	}
}
