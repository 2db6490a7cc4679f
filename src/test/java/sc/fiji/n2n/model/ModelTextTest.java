package sc.fiji.n2n.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.model.ModelDescription.TrainingData;

class ModelTextTest {

	@Test
	void saysAllThatIsKnown() {
		assertEquals("""
			Noise2Noise model: cells & "nuclei" µ
			trained: 2026-03-01T12:00:00Z
			result: finished
			trained on: folder pairs, 12 scenes, 48 noisy images, 16-bit
			pixel size: 0.108 µm
			intensities: 98 % between 96 and 2048.5
			noise: standard deviation 23.25
			pair check:
			- The noise of both images is alike.
			- Nothing moved.
			loss: l1, recovers the median: for overlays, scratches and impulses that hit less than half of the frames at each pixel; what is at the same place in all frames stays
			training: 3 epochs, 150 steps, best epoch 3
			loss of held-out pairs: 0.25 after epoch 1, 0.125 after the best
			patches: 4 a step, 64 pixels wide, learning rate 0.003
			seed: 9223372036854775806
			network: unet, 2D (slices), depth 3, width 32, residual, slope 0.1, 1,044,097 weights
			normalization: (value - -0.1) / 123.46
			software: DJL 0.35.1, Noise2Noise for Fiji 0.1.0, PyTorch 2.7.1
			please cite:
			- Lehtinen et al., Noise2Noise: Learning Image Restoration without Clean Data, ICML 2018, PMLR 80:2965–2974, arXiv:1803.04189
			- Noise2Noise for Fiji, version 0.1.0
			""", ModelText.of(Models.description(Architecture.UNET), 1_044_097));
	}

	@Test
	void citesThePaperOfTheNetwork() {
		assertTrue(ModelText.of(Models.description(Architecture.RED), 0).contains("- Mao et al."));
		assertFalse(ModelText.of(Models.description(Architecture.SMALL_UNET), 0).contains("Mao"));
	}

	@Test
	void whatIsNotKnownIsLeftOutOrSaidToBe() {
		final ModelDescription d = Models.description();
		final String text = ModelText.of(new ModelDescription(1, "x", "", d.options(), 1e-7, 1, new TrainingData("not known", 0, 0, StackMode.SLICES, "not known", 0,
			"pixel", Double.NaN, Double.NaN, Double.NaN), List.of(), List.of(), 0, "", Map.of(), "", ""), 0);
		assertTrue(text.contains("pixel size: not known\n"), text);
		assertTrue(text.contains("normalization: (value - 1e-07) / 1\n"), text);
		assertTrue(text.endsWith("- Noise2Noise for Fiji\n"), text);
		for (final String absent : List.of("NaN", "intensities", "noise:", "pair check", "training:", "weights", "software", "trained:", "result:"))
			assertFalse(text.contains(absent), text);
	}
}
