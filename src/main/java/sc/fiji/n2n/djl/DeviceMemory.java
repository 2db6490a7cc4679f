package sc.fiji.n2n.djl;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.util.cuda.CudaUtils;

/** The memory that networks need, and that is there. */
final class DeviceMemory {

	private static final Path LINUX = Path.of("/proc/meminfo");
	private static final String AVAILABLE = "MemAvailable:";
	private static final String TOTAL = "MemTotal:";

	private DeviceMemory() {}

	/**
	 * Memory that is free now, in bytes: of a GPU its own; else that of the computer, with what the system would give up for
	 * it where it tells.
	 */
	static long free(final Device device) {
		if (device.isGpu()) {
			final var memory = CudaUtils.getGpuMemory(device);
			return memory.getMax() - memory.getCommitted();
		}
		if (!(ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean java)) return Long.MAX_VALUE;
		final long available = kilobytes(AVAILABLE);
		// What Java calls free leaves out the cache of files, which on a busy computer is nearly all. But Java alone knows the limit of a
		// container or of a job on a cluster.
		final boolean limited = java.getTotalMemorySize() < kilobytes(TOTAL) << 10;
		return available < 0 || limited ? java.getFreeMemorySize() : available << 10;
	}

	/** A line of Linux' list; negative where there is none. */
	private static long kilobytes(final String name) {
		try {
			if (Files.isReadable(LINUX)) for (final String line : Files.readAllLines(LINUX))
				if (line.startsWith(name)) return Long.parseLong(line.replaceAll("\\D", ""));
		}
		catch (final IOException e) {
			// Java's number then.
		}
		return -1;
	}

	/**
	 * Memory that a network takes for each pixel of an image, in bytes: what goes into and comes out of its greatest layer,
	 * before and after the activation, and all that is kept for later layers. Within a third of what was measured for the networks
	 * here (docs/measurements.md).
	 */
	static long bytesPerPixel(final Network network) {
		double greatest = 0;
		for (final LayerShape layer : network.layers())
			greatest = Math.max(greatest, Math.pow(4, -layer.level()) * (layer.kernel().get(1) + 2 * layer.filters()));
		return (long) Math.ceil(Float.BYTES * (greatest + network.kept()));
	}

	/** Whether the engine failed for want of memory. It has no exception of its own for that. */
	static boolean isExhausted(final EngineException problem) {
		final String reason = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT);
		return reason.contains("out of memory") || reason.contains("not enough memory") || reason.contains("can't allocate memory") || reason.contains(
			"bad_alloc");
	}
}
