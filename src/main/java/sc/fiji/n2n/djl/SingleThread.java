package sc.fiji.n2n.djl;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Lets PyTorch compute on one thread until closed. Steps of a few milliseconds gain a tenth from more
 * threads on an idle computer, but take twenty times as long on a busy one: each layer waits until
 * all threads have had their turn.
 */
final class SingleThread implements AutoCloseable {

	private final int threads = JniUtils.getNumThreads();

	SingleThread() {
		JniUtils.setNumThreads(1);
	}

	@Override
	public void close() {
		JniUtils.setNumThreads(threads);
	}
}
