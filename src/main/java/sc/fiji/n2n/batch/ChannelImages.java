package sc.fiji.n2n.batch;

import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.image.ImageChannels;

/**
 * One channel of an open image, cut into what a network sees at once: planes (x, y), the volume (x, y, z) of
 * each frame, or the movie (x, y, t) of each slice. Nothing is copied.
 */
final class ChannelImages {

	private final ImageShape shape;
	private final RandomAccessibleInterval<FloatType> view;

	/**
	 * @param imp the image
	 * @param channel the channel, from 1
	 * @param mode what a network sees at once
	 * @throws IllegalArgumentException if the image does not suit, in words for the user
	 */
	ChannelImages(final ImagePlus imp, final int channel, final StackMode mode) {
		ImageChannels.check(imp);
		if (imp.getType() == ImagePlus.COLOR_RGB) throw new IllegalArgumentException("\"" + imp.getTitle() +
			"\" is an RGB image, on which no network is trained. Split it first, with Image > Color > Split Channels.");
		// The numbers are read now: the user may close the image while it is being learned from.
		view = ImageChannels.view(imp, channel - 1);
		shape = ImageShape.of(imp, mode);
	}

	ImageShape shape() {
		return shape;
	}

	/** An image, numbered through slices, then frames, from 0. */
	RandomAccessibleInterval<FloatType> get(final int index) {
		return switch (shape.mode()) {
			case SLICES -> Views.hyperSlice(view, 2, index);
			case VOLUME -> stack((long) index * shape.slices(), shape.slices());
			case MOVIE -> Views.subsample(stack(index, view.dimension(2) - index), 1, 1, shape.slices());
		};
	}

	/**
	 * Repeats, one after the other in time: volumes, or planes of a slice.
	 *
	 * @param series number of the series, from 0
	 * @throws IllegalArgumentException if there are less than two frames
	 */
	List<RandomAccessibleInterval<FloatType>> repeats(final int series) {
		return IntStream.range(0, shape.repeats()).mapToObj(i -> get(i * shape.series() + series)).toList();
	}

	private RandomAccessibleInterval<FloatType> stack(final long first, final long count) {
		final long[] max = { shape.width() - 1, shape.height() - 1, first + count - 1 };
		return Views.zeroMin(Views.interval(view, new FinalInterval(new long[] { 0, 0, first }, max)));
	}
}
