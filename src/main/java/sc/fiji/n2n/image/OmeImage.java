package sc.fiji.n2n.image;

import java.util.List;

/**
 * What OME-XML says of an image.
 *
 * @param name its name
 * @param width width in pixels
 * @param height height in pixels
 * @param channels number of channels, the components of an RGB image counting as one
 * @param slices number of slices
 * @param frames number of frames
 * @param pixelWidth width of a pixel, null if it is not known, like the following
 * @param pixelHeight height of a pixel
 * @param pixelDepth distance of slices
 * @param interval time between frames
 * @param channelList the channels; may be empty
 * @param order for each plane in ImageJ's order (channels, then slices, then frames) its place in the file, from 0
 */
record OmeImage(String name, int width, int height, int channels, int slices, int frames, Quantity pixelWidth, Quantity pixelHeight,
	Quantity pixelDepth, Quantity interval, List<Channel> channelList, List<Integer> order)
{

	/** A number with its unit, as OME writes it: "µm", "s". */
	record Quantity(double value, String unit) {}

	/**
	 * A channel.
	 *
	 * @param name its name, empty if it has none
	 * @param colour 0xRRGGBB, or null if it has none
	 */
	record Channel(String name, Integer colour) {}

	/** Keeps copies of the lists. */
	OmeImage {
		channelList = List.copyOf(channelList);
		order = List.copyOf(order);
	}

	/** Number of planes. */
	int planes() {
		return channels * slices * frames;
	}
}
