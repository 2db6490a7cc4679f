package sc.fiji.n2n.image;

import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import ij.process.ImageProcessor;

/** The planes of one image of a file that Bio-Formats reads. Safe for use by many threads. */
final class BioFormatsStack extends LazyStack {

	/** Bytes that are asked for at once, because one array of Bio-Formats holds no more than 2^31. */
	private static final int MAX_BYTES = 128 << 20;

	/** Longest array that Java makes. */
	private static final int MAX_PIXELS = Integer.MAX_VALUE - 8;

	private static final int MIN_CELL = 256;
	private static final int MAX_CELL_ROWS = 1024;
	private static final int MAX_CELL_PIXELS = 1 << 26;

	private final BioFormatsReader reader;
	private final int series;
	private final BioFormatsPixels pixels;
	private final int channels;
	private final int slices;
	private final int frames;
	private List<String> names = List.of();
	private IndexColorModel palette;

	private BioFormatsStack(final BioFormatsReader reader, final int series, final BioFormatsPixels pixels, final int width, final int height,
		final int channels, final int slices, final int frames, final int cellWidth, final int cellHeight) throws IOException
	{
		super(width, height, channels * slices * frames, pixels.bitDepth(), cellWidth, cellHeight);
		this.reader = reader;
		this.series = series;
		this.pixels = pixels;
		this.channels = channels;
		this.slices = slices;
		this.frames = frames;
	}

	/**
	 * Looks at an image.
	 *
	 * @param reader the file
	 * @param series the image, from 0
	 * @return its planes
	 * @throws IOException with the reason, if ImageJ cannot have such an image, or the file ends too early
	 */
	static BioFormatsStack of(final BioFormatsReader reader, final int series) throws IOException {
		final int width = (int) reader.get(series, "getSizeX");
		final int height = (int) reader.get(series, "getSizeY");
		final int stacked = (int) reader.get(series, "getEffectiveSizeC");
		final int samples = (int) reader.get(series, "getRGBChannelCount");
		final String type = (String) ByName.call("loci.formats.FormatTools", "getPixelTypeString", reader.get(series, "getPixelType"));
		final boolean rgb = type.equals("uint8") && samples == 3 && stacked == 1;
		final BioFormatsPixels pixels = new BioFormatsPixels(type, samples, rgb, (boolean) reader.get(series, "isInterleaved"),
			(boolean) reader.get(series, "isLittleEndian") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		checkSize(width, height, rgb ? Integer.BYTES : pixels.bitDepth() / 8);

		final int cellWidth = cell((int) reader.get(series, "getOptimalTileWidth"), width);
		final int cellHeight = Math.min(cell((int) reader.get(series, "getOptimalTileHeight"), MAX_CELL_ROWS), MAX_CELL_PIXELS / cellWidth);
		final BioFormatsStack stack = new BioFormatsStack(reader, series, pixels, width, height, rgb ? 1 : stacked * samples,
			(int) reader.get(series, "getSizeZ"), (int) reader.get(series, "getSizeT"), cellWidth, cellHeight);
		stack.checkEnd();
		stack.palette = stack.findPalette();
		return stack;
	}

	/** ImageJ reads the first plane of an image as a whole when it opens it. */
	private static void checkSize(final int width, final int height, final int bytes) throws IOException {
		final long count = (long) width * height;
		if (count > MAX_PIXELS) throw new IOException("a plane of it has " + width + " x " + height + " pixels, and one of ImageJ's at most " +
			MAX_PIXELS + "; save a part of it or a smaller copy");
		if (count * bytes > Runtime.getRuntime().maxMemory()) throw new IOException("a plane of it takes " + (count * bytes >> 20) +
			" MB, and ImageJ has " + (Runtime.getRuntime().maxMemory() >> 20) +
			" MB; give it more with Edit > Options > Memory & Threads..., or save a part of it");
	}

	/** Length of a cell: whole tiles of the file, neither too small nor longer than a limit unless one tile is. */
	private static int cell(final int tile, final int limit) {
		final int length = Math.max(1, Math.min(tile, limit));
		return Math.min(limit, (MIN_CELL + length - 1) / length * length);
	}

	int channels() {
		return channels;
	}

	int slices() {
		return slices;
	}

	int frames() {
		return frames;
	}

	BioFormatsPixels pixels() {
		return pixels;
	}

	/** Whether pixels are numbers of colours, not intensities. */
	boolean hasPalette() {
		return palette != null;
	}

	/** Names the channels. Where there is but one, it stays without a label, as ImageJ has it. */
	void setNames(final List<String> channelNames) {
		names = channelNames;
	}

	@Override
	public String getSliceLabel(final int n) {
		final String name = names.isEmpty() ? "" : names.get((n - 1) % channels);
		return name.isEmpty() ? null : name;
	}

	@Override
	public ImageProcessor getProcessor(final int n) {
		final ImageProcessor ip = super.getProcessor(n);
		if (palette != null) ip.setColorModel(palette);
		return ip;
	}

	@Override
	Object read(final int index, final int x, final int y, final int regionWidth, final int regionHeight) throws IOException {
		final long row = (long) regionWidth * pixels.bytes();
		final int channel = (index - 1) % channels;
		final int plane = plane(channel, (index - 1) / channels % slices, (index - 1) / channels / slices);
		final Object target = pixels.array(regionWidth * regionHeight);
		final int rows = (int) Math.max(1, MAX_BYTES / row);
		for (int top = 0; top < regionHeight; top += rows) {
			final int band = Math.min(rows, regionHeight - top);
			final byte[] bytes = (byte[]) reader.get(series, "openBytes", plane, x, y + top, regionWidth, band);
			if (bytes.length < row * band) throw new IOException("the file is not complete, or Bio-Formats cannot read all of it");
			pixels.convert(bytes, regionWidth * band, pixels.rgb() ? 0 : channel % pixels.samples(), target, regionWidth * top);
		}
		return target;
	}

	private int plane(final int channel, final int slice, final int frame) throws IOException {
		return (int) reader.get(series, "getIndex", slice, pixels.rgb() ? 0 : channel / pixels.samples(), frame);
	}

	/**
	 * Many readers leave pixels as they are that lie beyond the end of a file that was cut off. So the last pixel is read over
	 * two different values: what remains of them was not in the file.
	 */
	private void checkEnd() throws IOException {
		final int last = (int) reader.get(series, "getImageCount") - 1;
		final byte[][] ends = new byte[2][pixels.bytes()];
		Arrays.fill(ends[1], (byte) -1);
		for (int i = 0; i < 2; i++)
			ends[i] = (byte[]) reader.get(series, "openBytes", last, ends[i], getWidth() - 1, getHeight() - 1, 1, 1);
		if (!Arrays.equals(ends[0], ends[1])) throw new IOException("the file is not complete: its last pixels are missing; copy it again");
	}

	/** Bio-Formats knows the palette after it has read a plane. */
	private IndexColorModel findPalette() throws IOException {
		if (pixels.bitDepth() != 8 || !(boolean) reader.get(series, "isIndexed") || (boolean) reader.get(series, "isFalseColor")) return null;
		return reader.get(series, "get8BitLookupTable") instanceof byte[][] table && table.length >= 3 //
			? new IndexColorModel(8, table[0].length, table[0], table[1], table[2]) : null;
	}
}
