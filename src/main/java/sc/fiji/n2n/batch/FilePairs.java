package sc.fiji.n2n.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.planar.PlanarImg;
import net.imglib2.img.planar.PlanarImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import sc.fiji.n2n.batch.FileGroups.Group;
import sc.fiji.n2n.batch.FileIndex.Opener;
import sc.fiji.n2n.batch.FileIndex.Place;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageFile;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.pairs.Scene;
import sc.fiji.n2n.pairs.Scenes;

/**
 * Pairs in files, of the first image of each. A scene is read when it is asked for, and is a copy: it takes the memory of its
 * own pixels, whatever else is in its files. One that would take much of the memory is not copied but read in regions, as they
 * are needed; its files stay open until some others have been asked for. The files of the last scene stay open where more
 * scenes are in them.
 */
public final class FilePairs implements Scenes {

	/** Share of Java's memory that a copied scene may take. */
	private static final int SHARE = 4;
	/** How many groups of files stay open for scenes that were not copied. */
	private static final int LENT = 4;

	private final boolean stacks;
	private final int channel;
	private final StackMode mode;
	private final Opener opener;
	private final List<Place> places;
	private final SourceInfo info;

	private Group open;
	private List<ImageFile> files = new ArrayList<>();
	private List<ChannelImages> images = List.of();
	/** The files of scenes that are read as they are needed, the oldest first. */
	private final Deque<List<ImageFile>> lent = new ArrayDeque<>();

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
		return new FilePairs(FileGroups.folders(folder, second), channel, mode, ImageFiles::openFile, progress);
	}

	/**
	 * Files that are each a stack whose frames are repeats of one scene.
	 *
	 * @param input a folder, a file or a pattern such as {@code /data/*.tif}
	 */
	public static FilePairs stacks(final String input, final int channel, final StackMode mode, final Progress progress) throws IOException {
		return new FilePairs(FileGroups.stacks(input), channel, mode, ImageFiles::openFile, progress);
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
		return new FilePairs(FileGroups.names(folder, pattern), channel, mode, ImageFiles::openFile, progress);
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
		final List<RandomAccessibleInterval<FloatType>> shots = shots(place.index()).toList();
		final boolean copied = shots.stream().mapToLong(Intervals::numElements).sum() * Float.BYTES < Runtime.getRuntime().maxMemory() / SHARE;
		final Scene scene = new Scene(name, copied ? shots.stream().map(FilePairs::copy).toList() : shots, false);
		if (!copied) lend();
		else if (place.scenes() == 1) close();
		return scene;
	}

	/** Leaves the open files to the scene that reads from them. */
	private void lend() {
		lent.add(files);
		files = new ArrayList<>();
		open = null;
		images = List.of();
		if (lent.size() > LENT) close(lent.remove());
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
			final ImageFile opened = opener.open(file);
			files.add(opened);
			final ChannelImages image = new ChannelImages(opened.open(0), channel, mode);
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
		close(files);
		files = new ArrayList<>();
	}

	private static void close(final List<ImageFile> files) {
		for (final ImageFile file : files)
			try {
				file.close();
			}
			catch (final IOException e) {
				// It was only read.
			}
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
