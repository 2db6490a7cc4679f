package sc.fiji.n2n.djl;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Lets PyTorch compute what the calling thread asks for on that thread alone until closed. Steps of a few milliseconds gain a tenth from
 * more threads on an idle computer, but take twenty times as long on a busy one: each layer waits until all threads have
 * had their turn. Blocks of an image are denoised by one thread each, several at once (docs/measurements.md).
 */
final class SingleThread implements AutoCloseable {

	private final int before = JniUtils.getNumThreads();

	SingleThread() {
		// Setting the number takes a third of a millisecond, asking for it nothing.
		if (before > 1) JniUtils.setNumThreads(1);
	}

	@Override
	public void close() {
		if (before > 1) JniUtils.setNumThreads(before);
	}
}
