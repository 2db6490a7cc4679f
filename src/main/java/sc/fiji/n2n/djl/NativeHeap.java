package sc.fiji.n2n.djl;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * The memory that PyTorch takes from the C library. That of Linux (glibc) gives freed memory back to the system at once if it was more than 128 KiB,
 * so that each layer of each tile fetches its memory anew, page by page, and inference takes twice as long
 * (docs/measurements.md). Told otherwise, it keeps it for the next layer. Elsewhere nothing is done.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/mallopt.3.html">mallopt(3)</a>
 */
final class NativeHeap {

	private static final int M_TRIM_THRESHOLD = -1;
	private static final int M_TOP_PAD = -2;
	private static final int M_MMAP_THRESHOLD = -3;
	/** Arrays that are larger are always given back: the C library takes no larger limit. */
	private static final int KEPT_BYTES = 32 << 20;

	private NativeHeap() {}

	/** Lets the C library keep freed memory. */
	static void keep() {
		call("mallopt", M_MMAP_THRESHOLD, KEPT_BYTES);
		call("mallopt", M_TRIM_THRESHOLD, 1 << 30);
		call("mallopt", M_TOP_PAD, KEPT_BYTES / 2);
	}

	/** Gives freed memory back to the system, of all threads, also those that have ended. */
	static void release() {
		call("malloc_trim", 0);
	}

	private static void call(final String function, final Object... arguments) {
		if (!Platform.isLinux()) return;
		try {
			NativeLibrary.getProcess().getFunction(function).invokeInt(arguments);
		}
		catch (final UnsatisfiedLinkError e) {
			// Another C library, such as musl, which has no such settings.
		}
	}
}
