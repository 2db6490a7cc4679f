package sc.fiji.n2n.batch;

import java.util.List;

import sc.fiji.n2n.denoise.PlaneWriter;
import sc.fiji.n2n.denoise.Progress;

/** A way to denoise an image channel by channel, that can say in words what it did. */
public interface ChannelTask {

	/**
	 * What the Info of a result says of the method, before what it says of the channels.
	 *
	 * @param result what else was asked for
	 * @return lines "key: value"
	 */
	List<String> settings(ResultOptions result);

	/**
	 * The macro line that does it again.
	 *
	 * @param result what else was asked for
	 */
	String macro(ResultOptions result);

	/**
	 * A way to denoise a plane that is as good as the task itself.
	 *
	 * @param turn how the plane is turned before, as {@code tile.Turns} counts them, and turned back after
	 * @param task what denoises the turned plane
	 */
	record Alternative(int turn, ChannelTask task) {}

	/**
	 * How many of the channels of an image, the last ones, are masks of as many before them. Masks are copied. None by default.
	 *
	 * @param channels number of channels of the image
	 * @throws IllegalArgumentException if masks are needed that cannot be there, in words for the user
	 */
	default int masks(final int channels) {
		return 0;
	}

	/** Ways to denoise a plane that are as good as each other: how far their results differ is an error to be expected. None by default. */
	default List<Alternative> alternatives() {
		return List.of();
	}

	/**
	 * Denoises one channel.
	 *
	 * @param channel the channel
	 * @param out takes each denoised plane
	 * @param progress told how far the channel is
	 * @return how it went: lines "what: value"; those with "warning" are what the user must know before trusting the result
	 * @throws IllegalArgumentException if the channel does not suit the method, in words for the user
	 * @throws java.util.concurrent.CancellationException if the run is to stop
	 */
	List<String> denoise(Channel channel, PlaneWriter out, Progress progress);

	/**
	 * As above, and says how far the passes of the network differ.
	 *
	 * @param channel the channel
	 * @param out takes each denoised plane
	 * @param spread takes for each plane the standard deviation of the passes at each pixel; null if it is not wanted
	 * @param progress told how far the channel is
	 * @return as above
	 * @throws IllegalArgumentException also if a spread is wanted of a task that makes one pass
	 */
	default List<String> denoise(final Channel channel, final PlaneWriter out, final PlaneWriter spread, final Progress progress) {
		if (spread != null) throw new IllegalArgumentException("spread is yes, but the network is applied once, and a spread needs two passes or more. Choose spread no.");
		return denoise(channel, out, progress);
	}
}
