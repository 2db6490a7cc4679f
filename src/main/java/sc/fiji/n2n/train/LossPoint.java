package sc.fiji.n2n.train;

/**
 * One epoch of a training.
 *
 * @param epoch number of the epoch, from 1
 * @param step steps done at its end
 * @param training mean loss of its steps, in normalized units
 * @param validation loss of the held-out pairs at its end
 * @param learningRate learning rate at its end
 * @param patchesPerSecond patches learned from in a second, mean of the epoch
 */
public record LossPoint(int epoch, int step, double training, double validation, double learningRate, double patchesPerSecond) {}
