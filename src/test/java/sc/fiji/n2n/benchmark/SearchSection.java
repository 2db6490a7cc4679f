package sc.fiji.n2n.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.SearchOptions;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.model.Preset;
import sc.fiji.n2n.model.Presets;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.search.LearningTrials;
import sc.fiji.n2n.search.SearchSetting;
import sc.fiji.n2n.search.SearchState;
import sc.fiji.n2n.search.SettingsSearch;
import sc.fiji.n2n.train.Learner;
import sc.fiji.n2n.train.Training;
import sc.fiji.n2n.train.TrainingListener;

/** Search Settings: what it finds on pairs with synthetic noise, and what a training with that gains on an image that no network saw. */
final class SearchSection implements Section {

	private static final int TRIALS = 16;
	private static final int SEEDS = 2;
	private static final double SEARCH_MINUTES = 5;
	private static final double TRAINING_MINUTES = 1;
	private static final int VALIDATION_BATCHES = 32;

	@Override
	public String name() {
		return "search";
	}

	@Override
	public String title() {
		return "Search Settings";
	}

	@Override
	public void measure(final Rows rows, final Setting setting) throws Exception {
		final List<Scene> scenes = new ArrayList<>();
		for (final String name : PairMaker.TRAINED_ON)
			scenes.add(Scene.load(name));
		final Scene unseen = Scene.load("camera");
		for (final Corruption corruption : setting.trial() ? List.of(Corruption.GAUSSIAN) : List.of(Corruption.GAUSSIAN, Corruption.POISSON))
			rows.add(Row.of("noise", corruption.name().toLowerCase(Locale.ROOT)), () -> searched(corruption, scenes, unseen, setting));
	}

	private static Row searched(final Corruption corruption, final List<Scene> scenes, final Scene unseen, final Setting setting) {
		final double share = setting.trial() ? 0.01 : 1;
		final TrainingOptions base = Presets.read("small").options(Loss.L2, 0, 0, 0, 0, 0, 1, ComputeDevice.CPU);
		final LearningTrials trials = new LearningTrials(base, setting.engine(), patches -> pairs(corruption, scenes, base, patches)::batch, validation(corruption, scenes,
			base), System::nanoTime);
		final SearchOptions options = new SearchOptions(base, setting.trial() ? 3 : TRIALS, share * SEARCH_MINUTES);
		final SearchState end = new SettingsSearch(trials, state -> {}).run(SearchState.begin(options, 0), Progress.NONE);
		final SearchSetting found = end.winner().setting();
		final int round = end.comparedRound();
		return Row.of("learning_rate", found.learningRate(), "width", found.width(), "depth", found.depth(), "slope", found.slope(), "batch_norm", found.batchNorm(), "batch",
			found.batch(), "loss", end.winner().lossAfter(round), "loss_small", end.base().lossAfter(round), "loss_other_seed", end.repeat().lossAfter(round), "clear", end
				.isClear() ? "yes" : "no", "seconds", end.seconds(), "psnr_small", psnr(Preset.of(base), corruption, scenes, unseen, setting, share), "psnr", psnr(Preset.of(end
					.bestOptions()), corruption, scenes, unseen, setting, share));
	}

	private static PairMaker pairs(final Corruption corruption, final List<Scene> scenes, final TrainingOptions options, final int patches) {
		return new PairMaker(scenes, corruption, false, false, patches, options.patch(), options.seed());
	}

	private static List<PatchBatch> validation(final Corruption corruption, final List<Scene> scenes, final TrainingOptions options) {
		// As many patches whatever the batch.
		final PairMaker pairs = pairs(corruption, scenes, options, 4);
		return IntStream.rangeClosed(1, VALIDATION_BATCHES).mapToObj(i -> pairs.batch(-i)).toList();
	}

	/** Mean PSNR of trainings with other seeds than that of the search. */
	private static double psnr(final Preset preset, final Corruption corruption, final List<Scene> scenes, final Scene unseen, final Setting setting, final double share) {
		double sum = 0;
		for (int seed = 2; seed < 2 + SEEDS; seed++) {
			final TrainingOptions options = preset.options(Loss.L2, 0, 0, 0, 0, share * TRAINING_MINUTES, seed, ComputeDevice.CPU);
			final PairMaker pairs = pairs(corruption, scenes, options, options.batch());
			final float[] noisy = unseen.pixels().clone();
			corruption.apply(noisy, unseen.width(), new Random(1000 + seed));
			try (Learner learner = setting.engine().create(options.network(), Loss.L2, seed)) {
				learner.restore(new Training(options, pairs::batch, validation(corruption, scenes, options)).run(learner, null, TrainingListener.NONE, Progress.NONE).state()
					.best());
				try (PatchModel model = learner.model()) {
					sum += unseen.psnr(pairs.denoised(model, unseen, noisy)) / SEEDS;
				}
			}
		}
		return sum;
	}

	@Override
	public String text(final List<Row> rows, final Plots plots) {
		final Table table = new Table(name(), List.of("noise", "found: rate, width, depth, slope, normalization, batch", "loss", "loss of small", "another seed",
			"clearly better", "PSNR of small, dB", "PSNR of found, dB"));
		for (final Row row : rows)
			table.row(List.of(row.get("noise"), String.join(", ", row.get("learning_rate"), row.get("width"), row.get("depth"), row.get("slope"), row.get("batch_norm")
				.equals("true") ? "yes" : "no", row.get("batch")), row.get("loss"), row.get("loss_small"), row.get("loss_other_seed"), row.get("clear"), Table.number(row.number(
					"psnr_small"), 2), Table.number(row.number("psnr"), 2)));
		return "A search of " + TRIALS + " settings in " + (int) SEARCH_MINUTES + " minutes, on pairs of " + String.join(", ", PairMaker.TRAINED_ON) +
			" with fresh noise. Then a training of at most a minute with each preset, with other seeds (mean of " + SEEDS + "), scored on `camera`, which no network saw. " +
			"*Clearly better* is what the search says of what it found.\n\n" + table;
	}
}
