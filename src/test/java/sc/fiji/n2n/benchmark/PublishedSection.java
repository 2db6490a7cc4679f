package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.util.List;

/** The published method, which is slow, on a small image, beside auto on the same one. */
final class PublishedSection implements Section {

	private static final List<String> METHODS = List.of("noisy", "published normal", "auto normal", "auto thorough", "nlm");
	private static final int SIDE = 128;

	@Override
	public String name() {
		return "published";
	}

	@Override
	public String title() {
		return "The published method";
	}

	@Override
	public void measure(final Rows rows, final Setting setting) throws Exception {
		final MethodRun run = new MethodRun(setting);
		final Scene scene = Scene.load("camera").middle(setting.trial() ? SIDE / 2 : SIDE);
		for (final NoiseClass noise : List.of(NoiseClass.gaussian(25), NoiseClass.poisson(25)))
			for (int seed = 1; seed <= setting.seeds(); seed++) {
				final NoisyImage image = noise.apply(scene, seed);
				final long number = seed;
				for (final String method : METHODS)
					rows.add(Row.of("class", noise.name(), "image", scene.name(), "method", method, "seed", seed), () -> run.run(method, image, number));
			}
	}

	@Override
	public String text(final List<Row> rows, final Plots plots) throws IOException {
		final StringBuilder text = new StringBuilder("ZS-N2N as in the paper (`published`, 2,000 steps on the whole image) takes time in proportion to the pixels, " +
			"so that it is compared on the middle 128x128 pixels of camera. What it takes for 512x512 is in [PyTorch references](#pytorch-references).\n\n");
		for (final NoiseClass noise : NoiseClass.all()) {
			final List<Row> own = rows.stream().filter(row -> row.get("class").equals(noise.name())).toList();
			if (!own.isEmpty()) text.append("**").append(noise.title()).append("**\n\n").append(new MethodTable(own).table(Table.anchor(name(), noise.name()))).append(
				'\n');
		}
		return text.toString();
	}
}
