package sc.fiji.n2n.command;

import java.io.IOException;

import ij.ImagePlus;
import ij.text.TextWindow;
import sc.fiji.n2n.image.LossPlot;
import sc.fiji.n2n.model.ModelDescription;
import sc.fiji.n2n.model.ModelDescription.Epoch;
import sc.fiji.n2n.model.Thumbnail;

/** The windows of a model: its text, a piece of an image before and after, and the loss over the epochs. */
final class ModelWindows {

	private static final int WIDTH = 1080;
	private static final int HEIGHT = 500;

	private ModelWindows() {}

	/**
	 * Shows them.
	 *
	 * @param model the model
	 * @param text what to say of it
	 * @throws IOException if its picture cannot be read
	 */
	static void show(final ModelDescription model, final String text) throws IOException {
		new TextWindow(model.name() + " info", text, WIDTH, HEIGHT);
		if (!model.thumbnail().isEmpty()) new ImagePlus(model.name() + " before and after", Thumbnail.read(model.thumbnail())).show();
		final LossPlot losses = new LossPlot(model.name());
		for (final Epoch epoch : model.curve())
			losses.put(epoch.epoch(), epoch.training(), epoch.validation(), epoch.epoch() == model.bestEpoch());
		losses.show();
	}
}
