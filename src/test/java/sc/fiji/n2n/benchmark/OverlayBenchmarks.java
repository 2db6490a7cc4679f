package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.model.Presets;

/** Text over a quarter of the pixels that moves from frame to frame, and text that stays where it is. */
final class OverlayBenchmarks {

	private static final List<String> TRAINED_ON = List.of("brick", "grass", "moon", "cell");
	private static final int FRAMES = 8;
	private static final double SIGMA = 5;
	/** Seed of the text that stays. */
	private static final long STAYS = 7;

	private final DjlTrainer engine;

	OverlayBenchmarks(final DjlTrainer engine) {
		this.engine = engine;
	}

	/** Trains on both kinds with the loss l1, and scores camera. */
	void run(final String preset, final int epochs) throws IOException {
		Benchmarks.print("| text | before, dB | after, dB |%n|---|---|---|");
		final Scene unseen = Scene.load("camera").middle(512);
		for (final boolean moves : new boolean[] { true, false }) {
			final List<sc.fiji.n2n.pairs.Scene> scenes = new ArrayList<>();
			for (final String name : TRAINED_ON) {
				final Scene scene = Scene.load(name).middle(512);
				final List<RandomAccessibleInterval<FloatType>> frames = new ArrayList<>();
				for (int i = 0; i < FRAMES; i++)
					frames.add(ArrayImgs.floats(overlaid(scene, moves ? 100L * scenes.size() + i : STAYS, i), scene.width(), scene.height()));
				scenes.add(new sc.fiji.n2n.pairs.Scene(name, frames, false));
			}
			final Path file = RepeatBenchmarks.train(engine, scenes, Presets.read(preset).options(Loss.L1, 0, 0, 0, epochs, 0, 1, ComputeDevice.CPU), false);
			final float[] noisy = overlaid(unseen, moves ? 1000 : STAYS, 1000);
			Benchmarks.print("| %s | %.2f | %.2f |", moves ? "moves" : "stays", unseen.psnr(noisy), unseen.psnr(RepeatBenchmarks.apply(engine, file, noisy, unseen.width(),
				unseen.height())));
		}
	}

	/** With a little noise, without which frames whose text stays would be the same. */
	private static float[] overlaid(final Scene scene, final long text, final long noise) {
		final float[] pixels = scene.noisy(SIGMA, noise);
		Corruption.TEXT.apply(pixels, scene.width(), new Random(text));
		return pixels;
	}
}
