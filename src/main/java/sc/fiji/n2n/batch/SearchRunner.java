package sc.fiji.n2n.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.SearchOptions;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.SearchPlot;
import sc.fiji.n2n.io.PendingFile;
import sc.fiji.n2n.model.Preset;
import sc.fiji.n2n.model.Presets;
import sc.fiji.n2n.model.SearchArchive;
import sc.fiji.n2n.pairs.ExposureFit;
import sc.fiji.n2n.pairs.Holdout;
import sc.fiji.n2n.pairs.PairReport;
import sc.fiji.n2n.pairs.PairSampler;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.pairs.SamplerOptions;
import sc.fiji.n2n.pairs.Scenes;
import sc.fiji.n2n.search.CurvePoint;
import sc.fiji.n2n.search.LearningTrials;
import sc.fiji.n2n.search.SearchState;
import sc.fiji.n2n.search.SettingsSearch;
import sc.fiji.n2n.search.Trial;
import sc.fiji.n2n.train.LearnerFactory;
import sc.fiji.n2n.train.WeightsFormat;

/** Searches settings on pairs: checks the pairs, searches, and keeps the winner as a preset file, with a table and a plot beside it. */
public final class SearchRunner {

	static final String PLOT = ".search.png";

	/** Different numbers of patches in a step, each with scenes of its own in memory. */
	private static final int SAMPLERS = 3;
	/** What no preset file is larger than, in bytes. */
	private static final int PRESET_BYTES = 1 << 14;
	private static final double CHECK = 0.005;

	private final SearchRequest request;
	private final LearnerFactory learners;
	private final SearchArchive archive;
	private final Consumer<String> log;

	/**
	 * @param request what to search, and where to keep it
	 * @param learners makes the networks; stays the caller's
	 * @param format writes their weights
	 * @param log takes a line for each finding of the pair check and for what came out
	 */
	public SearchRunner(final SearchRequest request, final LearnerFactory learners, final WeightsFormat format, final Consumer<String> log) {
		this.request = Objects.requireNonNull(request, "request");
		this.learners = Objects.requireNonNull(learners, "learners");
		this.log = Objects.requireNonNull(log, "log");
		archive = new SearchArchive(request.list(), format);
	}

	/**
	 * What a search gave.
	 *
	 * @param table the trials
	 * @param plot their validation losses against their seconds
	 */
	public record Outcome(SearchTable table, SearchPlot plot) {}

	/** The batches that the networks are given. */
	private final class Batches {

		private final Scenes scenes;
		private final Holdout holdout;
		private final PairReport report;
		private final TrainingOptions base;
		private final Map<Integer, PairSampler> samplers = new HashMap<>();

		Batches(final Scenes scenes, final PairReport report, final TrainingOptions base) {
			this.scenes = scenes;
			this.report = report;
			this.base = base;
			holdout = Holdout.of(scenes);
		}

		/** Patches of one size for all networks, or their losses would not compare. */
		PairSampler of(final int batch) {
			return samplers.computeIfAbsent(batch, patches -> new PairSampler(scenes, holdout, new SamplerOptions(base.patch(), SearchState.MULTIPLE,
				PairTrainer.PATCH_DEPTH, patches, report.normalization(), request.match() ? report.exposure() : ExposureFit.SAME, base.loss() == Loss.MASKED_L2,
				SamplerOptions.DEFAULT_BYTES / SAMPLERS, base.seed())));
		}
	}

