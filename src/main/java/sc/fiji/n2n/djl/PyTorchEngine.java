package sc.fiji.n2n.djl;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

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
			final Engine engine = Engine.getEngine("PyTorch");
			threads();
			return engine;
		}
		catch (final RuntimeException | LinkageError e) {
			throw new IllegalStateException("PyTorch could not be loaded (" + rootOf(e) + "). The jars pytorch-engine, pytorch-jni and " +
				"pytorch-native-cpu of this computer's platform must lie beside n2n_fiji; on Linux and Windows that is x86_64, on macOS Apple Silicon.", e);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	/**
	 * The threads that PyTorch computes on: as many as the processor has cores, or as the variable OMP_NUM_THREADS says. Read when the
	 * engine is loaded, before any {@link SingleThread}: PyTorch tells a new thread what another has set last.
	 */
	static int threads() {
		return Threads.ALL;
	}

	/** Lets PyTorch compute what the calling thread asks for on all threads, whatever others have set. */
	static void useAllThreads() {
		if (JniUtils.getNumThreads() != threads()) JniUtils.setNumThreads(threads());
	}

	private static final class Threads {

		private static final int ALL = JniUtils.getNumThreads();
	}

	private static String rootOf(final Throwable e) {
		Throwable root = e;
		while (root.getCause() != null)
			root = root.getCause();
		return root.toString();
	}
}
