package sc.fiji.n2n.command;

import java.util.List;
import java.util.stream.StreamSupport;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;

import ij.Prefs;

/** All commands of this plugin, as SciJava finds them: new ones too. */
public final class NoiseCommands {

	private NoiseCommands() {}

	/** The commands. */
	public static List<CommandInfo> all(final Context context) {
		return context.service(CommandService.class).getCommands().stream().filter(info -> info.getDelegateClassName().startsWith(
			"sc.fiji.n2n.command.")).sorted((a, b) -> a.getTitle().compareTo(b.getTitle())).toList();
	}

	/** The inputs of a command that the user gives. */
	static List<ModuleItem<?>> inputs(final CommandInfo info) {
		return StreamSupport.stream(info.inputs().spliterator(), false).filter(input -> !input.getType().getName().startsWith("org.scijava.") || DialogField
			.isMessage(input)).toList();
	}

	/** Forgets what was chosen in dialogs, so that no test depends on the one before. */
	static void forgetChoices() {
		try (Context context = new Context()) {
			for (final CommandInfo info : all(context))
				for (final ModuleItem<?> input : info.inputs())
					Prefs.set("n2n." + info.getDelegateClassName().replace("sc.fiji.n2n.command.", "") + "." + input.getName(), null);
		}
	}
}
