package sc.fiji.n2n.config;

import java.util.Locale;

/**
 * How far apart the pixels are, along x and along y, that a zero-shot method takes for two measurements of nearly the same thing. Their
 * noise should be independent. Immutable, and checked when built.
 *
 * @param x distance along x in pixels, 1 to 8; 0 if the method is to choose both
 * @param y the same along y
 */
public record Stride(int x, int y) {

	/** The largest distance. */
	public static final int MAX = 8;
	/** Chosen by the method. */
	public static final Stride AUTO = new Stride(0, 0);
	/** All neighbours are compared: of noise that is independent from pixel to pixel. */
	public static final Stride NEIGHBOURS = new Stride(1, 1);

	/** @throws IllegalArgumentException if a distance is out of range */
	public Stride {
		if ((x != 0 || y != 0) && (x < 1 || x > MAX || y < 1 || y > MAX)) throw new IllegalArgumentException("stride is " + x + "x" + y +
			", but must be auto, or 1 to " + MAX + " along either axis.");
	}

	/**
	 * The same distance along both axes.
	 *
	 * @param both the distance; 0 for {@link #AUTO}
	 */
	public static Stride of(final int both) {
		return new Stride(both, both);
	}

	/**
	 * Reads what {@link #toString} writes, and a single number for both axes.
	 *
	 * @param text such as auto, 0, 2 or 3x1 (x by y)
	 * @throws IllegalArgumentException if it is none of these, in words for the user
	 */
	public static Stride parse(final String text) {
		final String word = text.strip().toLowerCase(Locale.ROOT);
		if (word.equals("auto")) return AUTO;
		if (!word.matches("\\d{1,4}(x\\d{1,4})?")) throw new IllegalArgumentException("stride is '" + text +
			"', but must be auto, or a number of pixels from 1 to " + MAX + " such as 2, or one along x and one along y such as 3x1.");
		final String[] numbers = word.split("x");
		final int x = Integer.parseInt(numbers[0]);
		return new Stride(x, numbers.length == 1 ? x : Integer.parseInt(numbers[1]));
	}

	/** Whether the method is to choose. */
	public boolean isAuto() {
		return equals(AUTO);
	}

	/** Which pixels are compared, in words that go on after "a pixel is compared with". */
	public String words() {
		if (equals(NEIGHBOURS)) return "its neighbours";
		if (x == y) return "those " + x + " pixels away";
		return "those " + x + (x == 1 ? " pixel" : " pixels") + " away along x and " + y + " along y";
	}

	@Override
	public String toString() {
		return isAuto() ? "auto" : x == y ? "" + x : x + "x" + y;
	}
}
