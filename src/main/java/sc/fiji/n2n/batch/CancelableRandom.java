package sc.fiji.n2n.batch;

import org.apache.commons.math3.random.MersenneTwister;
import sc.fiji.n2n.denoise.Progress;

/**
 * The same random numbers as those of its base class, but asks now and then whether to stop: noise is drawn all along a plane, so
 * that a model of noise need not know who waits for it.
 */
final class CancelableRandom extends MersenneTwister {

	private static final long serialVersionUID = 1L;
	/** Numbers from one question to the next: a millisecond of white noise, a tenth of a second of text. */
	private static final int EVERY = 1 << 12;

	private final transient Progress progress;
	private int drawn;

	/**
	 * @param progress asked whether to stop; drawing then throws {@link java.util.concurrent.CancellationException}
	 * @param seed the seed
	 */
	CancelableRandom(final Progress progress, final int... seed) {
		super(seed);
		this.progress = progress;
	}

	@Override
	protected int next(final int bits) {
		if (++drawn % EVERY == 0) progress.stopIfCanceled();
		return super.next(bits);
	}
}
