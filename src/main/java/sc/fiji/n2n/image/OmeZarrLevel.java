package sc.fiji.n2n.image;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;

import sc.fiji.n2n.zarr.Codec;
import sc.fiji.n2n.zarr.ZarrArray;
import sc.fiji.n2n.zarr.ZarrMetadata;
import sc.fiji.n2n.zarr.ZarrType;

/** An array with the axes t, c, z, y, x that is written plane by plane, in chunks of one plane. Used by one thread at a time. */
final class OmeZarrLevel {

	/** Longest side of a chunk in pixels: half a megabyte for 16-bit. */
	private static final int MAX_CHUNK = 512;

	private final Path group;
	private final int[] size;
	private final int chunkWidth;
	private final int chunkHeight;
	private final ZarrArray array;

	/**
	 * @param group folder of the image
	 * @param path folder of the array in it
	 * @param size width, height, channels, slices, frames
	 * @param type type of its values
	 * @throws IOException with the reason, if it cannot be written
	 */
	OmeZarrLevel(final Path group, final String path, final int[] size, final ZarrType type) throws IOException {
		this.group = group;
		this.size = size.clone();
		chunkWidth = Math.min(size[0], MAX_CHUNK);
		chunkHeight = Math.min(size[1], MAX_CHUNK);
		final int[] shape = { size[4], size[2], size[3], size[1], size[0] };
		final int[] chunks = { 1, 1, 1, chunkHeight, chunkWidth };
		// A plane not written yet is all zeros in ImageJ, whose zero is the smallest of the signed values.
		final double fill = type.kind() == 'i' ? -OmeZarrStack.SIGN : 0;
		array = ZarrArray.create(group.resolve(path), new ZarrMetadata(shape, chunks, type, Codec.blosc(type.bytes()), fill, '/'));
	}

	int width() {
		return size[0];
	}

	int height() {
		return size[1];
	}

	/**
	 * Reads a plane.
	 *
	 * @param index its index in ImageJ's order, from 0
	 * @return a {@code byte[]}, {@code short[]} or {@code float[]} of the values in the file
	 */
	Object read(final int index) throws IOException {
		final Object plane = allocate(size[0] * size[1]);
		for (int top = 0; top < size[1]; top += chunkHeight)
			for (int left = 0; left < size[0]; left += chunkWidth) {
				final Object chunk = array.readChunk(chunk(index, top, left));
				if (chunk != null) copy(chunk, plane, top, left, false);
			}
		return plane;
	}

	/** Writes a plane, as {@link #read} gives it. */
	void write(final int index, final Object plane) throws IOException {
		for (int top = 0; top < size[1]; top += chunkHeight)
			for (int left = 0; left < size[0]; left += chunkWidth) {
				final Object chunk = allocate(chunkWidth * chunkHeight);
				copy(chunk, plane, top, left, true);
				array.writeChunk(chunk, chunk(index, top, left));
			}
	}

	private int[] chunk(final int index, final int top, final int left) {
		final int channel = index % size[2];
		final int slice = index / size[2] % size[3];
		final int frame = index / size[2] / size[3];
		return new int[] { frame, channel, slice, top / chunkHeight, left / chunkWidth };
	}

	/** Copies the part of a chunk that lies within the plane. */
	private void copy(final Object chunk, final Object plane, final int top, final int left, final boolean toChunk) {
		final int rows = Math.min(chunkHeight, size[1] - top);
		final int columns = Math.min(chunkWidth, size[0] - left);
		for (int row = 0; row < rows; row++) {
			final int inPlane = (top + row) * size[0] + left;
			final int inChunk = row * chunkWidth;
			if (toChunk) System.arraycopy(plane, inPlane, chunk, inChunk, columns);
			else System.arraycopy(chunk, inChunk, plane, inPlane, columns);
		}
	}

	private Object allocate(final int length) {
		final ZarrType type = array.metadata().type();
		if (type.kind() == 'f') return new float[length];
		if (type.bytes() == 1) return new byte[length];
		final short[] shorts = new short[length];
		Arrays.fill(shorts, (short) array.metadata().fill());
		return shorts;
	}

	/**
	 * Makes a copy of half the width and height, rounded up; a side of one pixel stays. Two planes are held in memory at a time.
	 *
	 * @param path folder of the copy
	 * @return the copy
	 */
	OmeZarrLevel halved(final String path) throws IOException {
		final int[] half = size.clone();
		half[0] = (size[0] + 1) / 2;
		half[1] = (size[1] + 1) / 2;
		final ZarrType type = array.metadata().type();
		final OmeZarrLevel smaller = new OmeZarrLevel(group, path, half, type);
		for (int i = 0; i < size[2] * size[3] * size[4]; i++) {
			final Object plane = read(i);
			final Object mean = Array.newInstance(plane.getClass().getComponentType(), half[0] * half[1]);
			PlaneMean.halve(plane, mean, size[0], size[1], type.kind() == 'i');
			smaller.write(i, mean);
		}
		return smaller;
	}
}
