package sc.fiji.n2n.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.DataKind;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.model.ModelDescription.Epoch;
import sc.fiji.n2n.model.ModelDescription.TrainingData;

/** A model in readable lines. */
public final class ModelText {

	/** The key of this plugin's version in {@link ModelDescription#software}. */
	public static final String PLUGIN = "Noise2Noise for Fiji";

	private static final String N2N_PAPER = "Lehtinen et al., Noise2Noise: Learning Image Restoration without Clean Data, ICML 2018, " +
		"PMLR 80:2965–2974, arXiv:1803.04189";
	private static final String RED_PAPER = "Mao et al., Image Restoration Using Very Deep Convolutional Encoder-Decoder Networks with " +
		"Symmetric Skip Connections, NIPS 2016, arXiv:1603.09056";

	private ModelText() {}

	/**
	 * What a model is, what it was trained on, how that went and how to cite it.
	 *
	 * @param model its description
	 * @param parametersOr0 number of its weights, 0 where it is not known
	 * @return lines, "key: value" or a list item with "- " in front, with a line feed after each
	 */
	public static String of(final ModelDescription model, final long parametersOr0) {
		final List<String> lines = new ArrayList<>();
		lines.add("Noise2Noise model: " + model.name());
		add(lines, "trained", model.created());
		add(lines, "result", model.result());
		data(lines, model.data());
		if (!model.findings().isEmpty()) lines.add("pair check:");
		model.findings().forEach(finding -> lines.add("- " + finding));
		training(lines, model);
		network(lines, model.options().network(), model.mode(), parametersOr0);
		lines.add("normalization: (value - " + number(model.offset()) + ") / " + number(model.scale()));
		add(lines, "software", model.software().entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", ")));
		citations(lines, model);
		return String.join("\n", lines) + "\n";
	}

	private static void data(final List<String> lines, final TrainingData data) {
		lines.add("trained on: " + data.source() + (data.scenes() > 0 ? ", " + count(data.scenes(), "scene") + ", " + count(data.shots(),
			"noisy image") : "") + ", " + data.pixelType());
		if (data.kind() == DataKind.K_SPACE) lines.add("data: k-space, needs images with a mask for each sampling, whose frequencies are put back");
		lines.add("pixel size: " + (data.pixelSize() > 0 ? number(data.pixelSize()) + " " + data.unit() : "not known"));
		if (Double.isFinite(data.low()) && Double.isFinite(data.high())) lines.add("intensities: 98 % between " + number(data.low()) + " and " +
			number(data.high()));
		if (Double.isFinite(data.noise())) lines.add("noise: standard deviation " + number(data.noise()));
	}

	private static void training(final List<String> lines, final ModelDescription model) {
		final TrainingOptions options = model.options();
		lines.add("loss: " + options.loss() + ", recovers " + options.loss().recovers());
		if (!model.curve().isEmpty()) {
			final Epoch first = model.curve().get(0);
			final Epoch last = model.curve().get(model.curve().size() - 1);
			lines.add("training: " + count(last.epoch(), "epoch") + ", " + count(last.step(), "step") + ", best epoch " + model.bestEpoch());
			lines.add("loss of held-out pairs: " + number(first.validation()) + " after epoch " + first.epoch() + model.curve().stream().filter(e -> e
				.epoch() == model.bestEpoch()).findFirst().map(best -> ", " + number(best.validation()) + " after the best").orElse(""));
		}
		lines.add("patches: " + (model.data().kind() == DataKind.K_SPACE ? "whole slices" : options.batch() + " a step, " + options.patch() + " pixels wide") +
			", learning rate " + number(options.learningRate()));
		if (options.augment() > 1) lines.add("noise of the inputs: up to " + number(options.augment()) + " times as strong, at random");
		lines.add("seed: " + options.seed());
	}

	private static void network(final List<String> lines, final NetworkOptions network, final StackMode mode, final long parametersOr0) {
		lines.add("network: " + network.architecture() + ", " + network.rank() + "D (" + mode + "), depth " + network.depth() + ", width " + network.width() +
			(network.residual() ? ", residual" : "") + (network.batchNorm() ? ", batch normalization" : "") + ", slope " + number(network.slope()) +
			(parametersOr0 > 0 ? String.format(Locale.ROOT, ", %,d weights", parametersOr0) : ""));
	}

	private static void citations(final List<String> lines, final ModelDescription model) {
		final String version = model.software().get(PLUGIN);
		lines.add("please cite:");
		lines.add("- " + N2N_PAPER);
		if (model.options().network().architecture() == Architecture.RED) lines.add("- " + RED_PAPER);
		lines.add("- " + PLUGIN + (version == null ? "" : ", version " + version));
	}

	private static void add(final List<String> lines, final String key, final String value) {
		if (!value.isBlank()) lines.add(key + ": " + value);
	}

	private static String count(final long count, final String what) {
		return count + " " + what + (count == 1 ? "" : "s");
	}

	/** Five digits, without zeros at the end. */
	private static String number(final double value) {
		if (!Double.isFinite(value)) return "not known";
		final String digits = String.format(Locale.ROOT, "%.5g", value);
		return digits.contains("e") ? digits.replaceFirst("\\.?0*e", "e") : digits.replaceFirst("\\.0*$|(\\.\\d*?)0+$", "$1");
	}
}
