package sc.fiji.n2n.command;

import java.util.List;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogListener;
import org.scijava.log.LogService;
import org.scijava.module.MethodCallException;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.plugin.PlugIn;
import sc.fiji.n2n.image.ImageWindows;

/**
 * Runs a SciJava command in ImageJ without Fiji. The dialog is made of the command's own inputs, so that
 * macros are the same in both. The argument in {@code plugins.config} is the class of the command.
 */
public class PlainImageJ implements PlugIn {

	@Override
	public void run(final String commandClass) {
		// Plugins and their libraries are found by the loader that found this class, not by the thread's.
		final Thread thread = Thread.currentThread();
		final ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(PlainImageJ.class.getClassLoader());
		try {
			final Context fiji = FijiContext.find();
			if (fiji != null) run(fiji, commandClass);
			else runAlone(commandClass);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static void runAlone(final String commandClass) {
		try (Context context = new Context()) {
			final LogListener toLogWindow = message -> {
				if (message.level() <= LogLevel.WARN) IJ.log(message.text());
			};
			context.service(LogService.class).addLogListener(toLogWindow);
			final StatusBar statusBar = new StatusBar(context);
			run(context, commandClass);
			statusBar.clear();
		}
	}

	private static void run(final Context context, final String commandClass) {
		final CommandInfo info = context.service(CommandService.class).getCommand(commandClass);
		if (info == null) {
			IJ.error("Noise2Noise", "There is no command " + commandClass + ". Install the plugin again, with all its libraries.");
			return;
		}
		final Module module = context.service(ModuleService.class).createModule(info);
		if (!takeCurrentImage(module)) return;
		try {
			module.initialize();
		}
		catch (final MethodCallException e) {
			IJ.handleException(e);
			return;
		}
		if (!new CommandDialog(module, true).ask()) return;
		// On this thread, which knows the options and the current image of the macro.
		module.run();
		for (final ModuleItem<?> output : module.getInfo().outputs())
			if (output.getValue(module) instanceof ImagePlus image)
				ImageWindows.show(image, List.of(Thread.currentThread()));
	}

	/** Gives the current image to the command if it takes one; false, with a message, if there is none and it needs one. */
	private static boolean takeCurrentImage(final Module module) {
		final ModuleItem<?> input = MacroImage.firstImage(module);
		if (input == null) return true;
		final ImagePlus image = WindowManager.getCurrentImage();
		if (image == null) {
			if (module.getDelegateObject() instanceof NoiseCommand command && command.hasInput()) return true;
			IJ.noImage();
			return false;
		}
		module.setInput(input.getName(), image);
		module.resolveInput(input.getName());
		return true;
	}
}
