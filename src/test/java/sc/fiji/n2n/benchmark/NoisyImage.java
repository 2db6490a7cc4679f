package sc.fiji.n2n.benchmark;

import java.util.Arrays;
import java.util.stream.IntStream;

import sc.fiji.n2n.noise.StructuralSimilarity;

/**
 * A noisy image of which it is known what it should be.
 *
 * @param noisy its pixels
 * @param sigma standard deviation of its noise
 * @param scene what it should be
 * @param fitted whether the scene is itself a mean of a few noisy frames: a result is then fitted to it first, peak its range
 */
record NoisyImage(float[] noisy, double sigma, Scene scene, boolean fitted) {

	/** One with a clean scene. */
	static NoisyImage of(final Scene scene, final float[] noisy) {
		final double[] errors = IntStream.range(0, noisy.length).mapToDouble(i -> noisy[i] - (double) scene.pixels()[i]).toArray();
		return new NoisyImage(noisy, Math.sqrt(Arrays.stream(errors).map(e -> e * e).average().orElse(0)), scene, false);
	}

	/** PSNR of a result in dB. */
	double psnr(final float[] pixels) {
		return fitted ? scene.fittedPsnr(pixels) : scene.psnr(pixels);
	}

	/** Structural similarity of a result; NaN where the scene is noisy itself, because it would count the noise. */
	double ssim(final float[] pixels) {
		return fitted ? Double.NaN : StructuralSimilarity.mean(doubles(pixels), doubles(scene.pixels()), scene.width(), scene.height(), 255);
	}

	private static double[] doubles(final float[] pixels) {
		return IntStream.range(0, pixels.length).mapToDouble(i -> pixels[i]).toArray();
	}
}
