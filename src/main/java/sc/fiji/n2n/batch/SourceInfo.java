package sc.fiji.n2n.batch;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import sc.fiji.n2n.config.StackMode;

/**
 * Where pairs come from, as models and messages tell it.
 *
 * @param source where they are, in words
 * @param shots number of noisy images
 * @param mode what a network sees at once
 * @param pixelType "8-bit", "16-bit" or "32-bit": that of the first images
 * @param secondPixelType that of the second images
 * @param maxValue largest value that a pixel can have, NaN where there is no limit or the types differ
 * @param pixelSize size of a pixel along x, 0 where it is not known
 * @param unit unit of that size, empty where it is not known
 * @param notes what was left out and why, one sentence each
 */
public record SourceInfo(String source, int shots, StackMode mode, String pixelType, String secondPixelType, double maxValue, double pixelSize, String unit,
	List<String> notes)
{

	/** Keeps a copy of the notes. */
	public SourceInfo {
		Objects.requireNonNull(source, "source");
		Objects.requireNonNull(mode, "mode");
		Objects.requireNonNull(pixelType, "pixelType");
		Objects.requireNonNull(secondPixelType, "secondPixelType");
		Objects.requireNonNull(unit, "unit");
		notes = List.copyOf(notes);
		if (shots < 2) throw new IllegalArgumentException("There is " + shots + " noisy image, but a pair needs two.");
	}

	/** The same with another note. */
	SourceInfo withNote(final String note) {
		return new SourceInfo(source, shots, mode, pixelType, secondPixelType, maxValue, pixelSize, unit, Stream.concat(notes.stream(), Stream.of(note)).toList());
	}
}
