package sc.fiji.n2n.trust;

import net.imglib2.img.array.ArrayImgs;
import sc.fiji.n2n.denoise.ImageNoise;
import sc.fiji.n2n.denoise.NoiseLevel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.NoiseAutocorrelation;

/**
 * The noise of a plane, measured on the noisy plane alone: what was taken off says nothing of how much there was to take.
 *
 * @param level its variance at each intensity
 * @param correlation its autocorrelation
 */
record PlaneNoise(NoiseLevel level, NoiseAutocorrelation correlation) {

	/** Measures it, and asks in between whether to stop; null where the plane is too small or has none. */
	static PlaneNoise of(final PixelPairs pixels, final Progress progress) {
		final var plane = ArrayImgs.floats(pixels.noisy, pixels.width, pixels.height);
		final NoiseAutocorrelation correlation = NoiseAutocorrelation.measure(plane);
		progress.stopIfCanceled();
		final NoiseLevel level = ImageNoise.level(plane, correlation, pixels.used, progress);
		return level == null ? null : new PlaneNoise(level, correlation);
	}

	/** Standard deviation at an intensity. */
	double deviation(final double intensity) {
		return Math.sqrt(level.variance(intensity));
	}

	/**
	 * How many times as variable as that of independent pixels the mean over a box is.
	 *
	 * @param side side of the box in pixels
	 */
	double correlationFactor(final int side) {
		if (!correlation.measurable()) return 1;
		double x = 1, y = 1;
		for (int lag = 1; lag <= Math.min(NoiseAutocorrelation.MAX_LAG, side - 1); lag++) {
			// Noise that reads as less than independent is not counted on to average out faster.
			final double pairs = 2 * (1 - (double) lag / side);
			x += pairs * Math.max(0, correlation.x(lag));
			y += pairs * Math.max(0, correlation.y(lag));
		}
		return x * y;
	}

	/** The same over any large region. */
	double correlationFactor() {
		return correlationFactor(Integer.MAX_VALUE);
	}

	/** Number of independent pixels that a region of so many pixels is worth. */
	double independent(final double pixels) {
		return pixels / correlationFactor();
	}
}
