package sc.fiji.n2n.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;

import ij.ImagePlus;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converter;
import net.imglib2.converter.Converters;
import net.imglib2.converter.RealFloatConverter;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.tile.CellCache;

/** Looks at the channels of an open image as stacks of 32-bit planes. Nothing is copied. */
public final class ImageChannels {

	/** Names of the channels of an RGB image. */
	static final List<String> RGB = List.of("red", "green", "blue");

	/** Memory for the remembered regions of one view of a file. */
	private static final long CACHE_BYTES = 128L << 20;

	/** Longest slice label that is taken for the name of a channel. */
	private static final int MAX_LABEL = 30;

	private ImageChannels() {}

	/**
	 * The number of channels.
	 *
	 * @param imp the image
	 * @return 3 for an RGB image, else that of the hyperstack
	 */
	public static int count(final ImagePlus imp) {
		return isRgb(imp) ? RGB.size() : imp.getNChannels();
	}

	/**
	 * The number of planes of each channel: slices times frames.
	 *
	 * @param imp the image
	 * @return 1 or more
	 */
	public static int planes(final ImagePlus imp) {
		return isRgb(imp) ? imp.getStackSize() : imp.getStackSize() / imp.getNChannels();
	}

	/**
	 * One channel of an image, as it is stored: without the calibration function, so that a signed 16-bit image has
	 * values from 0 to 65535. An image in memory is looked at in place, and a change to its pixels shows in the
	 * view. The planes of a virtual stack, or the regions of a file that can be read in regions, are read when they are needed
	 * and the last ones remembered, up to 128 MB. Safe for use by many threads.
	 *
	 * @param imp the image
	 * @param channel the channel, from 0
	 * @return the pixels (x, y, plane), where plane = z + t * slices; to be read only
	 * @throws IllegalArgumentException if the image cannot be denoised or has no such channel
	 */
	public static RandomAccessibleInterval<FloatType> view(final ImagePlus imp, final int channel) {
		checkPixels(imp);
		checkChannel(imp, channel);
		// The numbers are read now: the user may close the image while it is being denoised.
		final int step = isRgb(imp) ? 1 : imp.getNChannels();
		final int first = isRgb(imp) ? 1 : channel + 1;
		final long[] size = { imp.getWidth(), imp.getHeight(), planes(imp) };
		if (imp.hasImageStack() && imp.getImageStack() instanceof LazyStack file) {
			final CellGrid grid = new CellGrid(size, new int[] { file.cellWidth(), file.cellHeight(), 1 });
			final CellCache cells = new CellCache((long) file.cellWidth() * file.cellHeight() * imp.getBytesPerPixel(), CACHE_BYTES, index -> cell(file, grid,
				index, step, first));
			return floats(imp.getType(), grid, cells::get, channel);
		}
		final PixelPlanes stack = new PixelPlanes(imp);
		final CellGrid planes = new CellGrid(size, new int[] { imp.getWidth(), imp.getHeight(), 1 });
		return floats(imp.getType(), planes, plane -> stack.get(Math.toIntExact(plane * step + first)), channel);
	}

	/**
	 * One channel of an image in the values that ImageJ shows: as {@link #view}, but with the calibration function.
	 *
	 * @param imp the image
	 * @param channel the channel, from 0
	 * @return the pixels (x, y, plane), where plane = z + t * slices; to be read only
	 * @throws IllegalArgumentException if the image cannot be read or has no such channel
	 */
	public static RandomAccessibleInterval<FloatType> values(final ImagePlus imp, final int channel) {
		final RandomAccessibleInterval<FloatType> stored = view(imp, channel);
		final DoubleUnaryOperator function = ValueCalibration.of(imp);
		if (function == null) return stored;
		final Converter<FloatType, FloatType> calibrate = (in, out) -> out.set((float) function.applyAsDouble(in.get()));
		return Converters.convert(stored, calibrate, new FloatType());
	}

	/**
	 * The largest value that a pixel can have, in the values that ImageJ shows.
	 *
	 * @param imp the image
	 * @return such as 255 or 65535; NaN for 32-bit images, which have no limit
	 */
	public static double largest(final ImagePlus imp) {
		if (imp.getType() == ImagePlus.GRAY32) return Double.NaN;
		final double stored = imp.getType() == ImagePlus.GRAY16 ? 0xffff : 0xff;
		final DoubleUnaryOperator function = ValueCalibration.of(imp);
		return function == null ? stored : Math.max(function.applyAsDouble(0), function.applyAsDouble(stored));
	}

