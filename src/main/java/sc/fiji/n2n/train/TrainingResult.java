package sc.fiji.n2n.train;

/**
 * How a training ended.
 *
 * @param state where it stood at the end; what is to be kept is {@link TrainingState#best}
 * @param lossOfInput validation loss of the noisy image itself, NaN where the loss does not allow the comparison
 * @param canceled whether the user stopped it
 * @param ending why it ended, in words for the user
 */
public record TrainingResult(TrainingState state, double lossOfInput, boolean canceled, String ending) {

	/** Whether the network predicts the second image of unseen pairs worse than the first one does. */
	public boolean isWorseThanInput() {
		return state.bestLoss() > lossOfInput;
	}
}
