package sc.fiji.n2n.denoise;

/**
 * A network and how its training went.
 *
 * @param model the network
 * @param steps training steps it took, without restarts
 * @param restarts how often training diverged and started again with a smaller learning rate
 * @param error mean squared error against unseen noisy neighbours, in normalized units
 * @param errorOfInput the same of the untouched input
 */
public record TrainedNetwork(PatchModel model, int steps, int restarts, double error, double errorOfInput)
	implements AutoCloseable
{

	/** Whether the network predicts unseen neighbours better than the untouched image does. */
	public boolean isBetterThanInput() {
		return error < errorOfInput;
	}

	@Override
	public void close() {
		model.close();
	}
}
