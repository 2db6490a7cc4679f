package sc.fiji.n2n.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.denoise.NetworkTrainer;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.TrainedNetwork;
import sc.fiji.n2n.tile.NeighborPairs;

/** Trains on the DJL PyTorch engine. Owns the native memory of all that it trained: close it after use. */
public final class DjlTrainer implements NetworkTrainer, AutoCloseable {

	private final NDManager manager;
	private final String device;

	private DjlTrainer(final NDManager manager, final String device) {
		this.manager = manager;
		this.device = device;
	}

	/**
	 * Starts the engine.
	 *
	 * @param wanted the device to run on
	 * @return a trainer on that device
	 * @throws IllegalStateException if PyTorch's native library cannot be loaded, or a GPU is asked for
	 *           and none can be used; the message says what to do
	 */
	public static DjlTrainer open(final ComputeDevice wanted) {
		final Engine engine = PyTorchEngine.load();
		final int gpus = engine.getGpuCount();
		if (wanted == ComputeDevice.GPU && gpus == 0) throw new IllegalStateException("The device \"gpu\" was asked for, but PyTorch " +
			engine.getVersion() + " finds no GPU that it can use: it needs an NVIDIA GPU with its driver, and PyTorch's CUDA library in place of " +
			"the one for the processor. Choose the device \"auto\" or \"cpu\" to run on the processor.");
		final boolean gpu = wanted != ComputeDevice.CPU && gpus > 0;
		return new DjlTrainer(engine.newBaseManager(gpu ? Device.gpu() : Device.cpu()), gpu ? "GPU 0 (CUDA)" : "CPU");
	}

	@Override
	public String device() {
		return device;
	}

	@Override
	public TrainedNetwork trainFast(final NeighborPairs training, final NeighborPairs validation, final int steps, final long seed,
		final Progress progress)
	{
		return new FastTrainer(manager).train(training, validation, steps, seed, progress);
	}

	@Override
	public TrainedNetwork trainPublished(final RandomAccessibleInterval<FloatType> image, final int steps, final long seed, final Progress progress) {
		return new PublishedTrainer(manager).train(image, steps, seed, progress);
	}

	@Override
	public void close() {
		manager.close();
	}
}
