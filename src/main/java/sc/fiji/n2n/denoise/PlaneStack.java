package sc.fiji.n2n.denoise;

import java.util.List;
import java.util.stream.LongStream;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.StackMode;

/**
 * Planes of a channel that belong together: all of them, the volume of a frame, or the movie of a slice.
 *
 * @param channel the channel (x, y, plane) from 0, plane = z + t * slices
 * @param first index of the first plane
 * @param step from a plane to the next of the stack
 * @param size number of planes
 */
record PlaneStack(RandomAccessibleInterval<FloatType> channel, long first, long step, long size) {

	/**
	 * Cuts a channel.
	 *
	 * @param planes the channel (x, y, plane)
	 * @param slices number of slices of a frame
	 * @param mode what belongs together
	 * @return one stack of all planes for {@code SLICES}; one for each frame for {@code VOLUME}; one for each slice for {@code MOVIE}
	 * @throws IllegalArgumentException if there are no pixels, not three axes, planes that fill no frame, or only one slice or
	 *           frame where there should be more
	 */
	static List<PlaneStack> of(final RandomAccessibleInterval<FloatType> planes, final long slices, final StackMode mode) {
		if (planes.numDimensions() != 3) throw new IllegalArgumentException("The image has " + planes.numDimensions() +
			" axes, but x, y and plane are needed.");
		if (Intervals.isEmpty(planes)) throw new IllegalArgumentException("The image has no pixels.");
		final RandomAccessibleInterval<FloatType> channel = Views.zeroMin(planes);
		final long count = channel.dimension(2);
		if (slices < 1 || count % slices != 0) throw new IllegalArgumentException(count + " planes cannot be cut into volumes of " + slices + " slices.");
		final long frames = count / slices;
		return switch (mode) {
			case SLICES -> List.of(new PlaneStack(channel, 0, 1, count));
			case VOLUME -> {
				if (slices == 1) throw new IllegalArgumentException("The image has one slice, which is no volume. Choose the mode slices" + (frames > 1
					? " or movie, or, if its " + frames + " frames are slices, say so in Image > Properties..." : "."));
				yield LongStream.range(0, frames).mapToObj(frame -> new PlaneStack(channel, frame * slices, 1, slices)).toList();
			}
			case MOVIE -> {
				if (frames == 1) throw new IllegalArgumentException("The image has one frame, which is no movie. Choose the mode slices" + (slices > 1
					? " or volume, or, if its " + slices + " slices are frames, say so in Image > Properties..." : "."));
				yield LongStream.range(0, slices).mapToObj(slice -> new PlaneStack(channel, slice, slices, frames)).toList();
			}
		};
	}

	/** Index of a plane of the stack within the channel. */
	long plane(final long index) {
		return first + index * step;
	}

	/** The pixels (x, y, z or t), from 0. */
	RandomAccessibleInterval<FloatType> pixels() {
		final long[] min = { 0, 0, first };
		final long[] max = { channel.max(0), channel.max(1), plane(size - 1) };
		final RandomAccessibleInterval<FloatType> part = Views.zeroMin(Views.interval(channel, new FinalInterval(min, max)));
		return step == 1 ? part : Views.subsample(part, 1, 1, step);
	}
}
