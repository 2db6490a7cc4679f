package sc.fiji.n2n.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import sc.fiji.n2n.batch.NoiseChecker;
import sc.fiji.n2n.batch.NoiseReport;
import sc.fiji.n2n.batch.NoiseRow;
import sc.fiji.n2n.config.CheckOptions;
import sc.fiji.n2n.denoise.Progress;

/** What the check of the noise says of real images, and of repeats against the difference of their planes. */
final class NoiseChecks {

	private NoiseChecks() {}

	/** A row for each channel of each image. */
	static void images(final String... files) {
		Benchmarks.print("| image | noise | gain | read noise | r x, y | signs | recommended | seconds |%n|---|---|---|---|---|---|---|---|");
		for (final String file : files) {
			final ImagePlus image = IJ.openImage(file);
			if (image == null) {
				Benchmarks.print("| %s | not opened |", file);
				continue;
			}
			final long start = System.nanoTime();
			final NoiseReport report = new NoiseChecker(image, null, new CheckOptions(0, Double.NaN)).check(Progress.NONE);
			final double seconds = (System.nanoTime() - start) / 1e9;
			for (int i = 0; i < report.channels().size(); i++) {
				final String name = report.channels().get(i);
				final List<NoiseRow> rows = report.rows().stream().filter(row -> row.name().equals(name)).toList();
				final String signs = rows.stream().filter(row -> !row.verdict().equals("ok")).map(row -> (row.verdict().equals("stop") ? "**" + row.measurement().name() +
					"**" : row.measurement().name()) + " " + number(row.measurement().value())).collect(Collectors.joining(", "));
				Benchmarks.print("| %s%s | %s | %s | %s | %s, %s | %s | %s | %.1f |", image.getTitle(), name.isEmpty() ? "" : ", " + name, value(rows, "Noise"), value(rows,
					"Gain"), value(rows, "Read noise"), value(rows, "Correlation x"), value(rows, "Correlation y"), signs, report.macro().isEmpty() ? "none" : report.macro()
						.replaceAll(".*mode=(\\w+).*type=([\\w-]+).*", "$1, $2"), seconds);
			}
		}
	}

	private static String value(final List<NoiseRow> rows, final String name) {
		return rows.stream().filter(row -> row.measurement().name().equals(name)).map(row -> number(row.measurement().value())).findFirst().orElse("-");
	}

	private static String number(final double value) {
		return Double.isFinite(value) ? String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value) : "-";
	}

	/**
	 * Of static repeats: the deviation that is measured in one plane alone, as a part of that of the differences of neighbouring planes, without the
	 * mean of each difference.
	 */
	static void repeats(final String... files) {
		Benchmarks.print("| repeats | planes | noise alone / noise of differences | gain alone | gain of the pair | r x, y |%n|---|---|---|---|---|---|");
		for (final String file : files) {
			final String[] names = file.split(",");
			final ImageStack stack = stack(names);
			final double[] ratios = new double[stack.size() - 1], alone = new double[stack.size() - 1], pair = new double[stack.size() - 1];
			String correlation = "";
			for (int i = 1; i < stack.size(); i++) {
				final ImagePlus a = new ImagePlus("a", stack.getProcessor(i)), b = new ImagePlus("b", stack.getProcessor(i + 1));
				final NoiseReport one = new NoiseChecker(a, null, new CheckOptions(0, Double.NaN)).check(Progress.NONE);
				final NoiseReport two = new NoiseChecker(a, b, new CheckOptions(0, Double.NaN)).check(Progress.NONE);
				ratios[i - 1] = one.diagnoses().get(0).deviation() / difference(a, b);
				alone[i - 1] = one.diagnoses().get(0).curve() == null ? Double.NaN : one.diagnoses().get(0).curve().gain();
				pair[i - 1] = two.diagnoses().get(0).curve() == null ? Double.NaN : two.diagnoses().get(0).curve().gain();
				correlation = value(one.rows(), "Correlation x") + ", " + value(one.rows(), "Correlation y");
			}
			Benchmarks.print("| %s | %d | %s | %s | %s | %s |", names[0].replaceAll(".*/", ""), stack.size(), Benchmarks.spread(ratios), Benchmarks.spread(alone), Benchmarks
				.spread(pair), correlation);
		}
	}

	private static ImageStack stack(final String... names) {
		final ImageStack stack = IJ.openImage(names[0]).getStack();
		for (int i = 1; i < names.length; i++)
			stack.addSlice(IJ.openImage(names[i]).getProcessor());
		return stack;
	}

	/** Deviation of the noise of one image, from the difference of both. */
	private static double difference(final ImagePlus a, final ImagePlus b) {
		final ImageProcessor first = a.getProcessor().convertToFloat(), second = b.getProcessor().convertToFloat();
		final float[] difference = ((float[]) first.getPixels()).clone();
		for (int i = 0; i < difference.length; i++)
			difference[i] -= second.getf(i);
		return new FloatProcessor(first.getWidth(), first.getHeight(), difference).getStatistics().stdDev / Math.sqrt(2);
	}
}
