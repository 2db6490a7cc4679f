package sc.fiji.n2n.denoise;

/** What is done to a plane after a model has denoised it. */
public enum PlaneFinish {
	/** It is shifted to the mean that it had, so that intensities can still be summed: for models that recover the mean. */
	MEAN_KEPT,
	/** Nothing: for models that recover something else. */
	AS_IS,
	/** Pixels that are not finite take what the model makes of them, instead of staying as they are: for missing pixels. */
	GAPS_FILLED
}
