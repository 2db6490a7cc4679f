package sc.fiji.n2n.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.NetworkTrainer;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.TrainedNetwork;
import sc.fiji.n2n.tile.NeighborPairs;
import sc.fiji.n2n.train.Learner;
import sc.fiji.n2n.train.LearnerFactory;
import sc.fiji.n2n.train.LearnerState;
import sc.fiji.n2n.train.WeightsFormat;

/** Trains and applies networks on the DJL PyTorch engine. Owns the native memory of all that it trained: close it after use. */
public final class DjlTrainer implements NetworkTrainer, LearnerFactory, WeightsFormat, AutoCloseable {

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
		final NDManager manager = engine.newBaseManager(gpu ? Device.gpu() : Device.cpu());
		if (!gpu) NativeHeap.keep();
		return new DjlTrainer(manager, gpu ? "GPU 0 (CUDA)" : "CPU");
	}

	@Override
	public String device() {
		return device;
	}

	@Override
	public String engine() {
		return "PyTorch " + PyTorchEngine.load().getVersion();
	}

	@Override
	public TrainedNetwork trainFast(final NeighborPairs training, final NeighborPairs validation, final int steps, final long seed,
		final LearningListener listener, final Progress progress)
	{
		return new FastTrainer(training.sides().length, manager).train(training, validation, steps, seed, listener, progress);
	}

	@Override
	public TrainedNetwork trainPublished(final RandomAccessibleInterval<FloatType> image, final int steps, final long seed,
		final LearningListener listener, final Progress progress)
	{
		return new PublishedTrainer(manager).train(image, steps, seed, listener, progress);
	}

	@Override
	public Learner create(final NetworkOptions network, final Loss loss, final long seed) {
		return new DjlLearner(network, loss, seed, manager);
	}

	@Override
	public PatchModel model(final NetworkOptions options, final Loss loss, final LearnerState state) {
		final Network network = DjlLearner.network(options, loss);
		try (Weights weights = Weights.of(manager, network, state)) {
			return new NetworkModel(network, weights, manager);
		}
	}

	@Override
	public byte[] encode(final NetworkOptions network, final LearnerState state) {
		return new SafeTensors(manager).encode(network, state);
	}

	@Override
	public LearnerState decode(final NetworkOptions network, final byte[] file) {
		return new SafeTensors(manager).decode(network, file);
	}

	@Override
	public long maxBytes(final NetworkOptions network) {
		return new SafeTensors(manager).maxBytes(network);
	}

	@Override
	public void close() {
		manager.close();
		NativeHeap.release();
	}
}
