package sc.fiji.n2n.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.trust.PlaneExamination;

/** Races methods on one plane: each denoises it with its best setting, and a referee says how far the results are from the truth. */
public final class Race {

	private final Referee referee;
	private final int width;
	private final int height;

	/**
	 * @param referee scores the results
	 * @param width width of the plane
	 * @param height its height
	 */
	public Race(final Referee referee, final int width, final int height) {
		this.referee = referee;
		this.width = width;
		this.height = height;
	}

	/** The best setting of a method. */
	private record Run(Contender contender, Variant variant, List<float[]> results, Score score, double seconds) {}

	/**
	 * Runs it.
	 *
	 * @param contenders the methods, at least one
	 * @param progress told how far the race is
	 * @return how they did, the best first
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	public List<Placing> run(final List<Contender> contenders, final Progress progress) {
		final double cost = contenders.stream().mapToDouble(Contender::cost).sum();
		final List<Run> runs = new ArrayList<>();
		double done = 0;
		for (final Contender contender : contenders) {
			runs.add(best(contender, progress.part(done / cost, (done + contender.cost()) / cost)));
			done += contender.cost();
		}
		runs.sort(Comparator.comparingDouble(run -> run.score.error()));
		return runs.stream().map(run -> placing(run, runs.get(0), progress)).toList();
	}

	private Run best(final Contender contender, final Progress progress) {
		Run best = null;
		final int count = contender.variants().size();
		for (int i = 0; i < count; i++) {
			final Run run = run(contender, contender.variants().get(i), progress.part((double) i / count, (i + 1.0) / count));
			if (best == null || run.score.error() < best.score.error()) best = run;
		}
		return best;
	}

	private Run run(final Contender contender, final Variant variant, final Progress progress) {
		final List<float[]> results = new ArrayList<>();
		final int count = referee.inputs().size();
		double seconds = 0;
		for (int i = 0; i < count; i++) {
			final Progress part = progress.part((double) i / count, (i + 1.0) / count);
			part.step(contender.name(), 0);
			final long start = System.nanoTime();
			results.add(variant.filter().apply(referee.inputs().get(i), width, height, part.named(contender.name())));
			if (i == 0) seconds = (System.nanoTime() - start) / 1e9;
		}
		return new Run(contender, variant, results, referee.score(results), seconds);
	}

	private Placing placing(final Run run, final Run winner, final Progress progress) {
		final float[] pixels = run.results.get(0);
		return new Placing(run.contender.name(), run.contender.isNetwork(), run.variant, run.score, run.score.error() - winner.score.error(), referee
			.uncertainty(run.results, winner.results), referee.uncertainty(run.results, referee.inputs()), run.seconds, PlaneExamination.of(plane(referee
				.inputs().get(0)), plane(pixels), List.of(), progress), pixels);
	}

	private Img<FloatType> plane(final float[] pixels) {
		return ArrayImgs.floats(pixels, width, height);
	}
}
