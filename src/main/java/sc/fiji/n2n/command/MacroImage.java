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
 * Gives a command the current image of the macro that called it, as its first image; further ones the macro names. In batch mode, or if a program calls
 * {@code IJ.run(imp, ...)}, that is not the image of the front window, which Fiji would take because the command
 * runs on another thread. Comes before Fiji's plugin that does so, and before the one that reads the macro.
 */
@Plugin(type = PreprocessorPlugin.class, priority = Priority.VERY_HIGH + 2)
public class MacroImage extends AbstractPreprocessorPlugin {

	@Parameter
	private ThreadService threads;

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof NoiseCommand) || !ImageWindows.inMacro()) return;
		final ModuleItem<?> first = firstImage(module);
		if (first == null || module.isInputResolved(first.getName())) return;
		final ImagePlus image = ImageWindows.currentImageOf(threads.getParent(Thread.currentThread()));
		if (image == null) return;
		module.setInput(first.getName(), image);
		module.resolveInput(first.getName());
	}

	/** The first input that is an image, which is the current one unless the caller gave it; null if there is none. */
	static ModuleItem<?> firstImage(final Module module) {
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (input.getType() == ImagePlus.class) return input;
		return null;
	}
}
