package sc.fiji.n2n.command;

import java.util.Map;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;

/** Makes commands for previews. */
final class PreviewSettings {

	private PreviewSettings() {}

	/**
	 * The same command with other inputs, as an object of its own.
	 *
	 * @param module the command, which is {@link Previewed}
	 * @param values the inputs that may differ
	 */
	static Previewed of(final Module module, final Map<ModuleItem<?>, Object> values) {
		final NoiseCommand command = (NoiseCommand) module.getDelegateObject();
		final Module copy = command.context().service(ModuleService.class).createModule(module.getInfo());
		for (final ModuleItem<?> input : module.getInfo().inputs()) {
			final Object value = values.containsKey(input) ? values.get(input) : input.getValue(module);
			if (value != null && !DialogField.isMessage(input)) copy.setInput(input.getName(), value);
		}
		return (Previewed) copy.getDelegateObject();
	}
}