	/** Reads a cell of a file. */
	private static Object cell(final LazyStack file, final CellGrid grid, final long index, final int step, final int first) {
		final long[] min = new long[3];
		final int[] size = new int[3];
		grid.getCellDimensions(index, min, size);
		try {
			return file.read(Math.toIntExact(min[2] * step + first), (int) min[0], (int) min[1], size[0], size[1]);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
	}

	private static RandomAccessibleInterval<FloatType> floats(final int type, final CellGrid grid, final LongFunction<Object> pixels, final int channel) {
		return switch (type) {
			case ImagePlus.GRAY8 -> floats(cells(grid, new UnsignedByteType(), i -> new ByteArray((byte[]) pixels.apply(i))));
			case ImagePlus.GRAY16 -> floats(cells(grid, new UnsignedShortType(), i -> new ShortArray((short[]) pixels.apply(i))));
			case ImagePlus.GRAY32 -> cells(grid, new FloatType(), i -> new FloatArray((float[]) pixels.apply(i)));
			default -> component(cells(grid, new ARGBType(), i -> new IntArray((int[]) pixels.apply(i))), channel);
		};
	}

	/**
	 * The name of a channel, for messages.
	 *
	 * @param imp the image
	 * @param channel the channel, from 0
	 * @return "red", "green" or "blue" of an RGB image, the label of the slice where a channel has but one slice and
	 *         the label is short, else "C1", "C2" and so on
	 * @throws IllegalArgumentException if there is no such channel
	 */
	public static String name(final ImagePlus imp, final int channel) {
		checkChannel(imp, channel);
		if (isRgb(imp)) return RGB.get(channel);
		if (imp.getNChannels() > 1 && planes(imp) == 1) {
			final String label = imp.getImageStack().getSliceLabel(channel + 1);
			if (label != null && !label.isBlank() && label.length() <= MAX_LABEL && label.indexOf('\n') < 0) return label;
		}
		return "C" + (channel + 1);
	}

	/**
	 * Checks that an image can be denoised now.
	 *
	 * @param imp the image, or null where none is open
	 * @throws IllegalArgumentException if there is no image, it is closed, in use by another command, or of indexed
	 *           colour; the message says what to do
	 */
	public static void check(final ImagePlus imp) {
		checkPixels(imp);
		if (imp.isLockedByAnotherThread()) throw new IllegalArgumentException("\"" + imp.getTitle() +
			"\" is in use by another command. Wait until that has finished, or run Plugins > Utilities > Reset... to unlock the image.");
	}

	/**
	 * Checks the number of a channel that the user gave.
	 *
	 * @param imp an image
	 * @param number the channel, from 1; 0 for what the user is told
	 * @param zero what 0 does, such as "to denoise all"
	 * @throws IllegalArgumentException if there is no such channel, in words for the user
	 */
	public static void checkNumber(final ImagePlus imp, final int number, final String zero) {
		if (number < 0 || number > count(imp)) throw new IllegalArgumentException("There is no channel " + number + " in \"" + imp.getTitle() +
			"\", which has " + count(imp) + ". Give the channel 0 " + zero + ".");
	}

	/** Number of slices of a volume of one channel: 1 for an RGB image that has channels too, whose slices are no volume. */
	public static int slices(final ImagePlus imp) {
		return isRgb(imp) && imp.getNChannels() > 1 ? 1 : imp.getNSlices();
	}

	/** Checks all but who uses the image, because a view may be made in a thread of its own. */
	static void checkPixels(final ImagePlus imp) {
		if (imp == null) throw new IllegalArgumentException("There is no image. Open one first, with File > Open...");
		if (imp.getProcessor() == null || imp.getWidth() == 0 || imp.getHeight() == 0) throw new IllegalArgumentException("The image \"" +
			imp.getTitle() + "\" has no pixels: it was closed, or could not be opened. Open it first, with File > Open...");
		if (imp.getType() == ImagePlus.COLOR_256) throw new IllegalArgumentException("\"" + imp.getTitle() +
			"\" is an indexed-colour image: its pixels are numbers of colours, not intensities. Convert it with Image > Type > RGB Color or 8-bit.");
	}

	static boolean isRgb(final ImagePlus imp) {
		return imp.getType() == ImagePlus.COLOR_RGB;
	}

	static void checkChannel(final ImagePlus imp, final int channel) {
		if (channel < 0 || channel >= count(imp)) throw new IllegalArgumentException("There is no channel " + (channel + 1) + " in \"" +
			imp.getTitle() + "\", which has " + count(imp) + ".");
	}

	/** Cells around the arrays of the image. */
	private static <T extends NativeType<T>, A extends ArrayDataAccess<A>> LazyCellImg<T, A> cells(final CellGrid grid, final T type,
		final LazyCellImg.Get<A> arrays)
	{
		return new LazyCellImg<>(grid, type, index -> {
			final long[] min = new long[3];
			final int[] size = new int[3];
			grid.getCellDimensions(index, min, size);
			return new Cell<>(size, min, arrays.get(index));
		});
	}

	private static <T extends NativeType<T> & RealType<T>> RandomAccessibleInterval<FloatType> floats(
		final RandomAccessibleInterval<T> image)
	{
		return Converters.convert(image, new RealFloatConverter<>(), new FloatType());
	}

	private static RandomAccessibleInterval<FloatType> component(final RandomAccessibleInterval<ARGBType> image, final int channel) {
		final int shift = 16 - 8 * channel;
		final Converter<ARGBType, FloatType> component = (colour, value) -> value.set(colour.get() >> shift & 0xff);
		return Converters.convert(image, component, new FloatType());
	}
}
