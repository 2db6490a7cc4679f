package sc.fiji.n2n.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

import sc.fiji.n2n.tile.CellCache;
import sc.fiji.n2n.zarr.OmeAxis;
import sc.fiji.n2n.zarr.ZarrArray;
import sc.fiji.n2n.zarr.ZarrMetadata;
import sc.fiji.n2n.zarr.ZarrType;

/**
 * The planes of an OME-Zarr image. Unsigned 8-bit and 16-bit values stay what they are, signed 16-bit values become unsigned by
 * adding 32768 as ImageJ does, all others become 32-bit. Safe for use by many threads.
 */
final class OmeZarrStack extends LazyStack {

	/** The offset of ImageJ's signed 16-bit images. */
	static final int SIGN = 0x8000;

	/** Memory for the remembered chunks. */
	private static final long CACHE_BYTES = 128L << 20;

	private final ZarrArray array;
	private final ZarrType type;
	private final int[] chunks;
	/** The axes t, c, z of the array, or -1 where it lacks one. */
	private final int[] outer;
	private final int channels;
	private final int slices;
	private final List<String> labels;
	/** Null where a chunk holds pixels of one plane only, because whoever reads remembers those. */
	private final CellCache cache;

	/**
	 * @param array the array
	 * @param axes its axes
	 * @param size width, height, channels, slices, frames
	 * @param labels names of the channels, null where one has none
	 */
	OmeZarrStack(final ZarrArray array, final List<OmeAxis> axes, final int[] size, final List<String> labels) {
		super(size[0], size[1], size[2] * size[3] * size[4], bitDepth(array.metadata().type()), chunk(array, 1), chunk(array, 2));
		this.array = array;
		final ZarrMetadata metadata = array.metadata();
		type = metadata.type();
		chunks = metadata.chunks();
		outer = new int[] { axis(axes, "t"), axis(axes, "c"), axis(axes, "z") };
		channels = size[2];
		slices = size[3];
		this.labels = labels;
		final int planes = metadata.chunkLength() / (chunk(array, 1) * chunk(array, 2));
		cache = planes == 1 ? null : new CellCache((long) metadata.chunkLength() * type.bytes(), CACHE_BYTES, this::decoded);
	}

	/** The place of an axis in a list, or -1 if it is not there. */
	static int axis(final List<OmeAxis> axes, final String name) {
		for (int i = 0; i < axes.size(); i++)
			if (axes.get(i).name().equals(name)) return i;
		return -1;
	}

	/** ImageJ's type for values of a type. */
	static int bitDepth(final ZarrType type) {
		if (type.kind() == 'f' || type.bytes() > 2) return 32;
		return type.bytes() == 2 ? 16 : type.kind() == 'u' ? 8 : 32;
	}

	/** Whether values have {@link #SIGN} added. */
	boolean isSigned() {
		return type.kind() == 'i' && type.bytes() == 2;
	}

	/** Pixels of a chunk along an axis that is counted from the end. */
	private static int chunk(final ZarrArray array, final int fromEnd) {
		final int[] sizes = array.metadata().chunks();
		return sizes[sizes.length - fromEnd];
	}

	@Override
	public String getSliceLabel(final int n) {
		return labels.get((n - 1) % channels);
	}

	@Override
	Object read(final int index, final int x, final int y, final int regionWidth, final int regionHeight) throws IOException {
		final int plane = index - 1;
		final int[] place = { plane / channels / slices, plane % channels, plane / channels % slices };
		final int[] chunk = new int[chunks.length];
		int inside = 0;
		for (int i = 0; i < outer.length; i++) {
			if (outer[i] < 0) continue;
			final int side = chunks[outer[i]];
			chunk[outer[i]] = place[i] / side;
			inside += place[i] % side * stride(outer[i]);
		}
		final int wide = chunks[chunks.length - 1];
		final int high = chunks[chunks.length - 2];
		final Object region = allocate(regionWidth * regionHeight);
		for (int row = y / high; row <= (y + regionHeight - 1) / high; row++)
			for (int column = x / wide; column <= (x + regionWidth - 1) / wide; column++) {
				chunk[chunks.length - 2] = row;
				chunk[chunks.length - 1] = column;
				final Object values = values(chunk);
				final int left = Math.max(x, column * wide);
				final int right = (int) Math.min(x + regionWidth, (column + 1L) * wide);
				final int top = Math.max(y, row * high);
				final int bottom = (int) Math.min(y + regionHeight, (row + 1L) * high);
				for (int v = top; v < bottom; v++)
					copy(values, inside + (v - row * high) * wide + left - column * wide, region, (v - y) * regionWidth + left - x, right - left);
			}
		return region;
	}

	private int stride(final int axis) {
		int stride = 1;
		for (int i = axis + 1; i < chunks.length; i++)
			stride *= chunks[i];
		return stride;
	}

	/** The values of a chunk, or null if it is not stored. */
	private Object values(final int[] chunk) throws IOException {
		if (cache == null) return array.readChunk(chunk);
		long key = 0;
		for (int i = 0; i < chunk.length; i++)
			key = key * count(i) + chunk[i];
		try {
			final Object values = cache.get(key);
			return values == this ? null : values;
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}

	/** Chunks along an axis. */
	private int count(final int axis) {
		return (array.metadata().shape()[axis] - 1) / chunks[axis] + 1;
	}

	/** A chunk by its key; this stack itself stands for one that is not stored, because a cache remembers no null. */
	private Object decoded(final long key) {
		final int[] chunk = new int[chunks.length];
		long rest = key;
		for (int i = chunk.length - 1; i >= 0; i--) {
			chunk[i] = (int) (rest % count(i));
			rest /= count(i);
		}
		try {
			final Object values = array.readChunk(chunk);
			return values == null ? this : values;
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private Object allocate(final int length) {
		return switch (getBitDepth()) {
			case 8 -> new byte[length];
			case 16 -> new short[length];
			default -> new float[length];
		};
	}

	/** Copies a run of values, or the fill value where there are none. */
	private void copy(final Object values, final int from, final Object pixels, final int to, final int length) {
		final double fill = array.metadata().fill();
		if (pixels instanceof byte[] bytes) {
			if (values == null) Arrays.fill(bytes, to, to + length, (byte) fill);
			else System.arraycopy(values, from, bytes, to, length);
		}
		else if (pixels instanceof short[] shorts) {
			final int offset = isSigned() ? SIGN : 0;
			if (values == null) Arrays.fill(shorts, to, to + length, (short) ((int) fill + offset));
			else if (offset == 0) System.arraycopy(values, from, shorts, to, length);
			else for (int i = 0; i < length; i++)
				shorts[to + i] = (short) (((short[]) values)[from + i] + offset);
		}
		else {
			final float[] floats = (float[]) pixels;
			if (values == null) Arrays.fill(floats, to, to + length, (float) fill);
			else for (int i = 0; i < length; i++)
				floats[to + i] = real(values, from + i);
		}
	}

	private float real(final Object values, final int index) {
		if (values instanceof float[] floats) return floats[index];
		if (values instanceof double[] doubles) return (float) doubles[index];
		if (values instanceof byte[] bytes) return bytes[index];
		final int value = ((int[]) values)[index];
		return type.kind() == 'u' ? Integer.toUnsignedLong(value) : value;
	}
}
