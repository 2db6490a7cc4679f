package sc.fiji.n2n.diagnosis;

import java.util.Random;
import java.util.function.UnaryOperator;

import org.apache.commons.math3.random.MersenneTwister;

import ij.IJ;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.GaussianNoise;
import sc.fiji.n2n.noise.NoiseModel;
import sc.fiji.n2n.noise.PoissonNoise;

/** Scenes of 512 x 512 pixels without noise, as a camera sees them, and what is measured of them. */
public final class Scenes {

	public static final int SIDE = 512;
	/** What a camera adds to the grey levels. */
	public static final double OFFSET = 100;

	private Scenes() {}

	/**
	 * A scene.
	 *
	 * @param name "steps", "ramp" or "blobs", or a picture of the test resources, which is smoothed so that its own noise is gone
	 * @param most its brightest value; the darkest is 0
	 */
	public static float[] scene(final String name, final double most) {
		final float[] pixels = switch (name) {
			case "steps" -> fill((x, y) -> x / 64 / 7.0);
			case "ramp" -> fill((x, y) -> x / (SIDE - 1.0));
			case "blobs" -> blobs();
			default -> picture(name);
		};
		double min = Double.POSITIVE_INFINITY, max = Double.NEGATIVE_INFINITY;
		for (final float v : pixels) {
			min = Math.min(min, v);
			max = Math.max(max, v);
		}
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) (most * (pixels[i] - min) / (max - min));
		return pixels;
	}

	private interface Shade {

		double at(int x, int y);
	}

	private static float[] fill(final Shade shade) {
		final float[] pixels = new float[SIDE * SIDE];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) shade.at(i % SIDE, i / SIDE);
		return pixels;
	}

	private static float[] blobs() {
		final Random random = new Random(5);
		final float[] pixels = new float[SIDE * SIDE];
		for (int blob = 0; blob < 150; blob++) {
			final double x = SIDE * random.nextDouble(), y = SIDE * random.nextDouble(), size = 2 + 8 * random.nextDouble(), height = random.nextDouble();
			final int reach = (int) (4 * size);
			for (int v = Math.max(0, (int) y - reach); v < Math.min(SIDE, y + reach); v++)
				for (int u = Math.max(0, (int) x - reach); u < Math.min(SIDE, x + reach); u++)
					pixels[v * SIDE + u] += (float) (height * Math.exp(-((u - x) * (u - x) + (v - y) * (v - y)) / (2 * size * size)));
		}
		return pixels;
	}

	private static float[] picture(final String name) {
		final ImageProcessor picture = IJ.openImage("src/test/resources/images/" + name + ".png").getProcessor().convertToFloat();
		picture.blurGaussian(1.5);
		picture.setRoi(0, 0, SIDE, SIDE);
		return (float[]) picture.crop().getPixels();
	}

	/** A camera: photon noise, read noise, offset, whole grey levels. */
	public static float[] camera(final float[] scene, final double gain, final double read, final long seed) {
		final NoiseModel noise = new PoissonNoise(gain).then(new GaussianNoise(read));
		return rounded(noisy(scene, noise, seed), OFFSET);
	}

	/** The scene with noise. */
	public static float[] noisy(final float[] scene, final NoiseModel noise, final long seed) {
		final float[] pixels = scene.clone();
		noise.apply(pixels, SIDE, new MersenneTwister(seed));
		return pixels;
	}

	/** Whole grey levels, after an offset. */
	public static float[] rounded(final float[] pixels, final double offset) {
		final float[] out = pixels.clone();
		for (int i = 0; i < out.length; i++)
			out[i] = Math.round(out[i] + offset);
		return out;
	}

	/** 8-bit pixels, after something was done to them with ImageJ. */
	public static float[] processed(final float[] pixels, final UnaryOperator<ImageProcessor> what) {
		final ImageProcessor out = what.apply(new FloatProcessor(SIDE, SIDE, pixels.clone()).convertToByte(false));
		return (float[]) out.convertToFloat().getPixels();
	}

	/** Measures planes of this size. */
	public static NoiseDiagnosis measure(final float[]... planes) {
		return NoiseDiagnosis.measure(image(planes), new NoiseDiagnosis.Known(1, Double.NaN, Double.NaN), Progress.NONE);
	}

	/** Planes as a channel. */
	public static RandomAccessibleInterval<FloatType> image(final float[]... planes) {
		final float[] all = new float[planes.length * planes[0].length];
		for (int i = 0; i < planes.length; i++)
			System.arraycopy(planes[i], 0, all, i * planes[0].length, planes[0].length);
		return ArrayImgs.floats(all, SIDE, all.length / planes.length / SIDE, planes.length);
	}
}
