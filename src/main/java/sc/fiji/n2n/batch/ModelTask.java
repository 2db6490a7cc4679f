package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

import net.imglib2.view.Views;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.DataKind;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NormalizationMode;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.denoise.ImageStatistics;
import sc.fiji.n2n.denoise.ModelDenoiser;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.denoise.PlaneFinish;
import sc.fiji.n2n.denoise.PlaneWriter;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.model.ModelDescription;
import sc.fiji.n2n.tile.Turns;

/** Denoises channels with a trained model, and says where they are unlike what it was trained on. */
public final class ModelTask implements ChannelTask {

	private static final String NEEDS_MASKS = "The model was trained on samplings of k-space, whose measured frequencies are put back: the image needs a mask for " +
		"each sampling, in channels such as sampling A, sampling B, mask A, mask B, or sampling, mask.";

	private final AppliedModel model;
	private final ModelDescription description;
	private final Loss loss;
	private final NormalizationMode mode;
	private final StackMode stackMode;
	private final ComputeDevice device;

	/**
	 * @param model the model; stays the caller's
	 * @param mode whose intensities it is to take for its own
	 * @param stackModeOrNull what the model is to see at once; null for what it saw in training
	 * @param device the device that was asked for
	 * @throws IllegalArgumentException if the model was trained on planes, but is to see volumes, or the other way round
	 */
	public ModelTask(final AppliedModel model, final NormalizationMode mode, final StackMode stackModeOrNull, final ComputeDevice device) {
		this.model = Objects.requireNonNull(model, "model");
		this.mode = Objects.requireNonNull(mode, "mode");
		this.device = Objects.requireNonNull(device, "device");
		description = model.description();
		loss = description.options().loss();
		final StackMode trained = description.mode();
		stackMode = stackModeOrNull == null ? trained : stackModeOrNull;
		if (stackMode.rank() != trained.rank()) throw new IllegalArgumentException("The model was trained in the mode " + trained +
			", and cannot be applied in the mode " + stackMode + ". Choose mode=model, or train one in the mode " + stackMode + ".");
	}

	@Override
	public List<String> settings(final ResultOptions result) {
		return List.of("model: " + description.name(), "model trained: " + description.created(), "model weights (SHA-256): " + description
			.weightsSha256(), "data: " + description.data().kind() + (sampled() ? ", measured frequencies put back" : ""), "mode: " + stackMode, "normalize: " + mode, "channel: " + (result.channel() == 0 ? "all" : result.channel()), "device: " + device, "type: " +
				result.type());
	}

	@Override
	public String macro(final ResultOptions result) {
		// A backslash would have to be doubled; ImageJ takes slashes on Windows too.
		return "run(\"N2N Denoise...\", \"model=[" + model.file().replace('\\', '/') + "] channel=" + result.channel() + " mode=" + stackMode + " normalize=" + mode +
			" device=" + device + " type=" + result.type() + "\");";
	}

	@Override
	public int masks(final int channels) {
		if (!sampled()) return 0;
		if (channels % 2 != 0) throw new IllegalArgumentException(NEEDS_MASKS + " It has " + channels + (channels == 1 ? " channel." : " channels."));
		return channels / 2;
	}

	/** Turned in all ways. A plane alone is no volume or movie, and one of k-space has a mask that does not turn. */
	@Override
	public List<Alternative> alternatives() {
		return stackMode.rank() == 2 && !sampled() ? IntStream.range(0, Turns.COUNT).mapToObj(turn -> new Alternative(turn, this)).toList() : List.of();
	}

	@Override
	public List<String> denoise(final Channel channel, final PlaneWriter written, final Progress progress) {
		final long start = System.nanoTime();
		if (sampled() && channel.mask() == null) throw new IllegalArgumentException(NEEDS_MASKS);
		final PlaneWriter out = sampled() ? new MeasuredFrequencies(channel, written) : written;
		progress.step("Measuring the image", 0);
		final ImageStatistics measured = ImageStatistics.measure(channel.planes(), loss == Loss.MASKED_L2);
		final List<String> warnings = new ArrayList<>(new TrainingMatch(description, mode).warnings(channel, measured));
		final Normalization normalization = normalization(measured);
		final long count = channel.planes().dimension(2);
		final long unchanged = normalization.isConstant() ? copy(channel, out) : new ModelDenoiser(model.network(), stackMode, normalization, finish(loss),
			warnings::add).denoise(channel.planes(), channel.slices(), out, progress);
		if (unchanged > 0) warnings.add((count == 1 ? "The image has" : unchanged + " of " + count + " slices have") +
			" the same value everywhere, or no valid pixel: there is nothing to denoise, and the pixels are unchanged.");
		final List<String> lines = new ArrayList<>();
		if (mode == NormalizationMode.IMAGE) lines.add("normalization: (value - " + Digits.of(normalization.offset()) + ") / " + Digits.of(normalization
			.scale()));
		lines.add(String.format(Locale.ROOT, "seconds: %.1f", (System.nanoTime() - start) / 1e9));
		lines.add("device used: " + model.device());
		warnings.forEach(warning -> lines.add("warning: " + warning));
		return lines;
	}

	private boolean sampled() {
		return description.data().kind() == DataKind.K_SPACE;
	}

	private Normalization normalization(final ImageStatistics measured) {
		if (mode == NormalizationMode.MODEL) return new Normalization(description.offset(), description.scale());
		final Normalization own = measured.normalization();
		if (loss != Loss.HDR || own.isConstant()) return own;
		// Its tone mapping needs 0 to stay 0, as in training.
		if (own.offset() <= 0) throw new IllegalArgumentException("The mean intensity of the image is " + Digits.of(own.offset()) +
			", but this model was trained with the loss hdr, which needs intensities above 0. Choose normalize=model.");
		return new Normalization(0, own.offset());
	}

	/** What is done to the results of a model that was trained with a loss. */
	static PlaneFinish finish(final Loss loss) {
		return switch (loss) {
			case L2 -> PlaneFinish.MEAN_KEPT;
			case L1, L0, HDR -> PlaneFinish.AS_IS;
			case MASKED_L2 -> PlaneFinish.GAPS_FILLED;
		};
	}

	private static long copy(final Channel channel, final PlaneWriter out) {
		final long count = channel.planes().dimension(2);
		for (long i = 0; i < count; i++)
			out.write(i, Views.hyperSlice(channel.planes(), 2, i));
		return count;
	}
}
