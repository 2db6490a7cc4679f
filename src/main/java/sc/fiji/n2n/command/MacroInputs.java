package sc.fiji.n2n.command;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;

import sc.fiji.n2n.image.ImageWindows;

/**
 * Lets what a macro leaves out take its default, without a dialog: the result must not depend on who sits
 * at the computer. Comes after the plugins that read the macro and find the active image (all very high).
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.HIGH)
public class MacroInputs extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof NoiseCommand command)) return;
		// Without an image there is nothing to ask for either: the command says so.
		if (!ImageWindows.inMacro() && command.hasInput()) return;
		for (final ModuleItem<?> input : module.getInfo().inputs())
			module.resolveInput(input.getName());
	}
}
