package sc.fiji.n2n.batch;

import java.util.Objects;

import sc.fiji.n2n.config.PixelType;

/**
 * What results are to be, whatever the method.
 *
 * @param type their pixel type
 * @param channel the only channel to denoise, from 1, the others being copied; 0 for all
 */
public record ResultOptions(PixelType type, int channel) {

	/** @throws IllegalArgumentException if the channel is negative */
	public ResultOptions {
		Objects.requireNonNull(type, "type");
		if (channel < 0) throw new IllegalArgumentException("channel is " + channel + ", but must be 0 (all channels) or the number of a channel.");
	}

	/** All channels. */
	public static ResultOptions of(final PixelType type) {
		return new ResultOptions(type, 0);
	}
}
