package sc.fiji.n2n.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import sc.fiji.n2n.config.DataKind;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.TrainingOptions;

/**
 * What a model file says of its network: enough to apply it, to judge it and to cite it. Written as JSON with the
 * names of the components here, which never change.
 *
 * @param formatVersion version of the format, {@link #FORMAT_VERSION}
 * @param name name of the model, that of its first file without the ending
 * @param created date and time of the training, ISO 8601, UTC
 * @param options the shape of the network and how it was trained
 * @param offset value of the images that the network sees as 0
 * @param scale difference of value that it sees as 1
 * @param data what it was trained on
 * @param findings what the pair check found, one sentence each
 * @param curve one entry an epoch; of more than {@link LossCurve#MAX_EPOCHS} epochs, every second, fourth, ... in the file
 * @param bestEpoch the epoch whose weights were kept, 0 before the first
 * @param result how the training ended, in words
 * @param software versions of the software it was trained with, by name
 * @param thumbnail a PNG, base64, of the middle of the first noisy image before and after, side by side; may be empty
 * @param weightsSha256 SHA-256 of the weights file, in hex
 */
public record ModelDescription(int formatVersion, String name, String created, TrainingOptions options, double offset, double scale,
	TrainingData data, List<String> findings, List<Epoch> curve, int bestEpoch, String result, Map<String, String> software, String thumbnail,
	String weightsSha256)
{

	/** Version of the format that this plugin writes. It reads this one and all before. */
	public static final int FORMAT_VERSION = 1;

	/**
	 * What a model was trained on.
	 *
	 * @param source where the pairs were, in words
	 * @param scenes number of scenes
	 * @param shots number of noisy images
	 * @param mode what the network sees of a stack at once
	 * @param pixelType "8-bit", "16-bit", "32-bit" or "RGB"
	 * @param pixelSize size of a pixel along x; 0 where it is not known
	 * @param unit unit of the size of a pixel
	 * @param low intensity below which one in a hundred pixels lies; NaN where it is not known, as the two below
	 * @param high intensity above which one in a hundred pixels lies
	 * @param noise standard deviation of the noise, from the differences of pairs
	 * @param kind what the images are: of {@code K_SPACE} the measured frequencies are to be put back into the network's output
	 */
	public record TrainingData(String source, int scenes, int shots, StackMode mode, String pixelType, double pixelSize, String unit, double low, double high,
		double noise, DataKind kind)
	{

		/** Of images. */
		public TrainingData(final String source, final int scenes, final int shots, final StackMode mode, final String pixelType, final double pixelSize,
			final String unit, final double low, final double high, final double noise)
		{
			this(source, scenes, shots, mode, pixelType, pixelSize, unit, low, high, noise, DataKind.IMAGES);
		}

		/** @throws NullPointerException if a text is missing */
		public TrainingData {
			Objects.requireNonNull(source, "source");
			Objects.requireNonNull(mode, "mode");
			Objects.requireNonNull(pixelType, "pixelType");
			Objects.requireNonNull(unit, "unit");
			Objects.requireNonNull(kind, "kind");
		}
	}

	/**
	 * One epoch.
	 *
	 * @param epoch its number, from 1
	 * @param step steps done at its end
	 * @param training mean loss of its steps
	 * @param validation loss of the held-out pairs
	 * @param learningRate learning rate at its end
	 * @param patchesPerSecond patches learned from in a second, mean of the epoch
	 */
	public record Epoch(int epoch, int step, double training, double validation, double learningRate, double patchesPerSecond) {}

	/**
	 * Keeps copies of the lists, the software in alphabetical order.
	 *
	 * @throws IllegalArgumentException if the images cannot be normalized with offset and scale, or the format is none that
	 *           this version knows
	 * @throws NullPointerException if something is missing
	 */
	public ModelDescription {
		if (formatVersion < 1 || formatVersion > FORMAT_VERSION) throw new IllegalArgumentException("formatVersion is " + formatVersion +
			", but must be 1 to " + FORMAT_VERSION + ".");
		if (!Double.isFinite(offset)) throw new IllegalArgumentException("offset is " + offset + ", but must be a finite number.");
		if (!(scale > 0 && Double.isFinite(scale))) throw new IllegalArgumentException("scale is " + scale + ", but must be a number above 0.");
		if (bestEpoch < 0) throw new IllegalArgumentException("bestEpoch is " + bestEpoch + ", but must be 0 or more.");
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(created, "created");
		Objects.requireNonNull(options, "options");
		Objects.requireNonNull(data, "data");
		Objects.requireNonNull(result, "result");
		Objects.requireNonNull(thumbnail, "thumbnail");
		Objects.requireNonNull(weightsSha256, "weightsSha256");
		findings = List.copyOf(findings);
		curve = List.copyOf(curve);
		software = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(software)));
	}

	/** What the network sees of a stack at once; of a file that does not say, slices or volumes, after its rank. */
	public StackMode mode() {
		if (data.mode().rank() == options.network().rank()) return data.mode();
		return options.network().rank() == 2 ? StackMode.SLICES : StackMode.VOLUME;
	}
}
