package sc.fiji.n2n.djl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.Utils;

/**
 * What there is to say of PyTorch on this computer: also where it cannot be loaded.
 *
 * @param lines facts for people: what, and its value, in the order in which to show them
 * @param problems what keeps networks from running, and what to do, the reason first; empty if nothing does
 * @param notes what might be better, one sentence or more each
 */
public record EngineFacts(Map<String, String> lines, List<String> problems, List<String> notes) {

	private static final String THREADS = "OMP_NUM_THREADS";
	/** Where DJL looks for a PyTorch library among the jars. */
	private static final String BUNDLED = "/native/lib/pytorch.properties";

	/** Keeps copies. */
	public EngineFacts {
		lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
		problems = List.copyOf(problems);
		notes = List.copyOf(notes);
	}

	/** Loads PyTorch, if it is not yet, and looks around. What is wrong is told in the facts. */
	public static EngineFacts read() {
		final Map<String, String> lines = new LinkedHashMap<>();
		final List<String> problems = new ArrayList<>();
		final List<String> notes = new ArrayList<>();
		final NvidiaDriver driver = NvidiaDriver.find();
		final LibraryCache cache = new LibraryCache();
		lines.put("DJL", Engine.getDjlVersion());
		try {
			final Engine engine = PyTorchEngine.load();
			final GpuFacts gpus = new GpuFacts(engine, driver);
			lines.put("PyTorch", engine.getVersion() + (engine.hasCapability("CUDA") ? " for CUDA, " : " for the processor, ") + LibUtils.getLibtorchPath());
			lines.put("threads of PyTorch", JniUtils.getNumThreads() + " to apply networks, 1 to train (" + THREADS + " is " + environment() + ")");
			lines.put("GPUs that PyTorch can use", gpus.usable());
			notes.add(gpus.advice());
			notes.add(cache.problem());
		}
		catch (final IllegalStateException e) {
			lines.put("PyTorch", "could not be loaded");
			problems.add(e.getMessage());
			problems.add(cache.problem());
		}
		lines.put("NVIDIA driver", driver.isPresent() ? "installed" : "none");
		if (!driver.gpus().isEmpty()) lines.put("GPUs of the NVIDIA driver", String.join("; ", driver.gpus()));
		lines.put("free memory of the computer", (DeviceMemory.free(Device.cpu()) >> 20) + " MB");
		lines.put("native libraries", cache.describe());
		lines.put("downloads", downloads());
		problems.removeIf(String::isEmpty);
		notes.removeIf(String::isEmpty);
		return new EngineFacts(lines, problems, notes);
	}

	private static String environment() {
		final String threads = System.getenv(THREADS);
		return threads == null ? "not set" : threads;
	}

	/** DJL downloads a library only where it finds none; it says no word of that before. */
	private static String downloads() {
		if (Utils.isOfflineMode()) return "none, because DJL_OFFLINE is set";
		final String from = "DJL downloads that on first use from https://publish.djl.ai. Behind a proxy, start Java with -Dhttps.proxyHost=... and " +
			"-Dhttps.proxyPort=...; DJL_OFFLINE=true forbids it";
		if (isSet("PYTORCH_VERSION")) return "PYTORCH_VERSION is set: if it is not the version of the library among the jars, " + from;
		if (isSet("PYTORCH_LIBRARY_PATH") && !isSet("PYTORCH_FLAVOR")) return "PYTORCH_LIBRARY_PATH is set, but PYTORCH_FLAVOR is not (cpu or " +
			GpuFacts.FLAVOR + "): if the library between Java and PyTorch that fits is not among the jars, " + from;
		if (PyTorchEngine.class.getResource(BUNDLED) == null) return "the library of PyTorch is not among the jars: if there is no other, " + from +
			". Where it finds a GPU, it takes the large one for CUDA";
		return "none: the library of PyTorch is among the jars, so this works offline and behind a proxy";
	}

	private static boolean isSet(final String name) {
		final String value = Utils.getEnvOrSystemProperty(name);
		return value != null && !value.isEmpty();
	}
}
