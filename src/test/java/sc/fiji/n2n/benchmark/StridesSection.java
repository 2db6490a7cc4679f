package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.util.List;

/** What the stride of the sub-lattices does to correlated noise. */
final class StridesSection implements Section {

	private static final List<String> METHODS = List.of("noisy", "stride 1 normal", "stride 2 normal", "stride 3 normal", "stride 4 normal", "auto normal");

	@Override
	public String name() {
		return "strides";
	}

	@Override
	public String title() {
		return "Strides and correlated noise";
	}

	@Override
	public void measure(final Rows rows, final Setting setting) throws Exception {
		final MethodRun run = new MethodRun(setting);
		final NoiseClass noise = NoiseClass.correlated();
		for (final String name : setting.scenes()) {
			final Scene scene = Scene.load(name).middle(setting.trial() ? 128 : 512);
			for (int seed = 1; seed <= setting.seeds(); seed++) {
				final NoisyImage image = noise.apply(scene, seed);
				final long number = seed;
				for (final String method : METHODS)
					rows.add(Row.of("class", noise.name(), "image", name, "method", method, "seed", seed), () -> run.run(method, image, number));
			}
		}
	}

	@Override
	public String text(final List<Row> rows, final Plots plots) throws IOException {
		final MethodTable methods = new MethodTable(rows);
		final StringBuilder text = new StringBuilder(NoiseClass.correlated().description()).append(
			" With stride 2, a pixel is compared with those 2 pixels away, and so on. `auto` measures the noise and chooses; it chose: ");
		final List<String> images = rows.stream().map(row -> row.get("image")).distinct().toList();
		text.append(String.join("; ", images.stream().map(image -> image + " " + String.join(", ", rows.stream().filter(row -> row.get("image").equals(image) && row
			.get("method").equals("auto normal")).map(row -> row.get("stride")).distinct().toList())).toList())).append(".\n\n");
		return text.append(methods.table(name())).append('\n').append(plots.draw(name(), "Quality against seconds: strides", "seconds", "mean PSNR (dB)", methods
			.curves(), methods.noisy(), "noisy")).toString();
	}
}
