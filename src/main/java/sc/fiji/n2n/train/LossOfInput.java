package sc.fiji.n2n.train;

import java.util.List;

import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.pairs.PatchBatch;

/** What the untouched noisy image would score: what a network must beat to be of use. */
final class LossOfInput {

	private LossOfInput() {}

	/**
	 * The loss of the inputs against their targets.
	 *
	 * @return NaN for the losses that are annealed or relative, whose values do not compare
	 */
	static double of(final Loss loss, final List<PatchBatch> batches) {
		if (loss == Loss.L0 || loss == Loss.HDR) return Double.NaN;
		double losses = 0;
		double patches = 0;
		for (final PatchBatch batch : batches) {
			losses += mean(batch, loss == Loss.L1) * batch.count();
			patches += batch.count();
		}
		return losses / patches;
	}

	private static double mean(final PatchBatch batch, final boolean absolute) {
		double sum = 0;
		double count = 0;
		for (int i = 0; i < batch.input().length; i++) {
			final double weight = batch.weight() == null ? 1 : batch.weight()[i];
			final double difference = batch.input()[i] - batch.target()[i];
			sum += weight * (absolute ? Math.abs(difference) : difference * difference);
			count += weight;
		}
		return count == 0 ? 0 : sum / count;
	}
}
