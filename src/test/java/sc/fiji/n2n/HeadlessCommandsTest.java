package sc.fiji.n2n;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;

import ij.ImagePlus;
import sc.fiji.n2n.command.NoiseCommands;
import sc.fiji.n2n.command.NoisyImages;

/** Every command in a process without a screen: with nothing given, and with images for all that are asked for. */
class HeadlessCommandsTest {

	private static final String BEGIN = "=== ";

	@TempDir
	Path dir;

	/** Runs the commands; called in a process of its own. */
	public static void main(final String[] args) throws Exception {
		try (Context context = new Context()) {
			for (final CommandInfo info : NoiseCommands.all(context))
				for (final boolean withImages : new boolean[] { false, true }) {
					if (withImages && !takesImage(info)) continue;
					System.out.println(BEGIN + info.getTitle() + (withImages ? " with images" : ""));
					System.out.flush();
					final Object[] inputs = withImages ? images(info) : new Object[0];
					final CommandModule module = context.service(CommandService.class).run(info, true, inputs).get();
					System.out.println(module.isCanceled() ? "failed" : "done");
				}
		}
		System.exit(0);
	}

	private static boolean takesImage(final CommandInfo info) {
		return images(info).length > 0;
	}

	private static Object[] images(final CommandInfo info) {
		final List<Object> inputs = new java.util.ArrayList<>();
		long seed = 1;
		for (final ModuleItem<?> input : info.inputs()) {
			if (input.getType() == ImagePlus.class) inputs.addAll(List.of(input.getName(), NoisyImages.create(input.getName(), seed++)));
			if (input.getName().equals("effort")) inputs.addAll(List.of("effort", "quick"));
		}
		return inputs.stream().noneMatch(ImagePlus.class::isInstance) ? new Object[0] : inputs.toArray();
	}

	@Test
	void noCommandNeedsAScreen() throws Exception {
		final Path printed = dir.resolve("printed.txt");
		final int exit = HeadlessProcess.runMain(printed, HeadlessCommandsTest.class);
		final String text = Files.readString(printed);
		assertTrue(exit == 0, text);
		assertFalse(text.contains("HeadlessException") || text.contains("\tat ") || text.contains("unexpected"), text);
		int commands = 0;
		try (Context context = new Context()) {
			for (final CommandInfo info : NoiseCommands.all(context)) {
				commands++;
				assertTrue(text.contains(BEGIN + info.getTitle()), info.getTitle() + " is missing in " + text);
			}
		}
		assertTrue(commands >= 9, "SciJava finds too few commands");
		for (final String part : text.substring(text.indexOf(BEGIN)).split(BEGIN)) {
			if (part.isBlank()) continue;
			final List<String> lines = part.lines().filter(line -> !line.isBlank()).toList();
			final String last = lines.get(lines.size() - 1);
			assertTrue(last.equals("done") || last.equals("failed"), part);
			// A command that gives up says why.
			if (last.equals("failed")) assertTrue(lines.size() > 2, part);
			if (lines.get(0).equals("ZS-N2N Denoise... with images") || lines.get(0).startsWith("Add Noise... with images") || lines.get(0).equals(
				"Undersample k-space... with images")) assertTrue(last.equals("done"),
				part);
		}
	}
}
