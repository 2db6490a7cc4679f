package sc.fiji.n2n.djl;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Lets PyTorch compute what the calling thread asks for on that thread alone until closed, then on all; not to be nested. Steps of a
 * few milliseconds gain a tenth from more threads on an idle computer, but take twenty times as long on a busy one: each
 * layer waits until all threads have had their turn. Blocks of an image are denoised by one thread each, several at once
 * (docs/measurements.md).
 */
final class SingleThread implements AutoCloseable {

	SingleThread() {
		JniUtils.setNumThreads(1);
	}

	@Override
	public void close() {
		JniUtils.setNumThreads(PyTorchEngine.threads());
	}
}
