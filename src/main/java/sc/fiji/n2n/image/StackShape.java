package sc.fiji.n2n.image;

import java.util.Arrays;

/**
 * What the pixels of an image are.
 *
 * @param width width in pixels
 * @param height height in pixels
 * @param bitDepth 8, 16, 24 (RGB) or 32
 * @param channels number of channels
 * @param slices number of slices
 * @param frames number of frames
 */
record StackShape(int width, int height, int bitDepth, int channels, int slices, int frames) {

	/** Number of planes, in the order channels, slices, frames. */
	int planes() {
		return Math.multiplyExact(Math.multiplyExact(channels, slices), frames);
	}

	/** Size of a plane in a file, in bytes; a pixel of RGB has 3. */
	long planeBytes() {
		return (long) width * height * (bitDepth / 8);
	}

	/** Size of all planes in a file, in bytes. */
	long bytes() {
		return Math.multiplyExact(planeBytes(), (long) planes());
	}

	/** An array for a plane: zeros, or opaque black. */
	Object blank() {
		final int pixels = Math.multiplyExact(width, height);
		if (bitDepth == 8) return new byte[pixels];
		if (bitDepth == 16) return new short[pixels];
		if (bitDepth == 32) return new float[pixels];
		final int[] colours = new int[pixels];
		// ImageJ's own RGB images are opaque.
		Arrays.fill(colours, 0xff000000);
		return colours;
	}
}