	/**
	 * Searches. While the search runs, its state is kept after each training, so that an interrupted one can go on; the preset file is
	 * complete or absent.
	 *
	 * @param scenes the pairs
	 * @param info where they come from
	 * @param progress told how far the search is
	 * @return what came out
	 * @throws IllegalArgumentException if the pairs do not suit, with the reason
	 * @throws IOException if a file cannot be read or written
	 * @throws CancellationException if it is canceled; what was done can be gone on with
	 */
	public Outcome search(final Scenes scenes, final SourceInfo info, final Progress progress) throws IOException {
		// Held until the end, so that no other run searches for the same preset.
		try (PendingFile preset = PendingFile.create(request.preset(), PRESET_BYTES)) {
			info.notes().forEach(log);
			final SearchState before = Files.exists(request.list()) ? archive.read() : null;
			final SearchOptions options = before == null ? request.options() : before.options().with(request.options().base().device());
			progress.step("Checking pairs", 0);
			final TrainingOptions base = options.base();
			final PairReport report = PairTrainer.check(scenes, info, base.loss(), request.match(), log, progress.part(0, CHECK));
			final Batches batches = new Batches(scenes, report, base);
			final List<PatchBatch> validation = batches.of(base.batch()).validation();
			final SearchState start = start(before, options, checksum(validation));
			final LearningTrials trials = new LearningTrials(base, learners, batch -> batches.of(batch)::training, validation, System::nanoTime);
			// The first step of an engine takes long; it is nobody's time.
			trials.train(start.base(), 0, progress.part(CHECK, CHECK).named("Beginning"));
			final SearchState end = run(new SettingsSearch(trials, new Keeper(start.round())), start, progress.part(CHECK, 1));
			final Outcome outcome = finish(end);
			final byte[] json = Presets.encode(Preset.of(end.bestOptions()));
			write(preset, json);
			archive.delete();
			SearchWords.result(end).forEach(log);
			log.accept("Saved " + request.preset() + ".");
			return outcome;
		}
	}

	private SearchState start(final SearchState before, final SearchOptions options, final int checksum) throws IOException {
		if (before == null) {
			if (request.resume()) log.accept("There is no unfinished search for " + request.preset() + ": a new one begins.");
			// Weights of a search that was killed while it was being deleted.
			archive.delete();
			return SearchState.begin(options, checksum);
		}
		if (before.pairs() != checksum) throw new IllegalArgumentException("The search " + request.list() + " was of other pairs: the pixels that are held out, the " +
			"mode or match differ. Give the same, or delete it to begin anew.");
		log.accept(String.format(Locale.ROOT, "Going on with the search %s after %.0f of %.0f s, with its own options.", request.list(), before.seconds(),
			before.options().seconds()));
		return before.with(options);
	}

	private SearchState run(final SettingsSearch search, final SearchState start, final Progress progress) throws IOException {
		try {
			return search.run(start, progress);
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
		catch (final CancellationException e) {
			log.accept(Files.exists(request.list()) ? "The search was stopped. To go on with it, choose resume=yes with the same preset and pairs."
				: "The search was stopped before anything was learned.");
			throw e;
		}
	}

	/** Keeps the search after each training, and tells of each round. */
	private final class Keeper implements Consumer<SearchState> {

		private int round;

		Keeper(final int round) {
			this.round = round;
		}

		@Override
		public void accept(final SearchState state) {
			try {
				archive.write(state);
				SearchTable.of(state).write(SearchRequest.beside(request.preset(), SearchTable.EXTENSION));
			}
			catch (final IOException e) {
				throw new UncheckedIOException(e);
			}
			if (state.round() > round) log.accept(SearchWords.round(state, round));
			round = state.round();
		}
	}

	private Outcome finish(final SearchState end) throws IOException {
		final SearchTable table = SearchTable.of(end);
		table.write(SearchRequest.beside(request.preset(), SearchTable.EXTENSION));
		final SearchPlot plot = new SearchPlot(request.preset().getFileName().toString());
		for (final Trial trial : end.trials())
			if (trial.rounds() > 0) plot.add(trial.curve().stream().mapToDouble(CurvePoint::seconds).toArray(), trial.curve().stream().mapToDouble(CurvePoint::loss)
				.toArray(), end.isBest(trial) ? SearchPlot.Kind.WINNER : trial.repeats() ? SearchPlot.Kind.REPEAT : trial.number() == end.base().number()
					? SearchPlot.Kind.BASE : SearchPlot.Kind.OTHER);
		plot.write(SearchRequest.beside(request.preset(), PLOT));
		return new Outcome(table, plot);
	}

	private static void write(final PendingFile file, final byte[] bytes) throws IOException {
		final ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining())
			file.channel().write(buffer, buffer.position());
		file.complete();
	}

	/** Of what is held out: the same pairs, normalized and matched the same way. */
	private static int checksum(final List<PatchBatch> batches) {
		int sum = 0;
		for (final PatchBatch batch : batches)
			sum = 31 * (31 * sum + Arrays.hashCode(batch.input())) + Arrays.hashCode(batch.target());
		return sum;
	}
}
