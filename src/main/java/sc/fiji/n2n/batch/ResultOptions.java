package sc.fiji.n2n.batch;

import java.util.Objects;

import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.SpreadMap;

/**
 * What results are to be, whatever the method.
 *
 * @param type their pixel type
 * @param channel the only channel to denoise, from 1, the others being copied; 0 for all
 * @param spread whether a map comes with them of how far the passes of the network differ
 */
public record ResultOptions(PixelType type, int channel, SpreadMap spread) {

	/** @throws IllegalArgumentException if the channel is negative, or a map is to be of some channels only */
	public ResultOptions {
		Objects.requireNonNull(type, "type");
		Objects.requireNonNull(spread, "spread");
		if (channel < 0) throw new IllegalArgumentException("channel is " + channel + ", but must be 0 (all channels) or the number of a channel.");
		if (channel > 0 && spread == SpreadMap.YES) throw new IllegalArgumentException("spread is yes, but channel is " + channel +
			", and a spread map is of all channels. Choose channel 0, or spread no.");
	}

	/** Without a map. */
	public ResultOptions(final PixelType type, final int channel) {
		this(type, channel, SpreadMap.NO);
	}

	/** All channels, without a map. */
	public static ResultOptions of(final PixelType type) {
		return new ResultOptions(type, 0);
	}
}
