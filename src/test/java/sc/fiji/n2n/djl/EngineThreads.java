package sc.fiji.n2n.djl;

import ai.djl.pytorch.jni.JniUtils;

/** Lets PyTorch compute on a number of threads until closed. */
public final class EngineThreads implements AutoCloseable {

	private final int before = JniUtils.getNumThreads();

	/** @param threads how many */
	public EngineThreads(final int threads) {
		JniUtils.setNumThreads(threads);
	}

	@Override
	public void close() {
		JniUtils.setNumThreads(before);
	}
}
