package sc.fiji.n2n.command;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.thread.ThreadService;

import ij.ImagePlus;
import sc.fiji.n2n.image.ImageWindows;

/**
 * Shows the result of a command to the macro that called it: the next line expects it as the current
 * image. The user interface, which comes later, would show it too late, and headless not at all.
 */
@Plugin(type = PostprocessorPlugin.class)
public class MacroResult extends AbstractPostprocessorPlugin {

	@Parameter
	private ThreadService threads;

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof NoiseCommand) || !ImageWindows.inMacro()) return;
		for (final ModuleItem<?> output : module.getInfo().outputs()) {
			if (!(output.getValue(module) instanceof ImagePlus image)) continue;
			ImageWindows.show(image, CallingThreads.of(threads));
			module.resolveOutput(output.getName());
		}
	}
}
