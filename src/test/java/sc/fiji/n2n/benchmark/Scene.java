package sc.fiji.n2n.benchmark;

import java.awt.image.Raster;
import java.io.IOException;
import java.util.Random;

import javax.imageio.ImageIO;

import ij.process.FloatProcessor;

/**
 * A clean 8-bit image of the test resources.
 *
 * @param name its name
 * @param width its width
 * @param height its height
 * @param pixels its pixels, x running fastest, 0 to 255
 */
record Scene(String name, int width, int height, float[] pixels) {

	static Scene load(final String name) throws IOException {
		final Raster raster = ImageIO.read(Scene.class.getResource("/images/" + name + ".png")).getRaster();
		final int width = raster.getWidth();
		final int height = raster.getHeight();
		return new Scene(name, width, height, raster.getSamples(0, 0, width, height, 0, new float[width * height]));
	}

	/** The middle square of a side, or as much of it as there is. */
	Scene middle(final int side) {
		final int w = Math.min(side, width);
		final int h = Math.min(side, height);
		final FloatProcessor whole = new FloatProcessor(width, height, pixels);
		whole.setRoi((width - w) / 2, (height - h) / 2, w, h);
		return new Scene(name, w, h, (float[]) whole.crop().getPixels());
	}

	/** With white Gaussian noise, not clipped. */
	float[] noisy(final double sigma, final long seed) {
		final Random random = new Random(seed);
		final float[] noisy = pixels.clone();
		for (int i = 0; i < noisy.length; i++)
			noisy[i] += sigma * random.nextGaussian();
		return noisy;
	}

	/** With Gaussian noise whose autocorrelation along x and y is rho at one pixel, rho^2 at two (AR(1), separable). */
	float[] correlated(final double sigma, final double rho, final long seed) {
		final float[] noise = new Scene("", width, height, new float[pixels.length]).noisy(sigma, seed);
		final float fresh = (float) Math.sqrt(1 - rho * rho);
		for (int y = 0; y < height; y++)
			for (int x = 1; x < width; x++)
				noise[y * width + x] = (float) rho * noise[y * width + x - 1] + fresh * noise[y * width + x];
		for (int i = width; i < noise.length; i++)
			noise[i] = (float) rho * noise[i - width] + fresh * noise[i];
		for (int i = 0; i < noise.length; i++)
			noise[i] += pixels[i];
		return noise;
	}

	/** With the mean of white Gaussian noise over 2x2 pixels: autocorrelation 0.5 at one pixel, 0 at two. */
	float[] boxed(final double sigma, final long seed) {
		final float[] white = new Scene("", width, height, new float[pixels.length]).noisy(sigma, seed);
		final float[] noisy = pixels.clone();
		for (int i = width + 1; i < noisy.length; i++)
			noisy[i] += (white[i] + white[i - 1] + white[i - width] + white[i - width - 1]) / 2;
		return noisy;
	}

	/** PSNR of an image of this scene, peak 255. */
	double psnr(final float[] image) {
		double sum = 0;
		for (int i = 0; i < pixels.length; i++)
			sum += Math.pow(image[i] - pixels[i], 2);
		return 10 * Math.log10(255.0 * 255 * pixels.length / sum);
	}

	/** PSNR after the best linear fit to this scene, peak its range: for a scene that is itself a mean of few frames. */
	double fittedPsnr(final float[] image) {
		double meanImage = 0, meanScene = 0, low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
		for (int i = 0; i < pixels.length; i++) {
			meanImage += image[i] / (double) pixels.length;
			meanScene += pixels[i] / (double) pixels.length;
			low = Math.min(low, pixels[i]);
			high = Math.max(high, pixels[i]);
		}
		double covariance = 0, variance = 0, varianceScene = 0;
		for (int i = 0; i < pixels.length; i++) {
			covariance += (image[i] - meanImage) * (pixels[i] - meanScene);
			variance += Math.pow(image[i] - meanImage, 2);
			varianceScene += Math.pow(pixels[i] - meanScene, 2);
		}
		final double error = (varianceScene - covariance * covariance / variance) / pixels.length;
		return 10 * Math.log10((high - low) * (high - low) / error);
	}
}
