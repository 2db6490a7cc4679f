package sc.fiji.n2n.batch;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.n2n.config.NoiseKind;
import sc.fiji.n2n.config.NoiseOptions;
import sc.fiji.n2n.config.NoiseOutput;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.image.TextNoise;
import sc.fiji.n2n.noise.CorrelatedNoise;
import sc.fiji.n2n.noise.GaussianNoise;
import sc.fiji.n2n.noise.ImpulseNoise;
import sc.fiji.n2n.noise.MissingPixels;
import sc.fiji.n2n.noise.NoiseModel;
import sc.fiji.n2n.noise.PoissonNoise;
import sc.fiji.n2n.noise.StripeNoise;

/**
 * Noise as the user asked for it: the model of its kind, and the words that say so.
 *
 * @param options the noise
 */
record NoiseRecipe(NoiseOptions options) {

	/** Whether the noise takes its values from the range of the image. */
	boolean needsRange() {
		return options.kind() == NoiseKind.IMPULSE || options.kind() == NoiseKind.TEXT;
	}

	/**
	 * The model.
	 *
	 * @param min smallest value of the channel, where the range is needed
	 * @param max largest value
	 */
	NoiseModel model(final double min, final double max) {
		return switch (options.kind()) {
			case GAUSSIAN -> new GaussianNoise(options.sigma());
			case POISSON -> new PoissonNoise(options.gain());
			case MIXED -> new PoissonNoise(options.gain()).then(new GaussianNoise(options.sigma()));
			case CORRELATED -> new CorrelatedNoise(options.sigma(), options.correlation());
			case IMPULSE -> new ImpulseNoise(options.share(), min, max);
			case BERNOULLI -> new MissingPixels(options.share());
			case TEXT -> new TextNoise(options.share(), min, max);
			case STRIPES -> new StripeNoise(options.sigma());
		};
	}

	/** Lines "key: value" of all that makes a difference. */
	List<String> settings(final NoiseOutput output, final PixelType type) {
		return pairs(output, type, ": ");
	}

	/** The macro line that does it again. */
	String macro(final NoiseOutput output, final PixelType type) {
		return "run(\"Add Noise...\", \"" + String.join(" ", pairs(output, type, "=")) + "\");";
	}

	private List<String> pairs(final NoiseOutput output, final PixelType type, final String between) {
		final String sigma = "sigma" + between + exact(options.sigma());
		final String gain = "gain" + between + exact(options.gain());
		final String correlation = "correlation" + between + exact(options.correlation());
		final String share = "share" + between + exact(options.share());
		final List<String> pairs = new ArrayList<>();
		pairs.add("noise" + between + options.kind());
		pairs.addAll(switch (options.kind()) {
			case GAUSSIAN, STRIPES -> List.of(sigma);
			case POISSON -> List.of(gain);
			case MIXED -> List.of(sigma, gain);
			case CORRELATED -> List.of(sigma, correlation);
			case IMPULSE, BERNOULLI, TEXT -> List.of(share);
		});
		pairs.addAll(List.of("output" + between + output, "seed" + between + options.seed(), "type" + between + type));
		return pairs;
	}

	/** All digits, so that the same noise can be made again. */
	private static String exact(final double value) {
		return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
	}
}
