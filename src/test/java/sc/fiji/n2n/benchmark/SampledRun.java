package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import sc.fiji.n2n.Headless;

/** {@link Headless} with a {@link StackSampler} beside it, whose shares are left in a file. */
public final class SampledRun {

	private SampledRun() {}

	/** @param args the file, then what Headless is given */
	public static void main(final String... args) {
		final StackSampler sampler = new StackSampler();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			try {
				Csv.write(Path.of(args[0]), List.of(sampler.shares()));
			}
			catch (final IOException e) {
				throw new UncheckedIOException(e);
			}
		}));
		Headless.main(Arrays.copyOfRange(args, 1, args.length));
	}
}
