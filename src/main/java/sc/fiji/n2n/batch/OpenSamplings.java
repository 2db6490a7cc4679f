package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.SamplingPairImage;
import sc.fiji.n2n.kspace.SamplingMask;
import sc.fiji.n2n.pairs.SampledScenes;
import sc.fiji.n2n.pairs.Scene;

/**
 * Pairs of samplings of k-space in an open image, which has them and their masks in four channels, as {@link SamplingPairImage} has.
 *
 * @param scenes the pairs
 * @param info where they come from
 */
public record OpenSamplings(SampledScenes scenes, SourceInfo info) {

	/**
	 * Finds pairs.
	 *
	 * @param image the image
	 * @param mode what a network is to see at once
	 * @return a pair for each slice of each frame
	 * @throws IllegalArgumentException if the image does not suit, in words for the user
	 */
	public static OpenSamplings of(final ImagePlus image, final StackMode mode) {
		if (mode != StackMode.SLICES) throw new IllegalArgumentException("mode is " + mode +
			", but with data=k-space a network sees slices, each with a mask of its own. Choose the mode slices.");
		ImageChannels.check(image);
		final int wanted = SamplingPairImage.CHANNELS.size();
		if (ImageChannels.count(image) != wanted || image.getNChannels() != wanted) throw new IllegalArgumentException("\"" + image.getTitle() + "\" has " +
			ImageChannels.count(image) + (ImageChannels.count(image) == 1 ? " channel" : " channels") + ", but with data=k-space there are " + wanted + ": " + String.join(", ", SamplingPairImage.CHANNELS) +
			". Plugins > Noise2Noise > Undersample k-space... makes such an image; your own samplings and masks become one with Image > Color > Merge Channels...");
		final List<ChannelImages> channels = new ArrayList<>();
		for (int c = 1; c <= wanted; c++)
			channels.add(new ChannelImages(image, c, mode));
		final ImageShape shape = channels.get(0).shape();
		final List<Scene> scenes = new ArrayList<>();
		final List<List<SamplingMask>> masks = new ArrayList<>();
		for (int i = 0; i < shape.count(); i++) {
			scenes.add(new Scene(shape.title() + shape.place(i), List.of(channels.get(0).get(i), channels.get(1).get(i)), false));
			masks.add(List.of(mask(channels.get(2).get(i)), mask(channels.get(3).get(i))));
		}
		return new OpenSamplings(new SampledScenes(scenes, masks, shape.slices()), new SourceInfo("samplings of k-space in " + shape.title(), 2 * shape.count(), mode, shape
			.pixelType(), shape.pixelType(), shape.maxValue(), shape.pixelSize(), shape.unit(), List.of()));
	}

	/** A plane of a mask channel. */
	static SamplingMask mask(final RandomAccessibleInterval<FloatType> plane) {
		return new SamplingMask(pixels(plane), (int) plane.dimension(0), (int) plane.dimension(1));
	}

	/** The pixels of a plane. */
	static float[] pixels(final RandomAccessibleInterval<FloatType> plane) {
		final float[] pixels = new float[Math.toIntExact(plane.size())];
		PrimitiveBlocks.of(plane, OnFallback.ACCEPT).copy(plane, pixels);
		return pixels;
	}
}
