package sc.fiji.n2n.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

import ij.ImagePlus;
import ij.ImageStack;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.denoise.PlaneWriter;

/**
 * A new image with the dimensions and metadata of another, whose planes are written one by one, into memory or into a file. The
 * source is never changed, and may be closed in the meantime.
 */
public final class ImageResult implements Closeable {

	private static final int RGB = 24;

	private final int width;
	private final int height;
	private final int channels;
	private final int planes;
	private final StackShape shape;
	private final PlaneStore store;
	private final FileStore file;
	private final boolean split;
	private final DoubleUnaryOperator values;
	/** Of a map of the spread; else null. */
	private final SpreadRange range;
	private final ImageMetadata metadata;
	private final IntFunction<String> labels;
	private final BitSet written = new BitSet();
	private final double[] exactSums;
	private final double[] storedSums;
	private final long[] clamped;
	private boolean finished;

	/**
	 * A result in memory.
	 *
	 * @param source the image whose dimensions and metadata the result gets
	 * @param type {@code SAME} for the type of the source; {@code FLOAT32} for 32-bit: an RGB image then becomes three
	 *          channels, and an image with a calibration function (signed 16-bit, CT) gets its calibrated values, as with
	 *          Image &gt; Type &gt; 32-bit
	 * @throws IllegalArgumentException if the source cannot be denoised
	 * @throws IllegalStateException if there is not enough memory
	 */
	public ImageResult(final ImagePlus source, final PixelType type) {
		this(source, type, shape(source, type));
	}

	private ImageResult(final ImagePlus source, final PixelType type, final StackShape shape) {
		this(source, type, shape, new MemoryPlanes(shape), null, type == PixelType.FLOAT32 ? ValueCalibration.of(source) : null, null);
	}

	private ImageResult(final ImagePlus source, final PixelType type, final StackShape shape, final PlaneStore store, final FileStore file,
		final DoubleUnaryOperator values, final SpreadRange range)
	{
		this.shape = shape;
		this.store = store;
		this.file = file;
		width = source.getWidth();
		height = source.getHeight();
		channels = ImageChannels.count(source);
		planes = ImageChannels.planes(source);
		exactSums = new double[channels];
		storedSums = new double[channels];
		clamped = new long[channels];
		split = isSplit(source, type);
		this.values = values;
		this.range = range;
		metadata = new ImageMetadata(source, split);
		// A virtual stack may learn its labels as its slices are read, hence they are asked for at the end.
		final ImageStack labelled = source.hasImageStack() ? source.getImageStack() : null;
		labels = n -> labelled == null ? null : labelled.getSliceLabel(n);
	}

	/**
	 * A result in a file, which is written as the planes come: a plane is in memory, never the stack. The file appears under its
	 * name when the result is saved.
	 *
	 * @param source the image whose dimensions and metadata the result gets
	 * @param type as for a result in memory
	 * @param file the file, in place of an older one
	 * @return the result, to be closed
	 * @throws IllegalArgumentException if the source cannot be denoised
	 * @throws IOException with path and reason, if the file cannot be written or there is not enough room on the disk
	 */
	public static ImageResult inFile(final ImagePlus source, final PixelType type, final ResultFile file) throws IOException {
		return inFile(source, type, file.open(shape(source, type), source));
	}

	static ImageResult inFile(final ImagePlus source, final PixelType type, final FileStore store) {
		return new ImageResult(source, type, shape(source, type), store, store, type == PixelType.FLOAT32 ? ValueCalibration.of(source) : null, null);
	}

	/**
	 * A map of the spread in memory: 32-bit, of standard deviations in the units of the image.
	 *
	 * @param source the image whose dimensions and metadata the map gets; it is shown from 0 to four times its mean
	 * @return the map; its planes take deviations of stored values
	 * @throws IllegalArgumentException if the source cannot be denoised, or its calibration function is not a straight line
	 */
	public static ImageResult ofSpread(final ImagePlus source) {
		final DoubleUnaryOperator values = deviations(source);
		final StackShape shape = shape(source, PixelType.FLOAT32);
		return new ImageResult(source, PixelType.FLOAT32, shape, new MemoryPlanes(shape), null, values, new SpreadRange(ImageChannels.count(source)));
	}

