package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.widget.Button;
import org.scijava.widget.FileWidget;

import ij.ImagePlus;

/**
 * The tables of keys in docs/macros.md say what the parameters of the commands say. With {@code -Dupdate=true} they are written
 * anew instead.
 */
class MacroReferenceTest {

	private static final Path PAGE = Path.of("docs", "macros.md");
	private static final String LAST = "## Headless\n";
	private static final String HEAD = "\n| key | values | default | meaning |\n|---|---|---|---|\n";

	private final Context context = new Context(CommandService.class);

	@AfterEach
	void dispose() {
		context.dispose();
	}

	@Test
	void thePageIsWhatTheParametersSay() throws Exception {
		final String page = Files.readString(PAGE);
		final String generated = generated(page);
		if (Boolean.getBoolean("update")) Files.writeString(PAGE, generated);
		else assertSame(generated.split("\n"), page.split("\n"));
	}

	/** Names the first line that differs: the whole page would tell nobody anything. */
	private static void assertSame(final String[] expected, final String[] found) {
		for (int i = 0; i < Math.max(expected.length, found.length); i++)
			assertEquals(i < expected.length ? expected[i] : "", i < found.length ? found[i] : "", PAGE + ", line " + (i + 1) +
				", is not what the parameters of the commands say. Write the page anew, and look at the difference:\n" +
				"    mvn -q test -Dtest=MacroReferenceTest -Dupdate=true\n");
	}

	/** A command that the page does not know gets a section. */
	@Test
	void aNewCommandFallsIn() throws Exception {
		final String page = generated("# Macro reference\n\n## Headless\n\nThe same keys.\n");
		assertTrue(page.contains("## ZS-N2N Denoise...\n"), page);
		assertTrue(page.contains("| `effort` | `quick`, `normal`, `thorough` | `normal` | How long to learn: `quick` for a first look"), page);
		assertTrue(page.contains("| `seed` | a whole number | `0` |"), page);
		assertTrue(page.contains("| `image` | the title of an open image | the current image |"), page);
		assertTrue(page.indexOf("## Add Noise...") < page.indexOf("## Headless"), page);
		assertEquals(page, generated(page), "twice is not as once");
	}

	/** What is around the tables stays. */
	@Test
	void onlyWhatIsBetweenTheMarkersChanges() throws Exception {
		final String page = generated("# Macro reference\n\n## Headless\n");
		final String edited = page.replace("`thorough`", "`long`").replace("# Macro reference\n", "# Macro reference\n\nWords.\n");
		assertEquals(page.replace("# Macro reference\n", "# Macro reference\n\nWords.\n"), generated(edited));
	}

	private String generated(final String page) throws ModuleException {
		String result = page;
		for (final CommandInfo command : commands()) {
			final String title = command.getTitle();
			final String begin = "<!-- begin: keys of " + title + " -->\n";
			final String end = "<!-- end: keys of " + title + " -->\n";
			if (!result.contains(begin)) result = withTable(result, command, begin + end);
			final int from = result.indexOf(begin) + begin.length();
			final int to = result.indexOf(end);
			assertTrue(to >= from, () -> PAGE + ": \"" + begin.strip() + "\" has no \"" + end.strip() + "\" after it.");
			result = result.substring(0, from) + table(command) + result.substring(to);
		}
		return result;
	}

	/** With an empty table below the headline of the command, or a section before the last, which is about all commands. */
	private static String withTable(final String page, final CommandInfo command, final String table) {
		final String headline = "## " + command.getTitle() + "\n";
		if (page.contains(headline)) return page.replace(headline, headline + "\n" + table);
		return page.replace(LAST, headline + "\n" + command.getDescription() + "\n\n" + table + "\n" + LAST);
	}

	private List<CommandInfo> commands() {
		return context.service(CommandService.class).getCommands().stream().filter(command -> command.getDelegateClassName().startsWith(
			NoiseCommand.class.getPackageName() + ".")).sorted(Comparator.comparing(CommandInfo::getTitle)).toList();
	}

	private static String table(final CommandInfo command) throws ModuleException {
		final StringBuilder table = new StringBuilder(HEAD);
		final Module module = command.createModule();
		for (final ModuleItem<?> input : command.inputs())
			if (isKey(input)) table.append("| `").append(input.getName()).append("` | ").append(values(input)).append(" | ").append(defaultOf(input, module))
				.append(" | ").append(meaning(input)).append(" |\n");
		return table.append('\n').toString();
	}

	/** The description, with each choice that it explains set as what is typed. */
	private static String meaning(final ModuleItem<?> input) {
		String words = input.getDescription().replace("|", "\\|").replace("*", "\\*");
		if (input.getChoices() != null) for (final Object choice : input.getChoices())
			words = words.replaceAll("(^|[.;:] )" + Pattern.quote(choice.toString()) + "(?=[: ])", "$1`" + choice + "`");
		return words;
	}

	private static boolean isKey(final ModuleItem<?> input) {
		return CommandDialog.isShown(input) && input.getVisibility() != ItemVisibility.MESSAGE && input.getType() != Button.class ||
			input.getType() == ImagePlus.class;
	}

	private static String values(final ModuleItem<?> input) {
		if (input.getChoices() != null && !input.getChoices().isEmpty()) return input.getChoices().stream().map(choice -> "`" + choice + "`").collect(
			Collectors.joining(", "));
		if (input.getType() == ImagePlus.class) return "the title of an open image";
		if (input.getType() == long.class) return "a whole number";
		if (input.getType() == double.class) return "a number";
		final String style = input.getWidgetStyle();
		if (FileWidget.FILE_AND_DIRECTORY_STYLE.equals(style)) return "a path";
		if (FileWidget.DIRECTORY_STYLE.equals(style)) return "a folder";
		return FileWidget.OPEN_STYLE.equals(style) || FileWidget.SAVE_STYLE.equals(style) ? "a file" : "a text";
	}

	private static String defaultOf(final ModuleItem<?> input, final Module module) {
		if (input.getType() == ImagePlus.class) return input.isAutoFill() ? "the current image" : "";
		final Object value = input.getValue(module);
		return value == null || value.toString().isEmpty() ? "" : "`" + (value instanceof Double number && number == Math.rint(number) ? "" + number.longValue()
			: value) + "`";
	}
}
