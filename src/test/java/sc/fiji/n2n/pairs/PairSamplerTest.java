package sc.fiji.n2n.pairs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.converter.Converters;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import org.junit.jupiter.api.Test;
import java.util.Random;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.config.Loss;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.n2n.denoise.Normalization;

class PairSamplerTest {

	private static final Normalization RAW = new Normalization(0, 1);

	private static SamplerOptions options(final int patch, final int multiple, final int patchDepth) {
		return new SamplerOptions(patch, multiple, patchDepth, 4, RAW, ExposureFit.SAME, false, SamplerOptions.DEFAULT_BYTES, 1);
	}

	private static PairSampler sampler(final SamplerOptions options, final Scene... scenes) {
		final Scenes all = Scenes.of(List.of(scenes));
		return new PairSampler(all, Holdout.of(all), options);
	}

	/** Shots in which each pixel knows where it is and in which shot: index + 2^20 * shot. */
	private static Scene positions(final int shots, final boolean movie, final long... size) {
		final List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
		for (int s = 0; s < shots; s++) {
			final float[] pixels = new float[(int) Intervals.numElements(size)];
			for (int i = 0; i < pixels.length; i++)
				pixels[i] = i + (s << 20);
			images.add(ArrayImgs.floats(pixels, size));
		}
		return new Scene("positions", images, movie);
	}

	private static int shot(final float value) {
		return (int) value >> 20;
	}

	private static int pixel(final float value) {
		return (int) value & (1 << 20) - 1;
	}

	private static boolean in(final List<Interval> parts, final int pixel, final long[] size) {
		final long[] at = new long[size.length];
		long rest = pixel;
		for (int d = 0; d < size.length; d++) {
			at[d] = rest % size[d];
			rest /= size[d];
		}
		return parts.stream().anyMatch(part -> Intervals.contains(part, net.imglib2.Point.wrap(at)));
	}

