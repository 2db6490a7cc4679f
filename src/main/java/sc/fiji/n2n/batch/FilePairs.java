package sc.fiji.n2n.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.batch.FileGroups.Group;
import sc.fiji.n2n.batch.FileIndex.Opener;
import sc.fiji.n2n.batch.FileIndex.Place;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.pairs.Scene;
import sc.fiji.n2n.pairs.Scenes;

/**
 * Pairs in files. A scene is read when it is asked for, and is a copy: it takes the memory of its own pixels, whatever else
 * is in its files. The files of the last scene stay open in memory where more scenes are in them.
 */
public final class FilePairs implements Scenes {

	private final boolean stacks;
	private final int channel;
	private final StackMode mode;
	private final Opener opener;
	private final List<Place> places;
	private final SourceInfo info;

	private Group open;
	private List<ChannelImages> images = List.of();

	/**
	 * Opens each file once, to see what is in it.
	 *
	 * @throws IllegalArgumentException if there is no pair in the files
	 */
	FilePairs(final FileGroups files, final int channel, final StackMode mode, final Opener opener, final Progress progress) {
		stacks = files.stacks();
		this.channel = channel;
		this.mode = mode;
		this.opener = opener;
		final FileIndex index = new FileIndex(files, channel, mode, opener, progress);
		places = index.places();
		info = index.info();
	}

	/**
	 * Pairs of files of the same name in two folders, with their sub-folders: each plane, or volume, of one with that of the
	 * other.
	 *
	 * @param folder a folder
	 * @param second the other folder
	 * @param channel the channel, from 1
	 * @param mode what a network sees at once
	 * @param progress told how far it is; asked whether to stop
	 * @return the pairs
	 * @throws IllegalArgumentException if there are none, in words for the user
	 * @throws IOException if a folder cannot be read
	 */
	public static FilePairs folders(final String folder, final String second, final int channel, final StackMode mode, final Progress progress)
		throws IOException
	{
		return new FilePairs(FileGroups.folders(folder, second), channel, mode, ImageFiles::open, progress);
	}

	/**
	 * Files that are each a stack whose frames are repeats of one scene.
	 *
	 * @param input a folder, a file or a pattern such as {@code /data/*.tif}
	 */
	public static FilePairs stacks(final String input, final int channel, final StackMode mode, final Progress progress) throws IOException {
		return new FilePairs(FileGroups.stacks(input), channel, mode, ImageFiles::open, progress);
	}

	/**
	 * Files whose names differ in the number of the repeat alone.
	 *
	 * @param folder a folder
	 * @param pattern paths in the folder, such as {@code *_#.tif}: # is the number of the repeat, * is the name of the scene
	 */
	public static FilePairs names(final String folder, final String pattern, final int channel, final StackMode mode, final Progress progress)
		throws IOException
	{
		return new FilePairs(FileGroups.names(folder, pattern), channel, mode, ImageFiles::open, progress);
	}

	/** Where the pairs come from, and what was left out. */
	public SourceInfo info() {
		return info;
	}

	@Override
	public int count() {
		return places.size();
	}

	@Override
	public synchronized Scene get(final int index) {
		final Place place = places.get(index);
		open(place);
		final ImageShape shape = place.shape();
		final String name = place.group().name() + (stacks ? shape.placeOfSeries(place.index()) : shape.place(place.index()));
		final Scene scene = new Scene(name, shots(place.index()).map(FilePairs::copy).toList(), false);
		if (place.scenes() == 1) close();
		return scene;
	}

	private Stream<RandomAccessibleInterval<FloatType>> shots(final int index) {
		return stacks ? images.get(0).repeats(index).stream() : images.stream().map(image -> image.get(index));
	}

	private void open(final Place place) {
		if (place.group().equals(open)) return;
		close();
		final List<ChannelImages> opened = new ArrayList<>();
		for (final Path file : place.group().files())
			opened.add(open(file, place.shape()));
		open = place.group();
		images = opened;
	}

	private ChannelImages open(final Path file, final ImageShape expected) {
		try {
			final ChannelImages image = new ChannelImages(opener.open(file), channel, mode);
			if (image.shape().matches(expected)) return image;
			throw new IllegalArgumentException(file + " has changed: it has " + image.shape().size() + ", but had " + expected.size() +
				". Do not write into the folder during a training.");
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
	}

	private void close() {
		open = null;
		images = List.of();
	}

	private static RandomAccessibleInterval<FloatType> copy(final RandomAccessibleInterval<FloatType> image) {
		final PlanarImg<FloatType, FloatArray> copy = PlanarImgs.floats(image.dimensionsAsLongArray());
		final PrimitiveBlocks<FloatType> blocks = PrimitiveBlocks.of(image, OnFallback.ACCEPT);
		final int[] size = new int[image.numDimensions()];
		for (int d = 0; d < size.length; d++)
			size[d] = d < 2 ? (int) image.dimension(d) : 1;
		final int[] from = new int[size.length];
		for (int plane = 0; plane < copy.numSlices(); plane++) {
			if (size.length > 2) from[2] = plane;
			blocks.copy(from, copy.getPlane(plane).getCurrentStorageArray(), size);
		}
		return copy;
	}
}
