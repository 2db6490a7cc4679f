package sc.fiji.n2n.pairs;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

/**
 * Noisy acquisitions ("shots") of one scene. Two of them are a pair.
 *
 * @param name what the scene is called in messages
 * @param shots two or more images of the same size, (x, y) or (x, y, z), in the units of the images, from 0; may hold
 *          NaN. Read as needed, never written
 * @param neighboursOnly whether only shots that follow each other are pairs, as the frames of a movie are, instead of
 *          any two
 * @param cleanOrNull the scene without noise, or with far less, of the same size and in the same units: the target of all shots in
 *          place of the others; null where there is none
 */
public record Scene(String name, List<? extends RandomAccessibleInterval<FloatType>> shots, boolean neighboursOnly,
	RandomAccessibleInterval<FloatType> cleanOrNull)
{

	/** @throws IllegalArgumentException if there are less than two shots, or their sizes differ */
	public Scene {
		shots = List.copyOf(shots);
		if (shots.size() < 2) throw new IllegalArgumentException(name + " has " + shots.size() +
			" image, but a pair needs two noisy images of the same scene.");
		final RandomAccessibleInterval<FloatType> first = shots.get(0);
		for (final RandomAccessibleInterval<FloatType> shot : shots)
			if (!Intervals.equals(first, shot)) throw new IllegalArgumentException("The images of " + name + " differ in size: " +
				size(first) + " and " + size(shot) + " pixels. Both images of a pair must be of the same size.");
		if (cleanOrNull != null && !Intervals.equals(first, cleanOrNull)) throw new IllegalArgumentException("The clean image of " + name + " has " + size(
			cleanOrNull) + " pixels, but its noisy images have " + size(first) + ". They must be of the same size.");
	}

	/** A scene of noisy shots alone. */
	public Scene(final String name, final List<? extends RandomAccessibleInterval<FloatType>> shots, final boolean neighboursOnly) {
		this(name, shots, neighboursOnly, null);
	}

	/** The same scene with a clean image. */
	public Scene withClean(final RandomAccessibleInterval<FloatType> clean) {
		return new Scene(name, shots, neighboursOnly, clean);
	}

	private static String size(final RandomAccessibleInterval<?> image) {
		final StringBuilder words = new StringBuilder();
		for (final long side : image.dimensionsAsLongArray())
			words.append(words.length() == 0 ? "" : " x ").append(side);
		return words.toString();
	}

	/** Size of each shot along each axis. */
	public long[] size() {
		return shots.get(0).dimensionsAsLongArray();
	}
}
