package sc.fiji.n2n.command;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.ui.UIService;
import org.scijava.widget.InputHarvester;

import sc.fiji.n2n.image.ImageWindows;

/**
 * Shows in Fiji the same dialog as in plain ImageJ. Comes just before Fiji's own plugin that asks for inputs, which then finds nothing to
 * ask, and after the one that keeps what was given beforehand out of recorded macros.
 */
@Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY + 0.5)
public class CommandInputs extends AbstractPreprocessorPlugin {

	@Parameter(required = false)
	private UIService ui;

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof NoiseCommand) || ImageWindows.inMacro()) return;
		if (ui == null || ui.isHeadless() || ui.getVisibleUIs().isEmpty()) return;
		final CommandDialog dialog = new CommandDialog(module, false);
		if (!dialog.hasQuestions()) return;
		if (!dialog.ask()) {
			cancel(null);
			return;
		}
		for (final ModuleItem<?> input : module.getInfo().inputs())
			module.resolveInput(input.getName());
	}
}
