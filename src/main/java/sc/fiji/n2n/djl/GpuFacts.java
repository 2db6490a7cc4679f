package sc.fiji.n2n.djl;

import java.util.ArrayList;
import java.util.List;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;

/** Which GPUs PyTorch can use, and why not those that are there. */
final class GpuFacts {

	/** The CUDA for which the library between Java and PyTorch is among the jars. */
	private static final String CUDA = "12.8";
	/** What DJL calls it. */
	static final String FLAVOR = "cu128";
	private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
	private static final boolean MAC = System.getProperty("os.name").startsWith("Mac");

	private final Engine engine;
	private final NvidiaDriver driver;

	/**
	 * @param engine PyTorch, loaded
	 * @param driver the driver that was found
	 */
	GpuFacts(final Engine engine, final NvidiaDriver driver) {
		this.engine = engine;
		this.driver = driver;
	}

	/** The GPUs that PyTorch can use, with the memory that is free. */
	String usable() {
		final List<String> gpus = new ArrayList<>();
		for (int i = 0; i < engine.getGpuCount(); i++)
			gpus.add("GPU " + i + " (CUDA), " + free(i));
		if (gpus.isEmpty()) return MAC ? "none (those of Apple are not supported)" : "none";
		return String.join("; ", gpus);
	}

	/** What is missing where a GPU is there that PyTorch cannot use, and what to do; empty where there is none, or it can. */
	String advice() {
		if (!driver.isPresent() || engine.getGpuCount() > 0) return "";
		final String start = "There is an NVIDIA GPU or its driver (" + (driver.gpus().isEmpty() ? "nvidia-smi does not tell which" : String.join("; ", driver
			.gpus())) + "), but PyTorch cannot use it: ";
		final String runtime = "CUDA " + CUDA + "'s runtime must be installed, with the folder of its " + (WINDOWS ? "cudart64_12.dll in PATH"
			: "libcudart.so in LD_LIBRARY_PATH");
		if (engine.hasCapability("CUDA")) return start + "the library is one for CUDA, but no CUDA runtime that fits the driver was found. " + runtime +
			", and the driver must be one for CUDA " + CUDA + " or later.";
		return start + "the library of PyTorch here is the one for the processor, which works but is slower. For the GPU, get libtorch " + engine
			.getVersion() + " for CUDA " + CUDA + " from pytorch.org, set the environment variables PYTORCH_LIBRARY_PATH to its folder lib and PYTORCH_FLAVOR to " +
			FLAVOR + ", and start ImageJ again; " + runtime + ".";
	}

	private static String free(final int gpu) {
		try {
			return (DeviceMemory.free(Device.gpu(gpu)) >> 20) + " MB free";
		}
		catch (final EngineException e) {
			return "which does not answer: " + e.getMessage();
		}
	}
}
