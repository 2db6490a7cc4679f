package sc.fiji.n2n.pairs;

import java.util.List;

/** Where batches to learn from come from. */
public interface PatchSource {

	/**
	 * What to learn from in a step: the same for the same step, whatever was drawn before.
	 *
	 * @param step number of the step, from 0
	 * @return a batch
	 */
	PatchBatch training(int step);

	/** Batches of what is held out, always the same; one or more. */
	List<PatchBatch> validation();
}
