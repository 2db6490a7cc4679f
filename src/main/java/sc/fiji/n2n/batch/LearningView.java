package sc.fiji.n2n.batch;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

import ij.ImagePlus;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.LearningPoint;
import sc.fiji.n2n.denoise.LearningPreview;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.image.ImageWindows;
import sc.fiji.n2n.image.LossPlot;
import sc.fiji.n2n.image.PreviewWindow;

/**
 * Shows in windows how the networks of a zero-shot run learn: the curves of the errors, and what a network makes of the middle of the
 * image. Two windows for all networks of the run, opened when the learning turns out to take long enough to be watched, and closed
 * at the end, when the result takes their place.
 */
public final class LearningView implements LearningListener, AutoCloseable {

	private static final double SECOND = 1e9;
	/** Learning that takes fewer seconds is over before anybody has looked. */
	private static final double WORTH = 5;
	/** What is foretold from less than this many seconds is often wrong: the first steps are slow. */
	private static final double TOO_EARLY = 1;
	/** Drawing waits so many times as long as it took, to leave the time to the learning. */
	private static final int REST = 10;

	private final ImagePlus image;
	private final LongSupplier clock;
	private final String name;
	private final LossPlot losses;
	private final long start;
	private LearningPreview preview;
	private PreviewWindow window;
	private boolean replaced;
	private long begun;
	private int last;
	private long next;

	/**
	 * @param image the image that is denoised
	 * @param clock nanoseconds, like {@code System::nanoTime}
	 */
	public LearningView(final ImagePlus image, final LongSupplier clock) {
		this.image = image;
		this.clock = clock;
		name = image.getTitle();
		losses = new LossPlot(name, "Step");
		start = clock.getAsLong();
		next = start;
	}

	@Override
	public void begin(final LearningPreview piece) {
		preview = piece;
		replaced = true;
		begun = clock.getAsLong();
		last = 0;
		losses.clear();
	}

	@Override
	public void learned(final LearningPoint point, final Supplier<PatchModel> model) {
		// After a restart the curves begin anew, too.
		if (point.step() <= last) losses.clear();
		last = point.step();
		losses.setInput(point.input());
		if (Double.isNaN(point.validation())) losses.putTraining(point.step(), point.training());
		else losses.put(point.step(), point.training(), point.validation(), false);
		final long now = clock.getAsLong();
		if (now - next < 0 || !isWorth(point, now)) return;
		final boolean first = window == null;
		show(point, model);
		losses.show();
		if (first) losses.moveBelow(window);
		final long end = clock.getAsLong();
		next = end + REST * (end - now);
	}

	/** Whether what was learned and what is left of this network take long enough; once open, windows stay. */
	private boolean isWorth(final LearningPoint point, final long now) {
		final double passed = (now - begun) / SECOND;
		final double left = passed * (point.steps() - point.step()) / point.step();
		return window != null || passed >= TOO_EARLY && (now - start) / SECOND + left >= WORTH;
	}

	private void show(final LearningPoint point, final Supplier<PatchModel> model) {
		if (window == null) window = new PreviewWindow("Preview of " + name, preview.width(), preview.height(), preview.noisy());
		else if (replaced) window.setNoisy(preview.noisy());
		replaced = false;
		if (!window.isOpen()) return;
		try (PatchModel network = model.get()) {
			window.update("step " + point.step() + " of " + point.steps(), preview.denoised(network));
		}
	}

	/** Closes the windows, and puts the image in front again. */
	@Override
	public void close() {
		if (window == null) return;
		losses.close();
		window.close();
		ImageWindows.select(image);
	}
}
