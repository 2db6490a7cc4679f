package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;

/** What all parameters of all commands must have, because dialogs, help and macros are made of it. */
class ParametersTest {

	/** Few fields first; what is more is for those who ask for it. */
	private static final int MOST_IN_SIGHT = 8;

	@Test
	void everyParameterHasALabelAHelpTextAndAKey() {
		try (Context context = new Context()) {
			for (final CommandInfo info : NoiseCommands.all(context)) {
				final String command = info.getTitle();
				assertSentence(command, info.getDescription());
				final List<String> keys = new ArrayList<>();
				for (final ModuleItem<?> input : NoiseCommands.inputs(info)) {
					if (DialogField.isMessage(input)) continue;
					final String name = command + " " + input.getName();
					keys.add(input.getName());
					assertSentence(name, input.getDescription());
					assertEquals(input.getName(), input.getLabel().split(" ")[0].toLowerCase(Locale.ROOT), "the first word of the label is the key in macros");
					assertFalse(input.isPersisted(), name + " would be remembered in macros");
				}
				for (final String key : keys)
					assertTrue(keys.stream().noneMatch(other -> other.endsWith("_" + key)), command + ": ImageJ would find " + key + " in another key");
			}
		}
	}

	@Test
	void dialogsShowFewFieldsFirst() {
		try (Context context = new Context()) {
			for (final CommandInfo info : NoiseCommands.all(context)) {
				final Module module = context.service(ModuleService.class).createModule(info);
				final long first = NoiseCommands.inputs(info).stream().filter(input -> input != MacroImage.firstImage(module) && !DialogField.isMessage(input) &&
					InputPlace.of(input) != InputPlace.HIDDEN).count();
				assertTrue(first <= MOST_IN_SIGHT, info.getTitle() + " shows " + first + " fields");
			}
		}
	}

	private static void assertSentence(final String what, final String text) {
		assertTrue(text != null && text.length() > 10 && text.endsWith("."), what + ": " + text);
	}
}
