package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.util.List;

/** Quality against seconds on clean images with added noise of each kind. */
final class QualitySection implements Section {

	private static final List<String> METHODS = List.of("noisy", "auto quick", "auto normal", "auto thorough", "gaussian", "median", "nlm");
	/** Takes most of the time: all seeds on the first scene, one on the others. */
	private static final String LONG = "auto thorough";

	@Override
	public String name() {
		return "quality";
	}

	@Override
	public String title() {
		return "Quality against seconds";
	}

	@Override
	public void measure(final Rows rows, final Setting setting) throws Exception {
		final MethodRun run = new MethodRun(setting);
		run.run(METHODS.get(1), NoiseClass.gaussian(25).apply(Scene.load("camera").middle(64), 1), 1);
		for (final NoiseClass noise : NoiseClass.all())
			for (final String name : setting.scenes()) {
				final Scene scene = Scene.load(name).middle(setting.trial() ? 128 : 512);
				for (int seed = 1; seed <= setting.seeds(); seed++) {
					final NoisyImage image = noise.apply(scene, seed);
					final long number = seed;
					for (final String method : METHODS)
						if (seed == 1 || !method.equals(LONG) || name.equals(setting.scenes().get(0))) rows.add(Row.of("class", noise.name(), "image", name, "method",
							method, "seed", seed), () -> run.run(method, image, number));
				}
			}
	}

	@Override
	public String text(final List<Row> rows, final Plots plots) throws IOException {
		final StringBuilder text = new StringBuilder("""
			Clean images of scikit-image (CC0, 512x512, 0 to 255; in the test resources) with added noise, not clipped; PSNR with peak 255. `auto` is *ZS-N2N Denoise...* with each effort; `thorough` has 3 seeds on the first image and one on the others. The classical filters are those of *Race Methods...*, each with the setting that is best **by the truth**, and `nlm` (non-local means) told the true strength of the noise: in use nobody knows either, so they do worse there. Seconds are of one pass with that setting. Seconds and SSIM are means over the images.

			""");
		for (final NoiseClass noise : NoiseClass.all()) {
			final List<Row> own = rows.stream().filter(row -> row.get("class").equals(noise.name())).toList();
			if (own.isEmpty()) continue;
			final MethodTable methods = new MethodTable(own);
			final String anchor = Table.anchor(name(), noise.name());
			text.append("### ").append(noise.title()).append("\n\n").append(noise.description()).append("\n\n").append(methods.table(anchor)).append('\n');
			text.append(plots.draw(anchor, "Quality against seconds: " + noise.title(), "seconds", "mean PSNR (dB)", methods.curves(), methods.noisy(), "noisy"))
				.append('\n');
		}
		return text.toString();
	}
}
