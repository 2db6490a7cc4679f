package sc.fiji.n2n.command;

import org.scijava.Priority;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.thread.ThreadService;

import ij.ImagePlus;
import sc.fiji.n2n.image.ImageWindows;

/**
 * Gives a command the current image of the macro that called it. In batch mode, or if a program calls
 * {@code IJ.run(imp, ...)}, that is not the image of the front window, which Fiji would take because the command
 * runs on another thread. Comes before Fiji's plugin that does so, and before the one that reads the macro.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.VERY_HIGH + 2)
public class MacroImage extends AbstractPreprocessorPlugin {

	@Parameter
	private ThreadService threads;

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof ZeroShotCommand) || !ImageWindows.inMacro()) return;
		final ImagePlus image = ImageWindows.currentImageOf(threads.getParent(Thread.currentThread()));
		if (image == null) return;
		for (final ModuleItem<?> input : module.getInfo().inputs()) {
			if (input.getType() != ImagePlus.class || module.isInputResolved(input.getName())) continue;
			module.setInput(input.getName(), image);
			module.resolveInput(input.getName());
		}
	}
}