	/**
	 * As above, in a file.
	 *
	 * @param source as above
	 * @param file the file, in place of an older one
	 * @return the map, to be closed
	 * @throws IOException with path and reason, if the file cannot be written or there is not enough room on the disk
	 */
	public static ImageResult ofSpread(final ImagePlus source, final ResultFile file) throws IOException {
		final DoubleUnaryOperator values = deviations(source);
		final StackShape shape = shape(source, PixelType.FLOAT32);
		final FileStore store = file.open(shape, source);
		return new ImageResult(source, PixelType.FLOAT32, shape, store, store, values, new SpreadRange(ImageChannels.count(source)));
	}

	/** A difference of stored values becomes one of values, whose offset does not matter. */
	private static DoubleUnaryOperator deviations(final ImagePlus source) {
		final double slope = Math.abs(LinearValues.of(source, "no spread can be given in their units").slope());
		return deviation -> slope * deviation;
	}

	static StackShape shape(final ImagePlus source, final PixelType type) {
		Objects.requireNonNull(type, "type");
		ImageChannels.checkPixels(source);
		final int[] dimensions = ImageMetadata.dimensions(source, isSplit(source, type));
		return new StackShape(source.getWidth(), source.getHeight(), type == PixelType.FLOAT32 ? 32 : source.getBitDepth(), dimensions[0],
			dimensions[1], dimensions[2]);
	}

	private static boolean isSplit(final ImagePlus source, final PixelType type) {
		return ImageChannels.isRgb(source) && type == PixelType.FLOAT32;
	}

	/**
	 * Takes the planes of a channel, in any order and from any thread. Values are rounded and clamped to the type: 0 to
	 * 255 for 8-bit and RGB, 0 to 65535 for 16-bit; in 32-bit nothing is rounded, and what is not finite stays so.
	 *
	 * @param channel the channel of the source, from 0
	 * @return where planes of (x, y) pixels go, numbered z + t * slices from 0; it throws
	 *         {@code IllegalArgumentException} for a plane that the source does not have, or of another size
	 * @throws IllegalArgumentException if there is no such channel
	 */
	public PlaneWriter channel(final int channel) {
		if (channel < 0 || channel >= channels) throw new IllegalArgumentException("There is no channel " + (channel + 1) +
			": the image has " + channels + ".");
		return (plane, pixels) -> write(channel, plane, pixels);
	}

	private void write(final int channel, final long plane, final RandomAccessibleInterval<FloatType> pixels) {
		if (plane < 0 || plane >= planes) throw new IllegalArgumentException("There is no plane " + plane + ": the image has " + planes + ".");
		if (pixels.numDimensions() != 2 || pixels.dimension(0) != width || pixels.dimension(1) != height)
			throw new IllegalArgumentException("The plane does not have " + width + " x " + height + " pixels.");
		final float[] floats = new float[width * height];
		PrimitiveBlocks.of(pixels, OnFallback.ACCEPT).copy(pixels, floats);
		store(channel, (int) plane, floats);
	}

