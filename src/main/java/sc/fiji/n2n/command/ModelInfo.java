package sc.fiji.n2n.command;

import java.io.IOException;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import ij.macro.Interpreter;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.model.ModelDescription;
import sc.fiji.n2n.model.ModelText;

/** Shows what a model was trained on, how that went and how to cite it. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>Model Info...", headless = true,
	description = "Shows what a model was trained on, how the training went, what it recovers and how to cite it.")
public class ModelInfo extends NoiseCommand {

	@Parameter(label = "Model", style = FileWidget.OPEN_STYLE, required = false, persist = false,
		description = "A model file (.n2n) that N2N Train made.")
	private String model = "";

	@Override
	String title() {
		return "Model Info";
	}

	@Override
	boolean hasInput() {
		return true;
	}

	@Override
	void run(final Progress run) throws IOException {
		final ModelDescription description = ModelFile.check(model);
		final String text = ModelText.of(description, 0);
		// In batch mode there are no windows, and a picture would become the current image of the macro.
		if (isHeadless() || Interpreter.isBatchMode()) text.lines().forEach(this::tell);
		else ModelWindows.show(description, text);
	}
}
