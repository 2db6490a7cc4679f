package sc.fiji.n2n.djl;

import ai.djl.engine.Engine;

/** Loads PyTorch. */
final class PyTorchEngine {

	private PyTorchEngine() {}

	/**
	 * The engine, loaded on first use from the libraries beside the plugin. Nothing is sent anywhere.
	 *
	 * @throws IllegalStateException if the native library cannot be loaded
	 */
	static Engine load() {
		// DJL reports its use over the network unless told not to.
		if (System.getProperty("OPT_OUT_TRACKING") == null) System.setProperty("OPT_OUT_TRACKING", "true");
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		// DJL looks for its engine through the thread's class loader, which in ImageJ need not know the plugins.
		thread.setContextClassLoader(PyTorchEngine.class.getClassLoader());
		try {
			return Engine.getEngine("PyTorch");
		}
		catch (final RuntimeException | LinkageError e) {
			throw new IllegalStateException("PyTorch could not be loaded (" + rootOf(e) + "). The jars pytorch-engine, pytorch-jni and " +
				"pytorch-native-cpu of this computer's platform must lie beside n2n_fiji; on Linux and Windows that is x86_64, on macOS Apple Silicon.", e);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static String rootOf(final Throwable e) {
		Throwable root = e;
		while (root.getCause() != null)
			root = root.getCause();
		return root.toString();
	}
}
