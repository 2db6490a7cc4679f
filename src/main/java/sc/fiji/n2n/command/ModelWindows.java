package sc.fiji.n2n.command;

import java.awt.Color;
import java.io.IOException;
import java.util.List;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.text.TextWindow;
import sc.fiji.n2n.model.ModelDescription;
import sc.fiji.n2n.model.ModelDescription.Epoch;
import sc.fiji.n2n.model.Thumbnail;

/** The windows of a model: its text, a piece of an image before and after, and the loss over the epochs. */
final class ModelWindows {

	private static final int WIDTH = 700;
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
		if (model.curve().size() > 1) plot(model).show();
	}

	private static Plot plot(final ModelDescription model) {
		final List<Epoch> curve = model.curve();
		final double[] epochs = curve.stream().mapToDouble(Epoch::epoch).toArray();
		final Plot plot = new Plot(model.name() + " loss", "Epoch", "Loss");
		plot.setColor(Color.gray);
		plot.add("line", epochs, curve.stream().mapToDouble(Epoch::training).toArray());
		plot.setColor(Color.blue);
		plot.add("line", epochs, curve.stream().mapToDouble(Epoch::validation).toArray());
		plot.setColor(Color.red);
		curve.stream().filter(epoch -> epoch.epoch() == model.bestEpoch()).forEach(best -> plot.add("circle", new double[] { best.epoch() },
			new double[] { best.validation() }));
		plot.setColor(Color.black);
		plot.addLegend("training\nvalidation\nkept");
		return plot;
	}
}
