package sc.fiji.n2n.denoise;

/**
 * Where a network of a zero-shot run is. All errors are mean squared errors against noisy neighbours, in normalized units.
 *
 * @param step steps done
 * @param steps steps in all
 * @param training mean error of the steps since the last point, against what is learned from
 * @param validation error against neighbours that are not learned from; NaN where it was not measured at this step
 * @param input error of the untouched image, which a network that has learned something stays below
 */
public record LearningPoint(int step, int steps, double training, double validation, double input) {}
