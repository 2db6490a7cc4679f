package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.config.PairSource;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.pairs.Scene;
import sc.fiji.n2n.pairs.Scenes;

/**
 * Pairs in open images. Nothing is copied: a change to the pixels of an image shows in its scenes.
 *
 * @param scenes the pairs
 * @param info where they come from, and what was left out
 */
public record OpenPairs(Scenes scenes, SourceInfo info) {

	/**
	 * Finds pairs.
	 *
	 * @param source how the images hold pairs
	 * @param first the noisy image
	 * @param second another noisy image of the same scenes; counts for {@link PairSource#IMAGES} only, else may be null
	 * @param channel the channel, from 1
	 * @param channel2 the other channel, from 1; counts for {@link PairSource#CHANNELS} only
	 * @param mode what a network sees at once
	 * @return the pairs
	 * @throws IllegalArgumentException if an image is missing or does not suit, in words for the user
	 */
	public static OpenPairs of(final PairSource source, final ImagePlus first, final ImagePlus second, final int channel, final int channel2,
		final StackMode mode)
	{
		final ChannelImages images = new ChannelImages(first, channel, mode);
		final String title = images.shape().title();
		return switch (source) {
			case IMAGES -> twoOf(images, secondOf(first, second, channel, mode), title + " and " + second.getTitle());
			case CHANNELS -> twoOf(images, otherChannel(first, channel, channel2, mode), title + ", channels " + channel + " and " + channel2);
			case REPEATS -> pairs("repeats in " + title, repeats(images, false), images, images, List.of());
			case NEIGHBOURS -> pairs("following frames of " + title, repeats(images, true), images, images, List.of());
			case ODD_EVEN -> pairs("odd and even frames of " + title, oddEven(images), images, images, oddLast(images.shape()));
		};
	}

	/**
	 * The same pairs with clean images of some scenes: the first image of the stack belongs to the first scene, and so on, for as many as
	 * there are.
	 *
	 * @param clean images of scenes without noise, or with far less, in the units of the noisy ones
	 * @param channel the channel, from 1
	 * @throws IllegalArgumentException if an image does not suit, in words for the user
	 */
	public OpenPairs withClean(final ImagePlus clean, final int channel) {
		final ChannelImages images = new ChannelImages(clean, channel, info.mode());
		final int count = images.shape().count();
		if (count > scenes.count()) throw new IllegalArgumentException("\"" + clean.getTitle() + "\" has " + count + " clean images, but there are " + scenes
			.count() + " scenes. The first clean image belongs to the first scene, and so on: give no more than scenes.");
		final List<Scene> some = IntStream.range(0, scenes.count()).mapToObj(i -> i < count ? scenes.get(i).withClean(images.get(i)) : scenes.get(i)).toList();
		return new OpenPairs(Scenes.of(some), info.withNote(count + " of " + scenes.count() + " scenes have a clean image, in \"" + clean.getTitle() + "\"."));
	}

	private static ChannelImages secondOf(final ImagePlus first, final ImagePlus second, final int channel, final StackMode mode) {
		if (second == null) throw new IllegalArgumentException("There is no second image. Choose as noisy_b another noisy image of the same scene, " +
			"or choose other pairs: repeats, odd-even, neighbours or channels.");
		if (second == first) throw new IllegalArgumentException("Both images are \"" + first.getTitle() +
			"\". A pair needs two images of the same scene whose noise differs: choose another as noisy_b.");
		return new ChannelImages(second, channel, mode);
	}

	private static ChannelImages otherChannel(final ImagePlus image, final int channel, final int channel2, final StackMode mode) {
		if (channel == channel2) throw new IllegalArgumentException("channel and channel2 are both " + channel +
			". A pair needs two channels that show the same.");
		return new ChannelImages(image, channel2, mode);
	}

	private static OpenPairs twoOf(final ChannelImages a, final ChannelImages b, final String source) {
		final ImageShape shape = a.shape();
		if (!shape.matches(b.shape())) throw new IllegalArgumentException("\"" + shape.title() + "\" and \"" + b.shape().title() +
			"\" differ in size: " + shape.size() + " and " + b.shape().size() + ". Both images of a pair must be of the same size.");
		final List<Scene> scenes = IntStream.range(0, shape.count()).mapToObj(i -> new Scene(shape.title() + shape.place(i), List.of(a.get(i), b.get(i)), false))
			.toList();
		return pairs(source, scenes, a, b, List.of());
	}

	private static List<Scene> repeats(final ChannelImages images, final boolean neighboursOnly) {
		return IntStream.range(0, images.shape().series()).mapToObj(i -> new Scene(name(images, i), images.repeats(i), neighboursOnly)).toList();
	}

	private static List<Scene> oddEven(final ChannelImages images) {
		final List<Scene> scenes = new ArrayList<>();
		for (int series = 0; series < images.shape().series(); series++) {
			final List<RandomAccessibleInterval<FloatType>> frames = images.repeats(series);
			for (int i = 0; i + 1 < frames.size(); i += 2)
				scenes.add(new Scene(name(images, series) + ", frames " + (i + 1) + " and " + (i + 2), frames.subList(i, i + 2), false));
		}
		return scenes;
	}

	private static String name(final ChannelImages images, final int series) {
		return images.shape().title() + images.shape().placeOfSeries(series);
	}

	private static List<String> oddLast(final ImageShape shape) {
		if (shape.repeats() % 2 == 0) return List.of();
		return List.of("Frame " + shape.repeats() + " of " + shape.title() + ", the last, was left out, because it has no partner.");
	}

	private static OpenPairs pairs(final String source, final List<Scene> scenes, final ChannelImages first, final ChannelImages second,
		final List<String> notes)
	{
		final int shots = scenes.stream().mapToInt(scene -> scene.shots().size()).sum();
		final ImageShape a = first.shape();
		final ImageShape b = second.shape();
		return new OpenPairs(Scenes.of(scenes), new SourceInfo(source, shots, a.mode(), a.pixelType(), b.pixelType(), a.bits() == b.bits() ? a.maxValue()
			: Double.NaN, a.pixelSize(), a.unit(), notes));
	}
}