	/** One at a time, because the components of an RGB image share an array. */
	private synchronized void store(final int channel, final int plane, final float[] floats) {
		if (finished) throw new IllegalStateException("The result is finished: no plane can be written any more.");
		final int index = plane * channels + channel;
		try {
			final int stored = shape.bitDepth() == RGB ? plane : index;
			final Object target = store.get(stored);
			if (target instanceof byte[] bytes) count(channel, floats, PixelRounding.toBytes(floats, bytes));
			else if (target instanceof short[] shorts) count(channel, floats, PixelRounding.toShorts(floats, shorts));
			else if (target instanceof int[] colours) count(channel, floats, PixelRounding.toComponent(floats, colours, channel));
			else calibrate(floats, (float[]) target);
			if (range != null) range.add(channel, (float[]) target);
			store.put(stored, target);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
		written.set(index);
	}

	private void count(final int channel, final float[] values, final double stored) {
		for (final float value : values)
			exactSums[channel] += value;
		storedSums[channel] += stored;
		clamped[channel] += PixelRounding.clamped(values, shape.bitDepth() == 16 ? 0xffff : 0xff);
	}

	/**
	 * By how much rounding and clamping changed the sum of a channel's intensities, as a share of that sum: what
	 * a pixel type cannot hold, such as denoised values below 1 of an image of few photons.
	 *
	 * @param channel the channel, from 0, after its planes were written
	 * @return the relative change, 0 for 32-bit and where the sum is 0
	 */
	public synchronized double changeOfSum(final int channel) {
		return exactSums[channel] == 0 ? 0 : (storedSums[channel] - exactSums[channel]) / Math.abs(exactSums[channel]);
	}

	/**
	 * How many pixels of a channel were clamped to what the pixel type can hold.
	 *
	 * @param channel the channel, from 0, after its planes were written
	 * @return the number, 0 for 32-bit
	 */
	public synchronized long clamped(final int channel) {
		return clamped[channel];
	}

	private void calibrate(final float[] from, final float[] to) {
		for (int i = 0; i < to.length; i++)
			to[i] = values == null ? from[i] : (float) values.applyAsDouble(from[i]);
	}

	/**
	 * The finished image in memory, named like the source with " denoised" behind, not shown yet. It has the calibration,
	 * dimensions, display, labels, properties, ROI, overlay and current position of the source.
	 *
	 * @param howItWasMade added to the Info of the image
	 * @return the image
	 * @throws IllegalStateException if planes are missing, the image was finished before, or it is in a file
	 */
	public ImagePlus finish(final String howItWasMade) {
		return finish(" denoised", howItWasMade);
	}

	/**
	 * As {@link #finish(String)}, with another name.
	 *
	 * @param suffix what the name has behind that of the source
	 * @param howItWasMade added to the Info of the image
	 * @return the image
	 */
	public synchronized ImagePlus finish(final String suffix, final String howItWasMade) {
		if (file != null) throw new IllegalStateException("The result of \"" + metadata.title() + "\" is in a file.");
		checkComplete();
		final ImageStack images = new ImageStack(width, height);
		try {
			for (int i = 0; i < shape.planes(); i++)
				images.addSlice(label(i), store.get(i));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
		return dress(suffix, images, howItWasMade);
	}

	/**
	 * Finishes the file, with the metadata that {@link #finish(String)} gives an image, and gives it its name.
	 *
	 * @param howItWasMade added to the Info of the image
	 * @return what could not be kept, in words for the user; mostly empty
	 * @throws IOException with path and reason, if it cannot be written
	 * @throws IllegalStateException if planes are missing, the result was finished before, or it is in memory
	 */
	public List<String> save(final String howItWasMade) throws IOException {
		return save(" denoised", howItWasMade);
	}

	/**
	 * As {@link #save(String)}, with another name of the image within the file.
	 *
	 * @param suffix what the name has behind that of the source
	 * @param howItWasMade added to the Info of the image
	 * @return as above
	 * @throws IOException as above
	 */
	public synchronized List<String> save(final String suffix, final String howItWasMade) throws IOException {
		if (file == null) throw new IllegalStateException("The result of \"" + metadata.title() + "\" is in memory.");
		checkComplete();
		return file.finish(dress(suffix, new StoredStack(shape, store, this::label), howItWasMade));
	}

	private ImagePlus dress(final String suffix, final ImageStack stack, final String howItWasMade) {
		if (range != null) {
			metadata.show(range.tops());
			if (file != null) file.show(range.tops());
		}
		return metadata.dress(metadata.title() + suffix, stack, range == null ? values : null, howItWasMade);
	}

	/** Lets go of the file; one that was not saved leaves nothing behind. */
	@Override
	public synchronized void close() throws IOException {
		finished = true;
		if (file != null) file.close();
	}

	private void checkComplete() {
		if (finished) throw new IllegalStateException("The result of \"" + metadata.title() + "\" was finished before.");
		final int missing = planes * channels - written.cardinality();
		if (missing > 0) throw new IllegalStateException("The result of \"" + metadata.title() + "\" is not complete: " + missing +
			" of " + planes * channels + " planes are missing.");
		finished = true;
	}

	/** The label of a plane of the result, by its index from 0. */
	private String label(final int index) {
		return split ? componentLabel(index) : labels.apply(index + 1);
	}

	private String componentLabel(final int index) {
		final String label = labels.apply(index / channels + 1);
		return label != null ? label : ImageChannels.RGB.get(index % channels);
	}
}
