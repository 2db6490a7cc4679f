package sc.fiji.n2n.batch;

import java.util.function.Supplier;

import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.image.LossPlot;
import sc.fiji.n2n.image.PreviewWindow;
import sc.fiji.n2n.train.LossPoint;
import sc.fiji.n2n.train.TrainingListener;
import sc.fiji.n2n.train.TrainingState;

/** Shows a training in windows: the curves of the losses, and what the network makes of a piece of a noisy image. */
public final class LiveView implements PairTrainer.Watcher {

	/** The preview waits so many times as long as it took, to leave the time to the training. */
	private static final int REST = 10;

	private final String name;

	/** @param name what is trained */
	public LiveView(final String name) {
		this.name = name;
	}

	@Override
	public TrainingListener watch(final TrainingPreview preview) {
		return new Windows(name, preview);
	}

	/** The windows of one training. */
	private static final class Windows implements TrainingListener {

		private final TrainingPreview piece;
		private final LossPlot losses;
		private final PreviewWindow window;
		private boolean complete;
		private long next = System.nanoTime();

		private Windows(final String name, final TrainingPreview piece) {
			this.piece = piece;
			losses = new LossPlot(name);
			window = new PreviewWindow("Preview of " + name, piece.width(), piece.height(), piece.noisy());
		}

		@Override
		public void epoch(final LossPoint point, final boolean best, final Supplier<PatchModel> model) {
			losses.add(point.epoch(), point.training(), point.validation(), best);
			final long now = System.nanoTime();
			if (!window.isOpen() || now - next < 0) return;
			try (PatchModel network = model.get()) {
				window.update("epoch " + point.epoch(), piece.denoised(network));
			}
			final long end = System.nanoTime();
			next = end + REST * (end - now);
		}

		/** Of a training that goes on, the epochs before are shown too. */
		@Override
		public void checkpoint(final TrainingState state) {
			if (complete) return;
			complete = true;
			for (final LossPoint point : state.curve())
				losses.put(point.epoch(), point.training(), point.validation(), point.epoch() == state.bestEpoch());
		}
	}
}
