package sc.fiji.n2n.benchmark;

import java.util.Arrays;
import java.util.List;

/** What a run does at a moment, as far as the stack of its thread tells. */
enum Part {
	/** Starting Java, SciJava and PyTorch, and ending them. */
	START("start and end of the program", "PyTorchEngine|EngineStart|LibraryCache", ""),
	READ("read", "", ""),
	MEASURE("measure the noise", "NoiseAutocorrelation|ImageNoise|NoiseLevel|FlatWindows|SampledTiles|AlikeNoise|SharedNoise", ""),
	NORMALIZE("sample, normalise", "TrainingSample|Normalization|PreparedPlanes|SubLattices|Gaps|CellCache", ""),
	DRAW("draw pairs", "NeighborPairs", ""),
	UPLOAD("upload pairs", "PairBatch", "draw"),
	FORWARD("forward", "", ""),
	BACKWARD("backward", "\\w*GradientCollector", "backward"),
	UPDATE("update", "Adam|Muon", ""),
	NETWORK("network on tiles", "", ""),
	RECOVER("detail recovery", "DetailRecovery|BoxMean", ""),
	TILES("tiles: copy in, turn, copy out", "Denoiser|StackDenoiser|TurnAveragedModel|Borders|TileGrid", ""),
	FINISH("finish the planes", "FinishedPlane|PixelRounding|PlaneMean", ""),
	WRITE("write", "AtomicFile|PendingFile|TiffWriter|FileStore|ImageResult|MemoryPlanes|ResultFile|OmeZarrWriter", ""),
	OTHER("other", "", "");

	private static final String OURS = "sc.fiji.n2n.";

	private final String words;
	private final String classes;
	private final String method;

	/**
	 * @param words what tables say
	 * @param classes regular expression of the names of the classes that do it
	 * @param method the method that does; empty for all
	 */
	Part(final String words, final String classes, final String method) {
		this.words = words;
		this.classes = classes;
		this.method = method;
	}

	/** Parts of a run that are neither network nor knowledge of the image: input, output, normalization and tiling. */
	boolean isOverhead() {
		return this == READ || this == WRITE || this == NORMALIZE || this == TILES || this == FINISH;
	}

	/** Names of the classes that do it. */
	List<String> classes() {
		return classes.isEmpty() ? List.of() : List.of(classes.split("\\|"));
	}

	/** What tables say. */
	String words() {
		return words;
	}

	/** What a thread does that has this stack, the innermost call first; null where it is none of ours. */
	static Part of(final StackTraceElement[] stack) {
		if (Arrays.stream(stack).noneMatch(Part::isOurs)) return null;
		for (final StackTraceElement frame : stack) {
			final String name = frame.getClassName().replaceAll(".*\\.", "").replaceAll("\\$.*", "");
			for (final Part part : values())
				if (name.matches(part.classes) && (part.method.isEmpty() || frame.getMethodName().contains(part.method))) return part;
			if (!isOurs(frame)) continue;
			if (frame.getClassName().startsWith(OURS + "image.")) return READ;
			// Training and inference call the same network.
			if (frame.getClassName().startsWith(OURS + "djl.")) return Arrays.stream(stack).anyMatch(each -> each.getClassName().matches(
				OURS + "djl\\.(Fast|Published)Trainer.*")) ? FORWARD : NETWORK;
		}
		return OTHER;
	}

	private static boolean isOurs(final StackTraceElement frame) {
		return frame.getClassName().startsWith(OURS) && !frame.getClassName().startsWith(OURS + "benchmark.") && !frame.getClassName().equals(OURS + "Headless");
	}
}