	@ParameterizedTest
	@CsvSource({ "64,64,1", "256,100,1", "33,47,1", "40,1000,1", "37,9,1", "64,64,8", "48,40,5", "50,33,2" })
	void patchesAreAlignedAndKeepOffWhatIsHeldOut(final int width, final int height, final int depth) {
		final long[] size = depth == 1 ? new long[] { width, height } : new long[] { width, height, depth };
		final Scene scene = positions(2, false, size);
		final Holdout holdout = Holdout.of(Scenes.of(List.of(scene)));
		final PairSampler sampler = sampler(options(32, 8, 4), scene);
		final List<PatchBatch> training = new ArrayList<>();
		for (int step = 0; step < 30; step++)
			training.add(sampler.training(step));
		for (final boolean held : new boolean[] { false, true })
			for (final PatchBatch batch : held ? sampler.validation() : training) {
				final List<Interval> allowed = held ? holdout.validation(0, size) : holdout.training(0, size);
				final int patch = batch.input().length / batch.count();
				assertEquals(Intervals.numElements(batch.size()), patch);
				assertNull(batch.weight());
				for (int i = 0; i < batch.input().length; i++) {
					assertEquals(pixel(batch.input()[i]), pixel(batch.target()[i]));
					assertEquals(1, Math.abs(shot(batch.target()[i]) - shot(batch.input()[i])));
					assertEquals(shot(batch.input()[i / patch * patch]), shot(batch.input()[i]));
					assertTrue(in(allowed, pixel(batch.input()[i]), size), () -> "held: " + held);
				}
			}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 6 })
	void neighboursStayNeighboursAndAllTurnsAreDrawn(final int depth) {
		final int side = 64;
		final Scene scene = depth == 1 ? positions(2, false, side, side) : positions(2, false, side, side, depth);
		final PairSampler sampler = sampler(options(16, 16, 2), scene);
		final Set<String> steps = new TreeSet<>();
		for (int step = 0; step < 100; step++) {
			final PatchBatch batch = sampler.training(step);
			final int patch = batch.input().length / batch.count();
			for (int p = 0; p < batch.count(); p++) {
				final int at = p * patch;
				final int first = pixel(batch.input()[at]);
				final int alongX = pixel(batch.input()[at + 1]) - first, alongY = pixel(batch.input()[at + 16]) - first;
				final int alongZ = depth == 1 ? 0 : pixel(batch.input()[at + 256]) - first;
				steps.add(alongX + " " + alongY + " " + alongZ);
				for (int i = 0; i < patch; i++)
					assertEquals(first + i % 16 * alongX + i / 16 % 16 * alongY + i / 256 * alongZ, pixel(batch.input()[at + i]));
			}
		}
		assertEquals(depth == 1 ? 8 : 16, steps.size(), steps.toString());
	}

	@ParameterizedTest
	@CsvSource({ "2,false,2", "4,false,12", "4,true,6", "7,true,12" })
	void everyOrderedPairIsDrawn(final int shots, final boolean movie, final int pairs) {
		final PairSampler sampler = sampler(options(16, 16, 1), positions(shots, movie, 64, 64));
		final Set<String> training = new HashSet<>(), validation = new HashSet<>();
		for (int step = 0; step < 60; step++)
			addPairs(sampler.training(step), movie, training);
		sampler.validation().forEach(batch -> addPairs(batch, movie, validation));
		assertEquals(pairs, training.size());
		assertTrue(validation.size() >= 2 && validation.size() <= pairs && validation.size() % 2 == 0, validation.toString());
	}

	private static void addPairs(final PatchBatch batch, final boolean movie, final Set<String> pairs) {
		final int patch = batch.input().length / batch.count();
		for (int p = 0; p < batch.count(); p++) {
			final int a = shot(batch.input()[p * patch]), b = shot(batch.target()[p * patch]);
			if (movie) assertEquals(1, Math.abs(a - b));
			pairs.add(a + ">" + b);
		}
	}

	@Test
	void theSameSeedAndStepDrawTheSameInAnyOrder() {
		final Shots shots = Shots.spots(128, 128, 0, 0, 1);
		final Scene scene = shots.scene(shots.gaussian(9, 1), shots.gaussian(9, 2));
		final PairSampler one = sampler(options(32, 32, 1), scene);
		final PairSampler same = sampler(options(32, 32, 1), scene);
		final float[] seventh = one.training(7).input();
		assertFalse(Arrays.equals(seventh, one.training(8).input()));
		same.training(500);
		assertArrayEquals(seventh, same.training(7).input());
		assertArrayEquals(seventh, one.training(7).input());
		final List<PatchBatch> first = one.validation(), again = same.validation();
		assertEquals(first.size(), again.size());
		for (int i = 0; i < first.size(); i++)
			assertArrayEquals(first.get(i).input(), again.get(i).input());
	}

	@ParameterizedTest
	@CsvSource({ "64,32,500,400,1,64,1", "64,32,500,40,1,32,1", "64,32,20,40,1,32,1", "100,32,500,400,1,96,1", "64,8,64,40,1,40,1", "64,16,200,200,9,64,9",
		"64,16,200,200,2,64,2", "64,16,200,200,100,64,16", "16,32,200,200,1,32,1" })
	void sidesAreTheLargestMultipleThatFits(final int patch, final int multiple, final int width, final int height, final int depth, final int side,
		final int sideZ)
	{
		final boolean volume = depth > 1 || sideZ > 1;
		final Scene scene = volume ? positions(2, false, width, height, Math.min(depth, 20)) : positions(2, false, width, height);
		final PatchBatch batch = sampler(options(patch, multiple, 16), scene).training(0);
		assertArrayEquals(volume ? new long[] { side, side, sideZ } : new long[] { side, side }, batch.size());
	}

	@Test
	void secondImagesAreMappedAndAllIsNormalized() {
		final float[] a = new float[64 * 64], b = new float[64 * 64];
		for (int i = 0; i < a.length; i++) {
			a[i] = 100 + i % 977;
			b[i] = 4 * a[i] - 30;
		}
		final Shots shots = Shots.flat(64, 64, 0);
		final SamplerOptions options = new SamplerOptions(32, 32, 1, 4, new Normalization(100, 50), new ExposureFit(4, -30), false, 1 << 20, 1);
		final PairSampler sampler = sampler(options, shots.scene(a, b));
		float largest = 0;
		for (int step = 0; step < 10; step++) {
			final PatchBatch batch = sampler.training(step);
			assertArrayEquals(batch.input(), batch.target(), 1e-4f);
			for (final float v : batch.input())
				largest = Math.max(largest, v);
		}
		assertTrue(largest > 15 && largest < 976 / 50f + 0.01, "largest " + largest);
	}

	/** They say only that the scene is brighter. As inputs they stay what they are. */
	@Test
	void saturatedPixelsDoNotCountAsTargets() {
		final float[] a = new float[64 * 64], b = new float[64 * 64];
		for (int i = 0; i < a.length; i++) {
			a[i] = 100 + i * 31 % 977;
			b[i] = Math.min(4 * a[i] - 30, 3000);
		}
		final ExposureFit fit = new ExposureFit(4, -30).withSaturation(Double.POSITIVE_INFINITY, 3000);
		final PairSampler sampler = sampler(new SamplerOptions(32, 32, 1, 4, RAW, fit, false, 1 << 20, 1), Shots.flat(64, 64, 0).scene(a, b));
		final float brightest = (3000 + 30) / 4f;
		int left = 0, bright = 0;
		for (int step = 0; step < 10; step++) {
			final PatchBatch batch = sampler.training(step);
			for (int i = 0; i < batch.input().length; i++) {
				final boolean counts = batch.weight() == null || batch.weight()[i] == 1;
				if (!counts) {
					left++;
					assertTrue(batch.input()[i] >= brightest - 1e-3, "an unsaturated target does not count where the input is " + batch.input()[i]);
				}
				else if (batch.target()[i] > brightest + 1e-3) bright++;
				else if (batch.input()[i] < brightest - 1e-3) assertEquals(batch.input()[i], batch.target()[i], 1e-3);
			}
		}
		// Bright targets are those of the first images, which are not saturated.
		assertTrue(left > 100 && bright > 100, left + " left out, " + bright + " bright");
	}

	/** More noise is added to half of the inputs, never to targets, nor to what the network is judged by. */
	@Test
	void moreNoiseIsOnInputsOnly() {
		final float[] a = new float[128 * 128], b = new float[128 * 128];
		final Random random = new Random(5);
		for (int i = 0; i < a.length; i++) {
			final double clean = 100 + i % 128;
			a[i] = (float) (clean + Math.sqrt(clean) * random.nextGaussian());
			b[i] = (float) (clean + Math.sqrt(clean) * random.nextGaussian());
		}
		final Scene scene = Shots.flat(128, 128, 0).scene(a, b);
		final PairNoise noise = PairCheck.check(Scenes.of(List.of(scene)), Loss.L2, false, PixelRange.UNKNOWN, Progress.NONE).noiseOrNull();
		assertEquals(110, noise.level().variance(110), 15);
		assertEquals(210, noise.level().variance(210), 25);
		final PairSampler plain = sampler(new SamplerOptions(32, 32, 1, 4, RAW, ExposureFit.SAME, false, 1 << 20, 1), scene);
		final SamplerOptions more = new SamplerOptions(32, 32, 1, 4, RAW, ExposureFit.SAME, false, 1 << 20, 1, 4, noise, 1);
		final PairSampler augmented = sampler(more, scene);
		final PairSampler again = sampler(more, scene);
		int stronger = 0;
		for (int step = 0; step < 20; step++) {
			final PatchBatch batch = augmented.training(step);
			assertArrayEquals(again.training(step).input(), batch.input());
			for (int patch = 0; patch < 4; patch++) {
				double difference = 0, target = 0;
				for (int i = patch * 1024; i < (patch + 1) * 1024; i++) {
					difference += Math.pow(batch.input()[i] - batch.target()[i], 2) / 1024;
					target = Math.max(target, Math.abs(batch.target()[i]));
				}
				assertTrue(target < 230 + 6 * 16, "noise on a target: " + target);
				if (difference > 2.5 * 165) stronger++;
			}
		}
		assertTrue(stronger > 15 && stronger < 45, stronger + " of 80 are clearly noisier");
		assertArrayEquals(plain.validation().get(0).input(), augmented.validation().get(0).input());
		assertThrows(IllegalArgumentException.class, () -> new SamplerOptions(32, 32, 1, 4, RAW, ExposureFit.SAME, false, 1 << 20, 1, 4, null, 1));
	}

	/** Where a scene has a clean image, that is the target of all its shots, and counts as it is told; other scenes have noisy targets. */
	@Test
	void cleanImagesAreTheTargetsOfTheirScenes() {
		final float[] bright = new float[64 * 64], brighter = new float[64 * 64], clean = new float[64 * 64], dark = new float[64 * 64], darker = new float[64 * 64];
		for (int i = 0; i < bright.length; i++) {
			bright[i] = 1000 + i % 7;
			brighter[i] = 1010 + i % 5;
			clean[i] = 2000;
			dark[i] = 100 + i % 7;
			darker[i] = 110 + i % 5;
		}
		final Shots shots = Shots.flat(64, 64, 0);
		final SamplerOptions options = new SamplerOptions(16, 16, 1, 8, RAW, ExposureFit.SAME, false, 1 << 20, 1, 1, null, 5);
		final PairSampler sampler = sampler(options, shots.scene(bright, brighter).withClean(ArrayImgs.floats(clean, 64, 64)), shots.scene(dark, darker));
		int first = 0, second = 0, others = 0;
		for (int step = 0; step < 20; step++) {
			final PatchBatch batch = sampler.training(step);
			for (int i = 0; i < batch.input().length; i += 256) {
				final boolean ofBright = batch.input()[i] >= 1000;
				assertEquals(ofBright ? 2000 : 110, batch.target()[i], ofBright ? 0 : 15);
				assertEquals(ofBright ? 5 : 1, batch.weight() == null ? 1 : batch.weight()[i]);
				if (!ofBright) others++;
				else if (batch.input()[i] >= 1010) second++;
				else first++;
			}
		}
		assertTrue(first > 20 && second > 20 && others > 40, first + " " + second + " " + others);
		// What the network is judged by are pairs of noisy images alone.
		for (final PatchBatch batch : sampler.validation())
			for (int i = 0; i < batch.target().length; i++)
				assertTrue(batch.target()[i] < 1500);
	}

	@Test
	void ofManyRepeatsNoneIsMapped() {
		final SamplerOptions options = new SamplerOptions(16, 16, 1, 4, RAW, new ExposureFit(2, 0), false, 1 << 20, 1);
		final PatchBatch batch = sampler(options, positions(3, false, 64, 64)).training(0);
		for (int i = 0; i < batch.input().length; i++)
			assertEquals(pixel(batch.input()[i]), pixel(batch.target()[i]));
	}

	@Test
	void gapsAreZeroInTheInputAndDoNotCountInTheTarget() {
		final Shots shots = Shots.spots(64, 64, 0, 0, 1);
		final float[] a = shots.gaussian(1, 1), b = shots.gaussian(1, 2);
		for (int i = 0; i < a.length; i += 7) {
			a[i] = Float.NaN;
			b[a.length - 1 - i] = Float.POSITIVE_INFINITY;
		}
		final SamplerOptions options = new SamplerOptions(32, 32, 1, 4, new Normalization(1000, 1), ExposureFit.SAME, false, 1 << 20, 1);
		final PairSampler sampler = sampler(options, shots.scene(a, b));
		for (int step = 0; step < 10; step++) {
			final PatchBatch batch = sampler.training(step);
			int gaps = 0;
			for (int i = 0; i < batch.input().length; i++) {
				assertTrue(batch.input()[i] == 0 || batch.input()[i] < -500, "input " + batch.input()[i]);
				assertEquals(batch.weight()[i] == 0, batch.target()[i] == 0);
				if (batch.weight()[i] == 0) gaps++;
			}
			assertEquals(batch.input().length / 7, gaps, batch.input().length / 30);
		}
	}

	@Test
	void missingPixelsThatAreZeroStayInTheInputAndDoNotCountInTheTarget() {
		final float[] a = new float[64 * 64], b = new float[64 * 64];
		for (int i = 0; i < a.length; i++) {
			a[i] = i % 3 == 0 ? 0 : 50 + i % 64;
			b[i] = i % 5 == 0 ? 0 : 2 * (50 + i % 64);
		}
		final SamplerOptions options = new SamplerOptions(32, 32, 1, 4, new Normalization(10, 2), new ExposureFit(2, 0), true, 1 << 20, 1);
		final PairSampler sampler = sampler(options, Shots.flat(64, 64, 0).scene(a, b));
		for (int step = 0; step < 10; step++) {
			final PatchBatch batch = sampler.training(step);
			for (int i = 0; i < batch.input().length; i++) {
				assertTrue(batch.input()[i] == -5 || batch.input()[i] >= 20, "input " + batch.input()[i]);
				if (batch.weight()[i] == 1 && batch.input()[i] != -5) assertEquals(batch.input()[i], batch.target()[i], 1e-4);
				assertEquals(batch.weight()[i] == 1, batch.target()[i] >= 20);
			}
		}
	}

	@Test
	void imagesWithoutAnythingButGapsStillGiveBatches() {
		final float[] nothing = Shots.flat(64, 64, Float.NaN).clean();
		final PatchBatch batch = sampler(options(32, 32, 1), Shots.flat(64, 64, 0).scene(nothing, nothing)).training(3);
		assertArrayEquals(new float[4 * 32 * 32], batch.input());
		assertArrayEquals(new float[4 * 32 * 32], batch.weight());
	}

	// -- Empty patches --

	@ParameterizedTest
	@CsvSource({ "3", "15" })
	void aHalfThatIsEmptyIsMostlyPassedOver(final double sigma) {
		final Shots shots = Shots.spots(512, 128, 0, 0, 1);
		for (int i = 0; i < shots.clean().length; i++)
			if (i % 512 < 256) shots.clean()[i] = 20;
		// Content tells the halves apart: 1000 is added to the full half of both shots, which changes no covariance within it.
		final float[] a = shots.gaussian(sigma, 1), b = shots.gaussian(sigma, 2);
		for (final float[] shot : new float[][] { a, b })
			for (int i = 0; i < shot.length; i++)
				if (i % 512 >= 256) shot[i] += 1000;
		final PairSampler sampler = sampler(options(32, 32, 1), shots.scene(a, b));
		int empty = 0;
		for (int step = 0; step < 100; step++) {
			final PatchBatch batch = sampler.training(step);
			for (int p = 0; p < batch.count(); p++) {
				boolean any = false;
				for (int i = 0; i < 32 * 32; i++)
					any |= batch.input()[p * 32 * 32 + i] > 700;
				if (!any) empty++;
			}
		}
		assertTrue(empty > 4 && empty < 80, empty + " of 400 are empty");
	}

	@Test
	void anImageThatIsEmptyEverywhereGivesAllItsPlaces() {
		final Shots shots = Shots.flat(128, 128, 20);
		final PairSampler sampler = sampler(options(32, 32, 1), shots.scene(shots.gaussian(5, 1), shots.gaussian(5, 2)));
		final Set<Float> corners = new HashSet<>();
		for (int step = 0; step < 20; step++)
			corners.add(sampler.training(step).input()[0]);
		assertTrue(corners.size() > 15);
	}

	@Test
	void correlatedNoiseIsNoContent() {
		int content = 0;
		for (int seed = 0; seed < 200; seed++)
			if (Covariance.inStandardErrors(smoothed(seed), smoothed(seed + 1000), 64, 2) > 2) content++;
		assertTrue(content < 16, content + " of 200");
	}

	/** White noise of 64 x 64 pixels, twice over neighbours along x and y: 0.5 between neighbours. */
	private static float[] smoothed(final long seed) {
		final float[] white = Shots.flat(65, 65, 0).gaussian(1, seed);
		final float[] smooth = new float[64 * 64];
		for (int i = 0; i < smooth.length; i++) {
			final int at = i / 64 * 65 + i % 64;
			smooth[i] = white[at] + white[at + 1] + white[at + 65] + white[at + 66];
		}
		return smooth;
	}

	// -- Memory --

	/** Scenes whose pixels are read as they are needed, and which know what is read. */
	private static final class Counted implements Scenes {

		private final int count;
		private final int shots;
		private final boolean movie;
		private final Set<Integer> read = new TreeSet<>();
		private long pixels;

		Counted(final int count, final int shots, final boolean movie) {
			this.count = count;
			this.shots = shots;
			this.movie = movie;
		}

		@Override
		public int count() {
			return count;
		}

		@Override
		public Scene get(final int index) {
			final List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
			for (int s = 0; s < shots; s++) {
				final float value = index + 1000 * s;
				images.add(Converters.convert((RandomAccessibleInterval<FloatType>) ArrayImgs.floats(64, 64), (in, out) -> {
					read.add(index);
					pixels++;
					out.set(value);
				}, new FloatType()));
			}
			return new Scene("scene " + index, images, movie);
		}
	}

	@Test
	void onlySoManyScenesAreLoadedAtOnceAndAllInTheEnd() {
		final Counted scenes = new Counted(40, 2, false);
		final long bytes = 5L * 2 * 64 * 64 * Float.BYTES;
		final SamplerOptions options = new SamplerOptions(32, 32, 1, 4, RAW, ExposureFit.SAME, false, bytes, 3);
		final PairSampler sampler = new PairSampler(scenes, Holdout.of(scenes), options);
		final Set<Integer> all = new TreeSet<>();
		final List<float[]> drawn = new ArrayList<>();
		for (int window = 0; window < 60; window++) {
			scenes.read.clear();
			scenes.pixels = 0;
			drawn.add(sampler.training(window * 100).input());
			sampler.training(window * 100 + 99);
			assertEquals(5, scenes.read.size());
			assertEquals(bytes / Float.BYTES, scenes.pixels);
			all.addAll(scenes.read);
		}
		assertEquals(36, all.size());
		assertFalse(all.contains(9) || all.contains(39));
		for (final int window : new int[] { 59, 3, 30, 3 })
			assertArrayEquals(drawn.get(window), sampler.training(window * 100).input());
	}

	@Test
	void scenesThatFitAreReadOnce() {
		final Counted scenes = new Counted(20, 2, false);
		final PairSampler sampler = new PairSampler(scenes, Holdout.of(scenes), options(32, 32, 1));
		for (int step = 0; step < 1000; step += 50)
			sampler.training(step);
		assertEquals(18L * 2 * 64 * 64, scenes.pixels);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void ofALongMovieSomeFramesAreLoaded(final boolean movie) {
		final Counted scenes = new Counted(1, 50, movie);
		final Holdout holdout = Holdout.of(scenes);
		final long bytes = 6L * 64 * 64 * Float.BYTES;
		final PairSampler sampler = new PairSampler(scenes, holdout, new SamplerOptions(16, 16, 1, 4, RAW, ExposureFit.SAME, false, bytes, 3));
		final Set<Float> frames = new TreeSet<>();
		for (int window = 0; window < 80; window++) {
			scenes.pixels = 0;
			for (int step = 0; step < 10; step++) {
				final PatchBatch batch = sampler.training(100 * window + step);
				frames.add(batch.input()[0]);
				if (movie) assertEquals(1000, Math.abs(batch.input()[0] - batch.target()[0]));
			}
			assertTrue(scenes.pixels <= bytes / Float.BYTES && scenes.pixels > 0, scenes.pixels + " pixels");
		}
		assertEquals(50, frames.size());
	}

	@Test
	void ofShotsThatDoNotFitAPartIsLoaded() {
		final Counted scenes = new Counted(1, 2, false);
		final long bytes = 64 * 64 * Float.BYTES;
		final PairSampler sampler = new PairSampler(scenes, Holdout.of(scenes), new SamplerOptions(16, 16, 1, 4, RAW, ExposureFit.SAME, false, bytes, 3));
		scenes.pixels = 0;
		assertNotNull(sampler.training(0));
		assertTrue(scenes.pixels <= 64 * 64 && scenes.pixels > 0, scenes.pixels + " pixels");
	}

	@Test
	void validationIsBounded() {
		final Counted scenes = new Counted(2000, 2, false);
		final PairSampler sampler = new PairSampler(scenes, Holdout.of(scenes), options(32, 32, 1));
		assertEquals(128, sampler.validation().stream().mapToInt(PatchBatch::count).sum());
		final PairSampler one = sampler(options(32, 32, 1), positions(2, false, 1000, 900));
		assertEquals(128, one.validation().stream().mapToInt(PatchBatch::count).sum(), 16);
	}

	@Test
	void planesAndVolumesAreNotMixed() {
		final PairSampler sampler = sampler(options(32, 32, 1), positions(2, false, 64, 64), positions(2, false, 64, 64, 3));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> sampler.training(0)).getMessage().contains("volumes"));
	}

	@Test
	void patchesOfScenesOfManySizesHaveTheSizeOfTheFirst() {
		final PairSampler sampler = sampler(options(64, 16, 1), positions(2, false, 200, 150), positions(2, false, 40, 33), positions(2, false, 300, 20));
		final Set<Long> sides = new TreeSet<>();
		for (int step = 0; step < 200; step++) {
			final PatchBatch batch = sampler.training(step);
			sides.add(batch.size()[0]);
			assertEquals(4 * batch.size()[0] * batch.size()[1], batch.input().length);
			for (int i = 0; i < batch.input().length; i++)
				assertEquals(pixel(batch.input()[i]), pixel(batch.target()[i]));
		}
		assertTrue(sides.containsAll(Set.of(16L, 64L)), sides.toString());
	}

	@Test
	void optionsAreChecked() {
		assertThrows(IllegalArgumentException.class, () -> options(0, 32, 1));
		assertThrows(IllegalArgumentException.class, () -> new SamplerOptions(32, 32, 1, 4, new Normalization(3, 0), ExposureFit.SAME, false, 1, 1));
	}
}
