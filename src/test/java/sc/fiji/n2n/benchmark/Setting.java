package sc.fiji.n2n.benchmark;

import java.nio.file.Path;
import java.util.List;

import sc.fiji.n2n.djl.DjlTrainer;

/**
 * What the sections run with.
 *
 * @param engine trains and applies networks
 * @param folder for files of the run
 * @param data folder with further real images; null for none
 * @param reference PyTorch script of the published method; null for none
 * @param trial whether only to try that everything runs: one small image, few steps, one seed
 */
record Setting(DjlTrainer engine, Path folder, Path data, Path reference, boolean trial) {

	/** Scenes that noise is added to. */
	List<String> scenes() {
		return trial ? List.of("camera") : List.of("camera", "brick", "grass", "gravel");
	}

	/** Seeds of noise and network. */
	int seeds() {
		return trial ? 1 : 3;
	}

	/** Steps of a training, or 0 for as many as the effort means. */
	int steps() {
		return trial ? 20 : 0;
	}
}
