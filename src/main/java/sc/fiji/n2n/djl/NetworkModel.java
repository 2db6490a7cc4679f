package sc.fiji.n2n.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import net.imglib2.Interval;
import sc.fiji.n2n.denoise.OutOfDeviceMemory;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;

/** A network with its trained weights. */
final class NetworkModel implements PatchModel {

	private final Network network;
	private final Weights weights;
	private final NDManager manager;

	/**
	 * @param network the network
	 * @param trained its weights; a copy without gradient is kept
	 * @param manager owner of the copy
	 */
	NetworkModel(final Network network, final Weights trained, final NDManager manager) {
		this.network = network;
		this.manager = manager;
		weights = trained.copy(manager);
	}

	@Override
	public Interval requiredSourceInterval(final Interval target, final Interval image) {
		return network.requiredSourceInterval(target, image);
	}

	@Override
	public float[] denoise(final float[] block, final long[] size) {
		return denoise(block, size, Progress.NONE);
	}

	@Override
	public float[] denoise(final float[] block, final long[] size, final Progress progress) {
		try (SingleThread single = manager.getDevice().isGpu() ? null : new SingleThread(); NDManager step = manager.newSubManager()) {
			final NDArray images = step.create(block, PatchArrays.shape(1, size));
			return network.denoise(images, Layers.asking(weights.layers(step, false), progress)).toFloatArray();
		}
		catch (final EngineException e) {
			if (DeviceMemory.isExhausted(e)) throw new OutOfDeviceMemory(e);
			throw e;
		}
	}

	@Override
	public long bytesPerPixel() {
		return DeviceMemory.bytesPerPixel(network);
	}

	/** Of a GPU one block fills it. */
	@Override
	public int parallelism() {
		return manager.getDevice().isGpu() ? 1 : PyTorchEngine.threads();
	}

	@Override
	public long freeBytes() {
		return DeviceMemory.free(manager.getDevice());
	}

	@Override
	public void close() {
		weights.close();
		NativeHeap.release();
	}
}
