package sc.fiji.n2n.batch;

import java.util.List;
import java.util.Map;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.model.ModelDescription;
import sc.fiji.n2n.model.ModelDescription.Epoch;
import sc.fiji.n2n.model.ModelDescription.TrainingData;

/** Descriptions of models that nobody trained. */
public final class SomeModels {

	/** 8-bit images with intensities around 120, noise 20, 0.1 micrometers a pixel. */
	public static final TrainingData DATA = new TrainingData("a test", 3, 6, StackMode.SLICES, "8-bit", 0.1, "micron", 40, 200, 20);

	private SomeModels() {}

	/** A small network of the given rank and loss, whose images have mean 120 and deviation 40. */
	public static ModelDescription description(final int rank, final Loss loss, final TrainingData data) {
		final NetworkOptions network = new NetworkOptions(Architecture.SMALL_UNET, rank, 2, 4, loss != Loss.HDR, false, 0.1);
		return new ModelDescription(1, "waves", "2026-03-01T12:00:00Z", new TrainingOptions(network, loss, 32, 4, 1e-3, 50, 5, 10, 0, 1,
			ComputeDevice.CPU), loss == Loss.HDR ? 0 : 120, loss == Loss.HDR ? 120 : 40, data, List.of(), List.of(new Epoch(1, 50, 0.5, 0.25, 1e-3, 800),
				new Epoch(2, 100, 0.3, 0.2, 1e-3, 800)), 2, "finished", Map.of("DJL", "0.35.1"), "", "0123abcd");
	}
}
