package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.train.LossPoint;
import sc.fiji.n2n.train.TrainingListener;

/**
 * Tells how a training goes: a line every few seconds, and a row for each epoch in a CSV file, which is complete up to the
 * last epoch whenever the training is ended. A training that goes on continues the file.
 */
public final class TrainingLog implements TrainingListener {

	private static final String HEADER = "epoch,step,training,validation,learning_rate,patches_per_second";
	private static final long LOG_EVERY = 5_000_000_000L;

	private final Path csv;
	private final TrainingOptions options;
	private final String device;
	private final Consumer<String> log;
	private final LongSupplier clock;
	private final long start;

	private boolean began;
	private boolean failed;
	private boolean resumed;
	private int epochs;
	private long lastLogged;

	/**
	 * @param model the model file: {@code a.n2n} has {@code a.csv} beside it
	 * @param options how it is trained
	 * @param device where, in words
	 * @param log takes the lines
	 * @param clock nanoseconds, like {@code System::nanoTime}
	 * @throws IllegalArgumentException if a file of that name is there that is not such a log
	 */
	public TrainingLog(final Path model, final TrainingOptions options, final String device, final Consumer<String> log, final LongSupplier clock) {
		csv = fileOf(model);
		this.options = Objects.requireNonNull(options, "options");
		this.device = Objects.requireNonNull(device, "device");
		this.log = Objects.requireNonNull(log, "log");
		this.clock = Objects.requireNonNull(clock, "clock");
		start = clock.getAsLong();
		lastLogged = start - LOG_EVERY;
		check(model);
	}

	/** The CSV file of a model. */
	public static Path fileOf(final Path model) {
		final String name = model.getFileName().toString();
		return model.resolveSibling((name.endsWith(".n2n") ? name.substring(0, name.length() - 4) : name) + ".csv");
	}

	/** Somebody's measurements may have that name. */
	private void check(final Path model) {
		try {
			if (!Files.exists(csv) || Files.size(csv) == 0) return;
			try (var lines = Files.lines(csv)) {
				if (lines.findFirst().orElse("").equals(HEADER)) return;
			}
		}
		catch (final IOException | RuntimeException e) {
			// Not a text: somebody's.
		}
		throw new IllegalArgumentException("The training of " + model.getFileName() + " is logged in " + csv +
			", but there is another file of that name. Give the model another name or folder.");
	}

	@Override
	public void epoch(final LossPoint point, final boolean best, final Supplier<PatchModel> model) {
		write(point);
		epochs++;
		final long now = clock.getAsLong();
		if (now - lastLogged < LOG_EVERY) return;
		lastLogged = now;
		log.accept(line(point, best, (now - start) / 1e9));
	}

	private String line(final LossPoint point, final boolean best, final double seconds) {
		final String all = options.epochs() > 0 && !resumed ? " of " + options.epochs() : "";
		return String.format(Locale.ROOT, "epoch %d%s, step %d: training loss %.5g, validation loss %.5g%s, %.0f patches/s on %s%s", point.epoch(), all,
			point.step(), point.training(), point.validation(), best ? " (best)" : "", point.patchesPerSecond(), device, left(point, seconds));
	}

	/** ", 3 min left" where there is a limit that can be foreseen. A training that goes on has the limits of its beginning. */
	private String left(final LossPoint point, final double seconds) {
		if (resumed) return "";
		double left = Double.POSITIVE_INFINITY;
		if (options.epochs() > 0) left = seconds / epochs * Math.max(0, options.epochs() - point.epoch());
		if (options.minutes() > 0) left = Math.min(left, Math.max(0, 60 * options.minutes() - seconds));
		if (Double.isInfinite(left) || left < 1) return "";
		return left < 60 ? String.format(Locale.ROOT, ", %.0f s left", left) : String.format(Locale.ROOT, ", %.0f min left", left / 60);
	}

	/** A full disk does not end a training. */
	private void write(final LossPoint point) {
		if (failed) return;
		try {
			if (!began) begin(point.epoch());
			began = true;
			Files.writeString(csv, String.format(Locale.ROOT, "%d,%d,%s,%s,%s,%.1f%n", point.epoch(), point.step(), point.training(), point.validation(),
				point.learningRate(), point.patchesPerSecond()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (final IOException e) {
			failed = true;
			log.accept("warning: The losses are not written to " + csv + ": " + e + ". The training goes on.");
		}
	}

	/** A new file; or, of a training that goes on, the rows before. Those after its checkpoint are learned once more. */
	private void begin(final int epoch) throws IOException {
		resumed = epoch > 1;
		final StringBuilder rows = new StringBuilder(HEADER).append(System.lineSeparator());
		if (resumed && Files.exists(csv)) for (final String row : Files.readAllLines(csv))
			if (number(row) > 0 && number(row) < epoch) rows.append(row).append(System.lineSeparator());
		Files.createDirectories(csv.toAbsolutePath().getParent());
		Files.writeString(csv, rows);
	}

	/** The epoch of a row, 0 for the heading and a row that was cut off. */
	private static int number(final String row) {
		return row.matches("\\d{1,9},\\d+,[^,]+,[^,]+,[^,]+,[\\d.]+") ? Integer.parseInt(row.substring(0, row.indexOf(','))) : 0;
	}
}
