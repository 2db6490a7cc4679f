package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.TextField;
import java.awt.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.NewImage;
import sc.fiji.n2n.model.Preset;
import sc.fiji.n2n.model.Presets;

/** The search through SciJava, headless, and through macros and the dialog of plain ImageJ. */
// In a thread of its own, because a box that nobody closes cannot be interrupted.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SearchSettingsTest {

	private static final String LABEL = "Search Settings...";
	/** Two seconds. */
	private static final double SHORT = 0.03;

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ(LABEL);

	@TempDir
	Path dir;

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final List<String> log = commands.log();

	@Test
	void theWinnerIsAPresetToTrainWith() throws Exception {
		final Path preset = dir.resolve("found/waves.json");
		final CommandModule done = commands.run(SearchSettings.class, "noisy_a", TrainCommandsTest.noisy("a", 1, 1), "noisy_b", TrainCommandsTest.noisy("b", 2, 1), "preset",
			preset.toString(), "minutes", SHORT, "trials", 4, "device", "cpu");
		assertFalse(done.isCanceled(), log::toString);
		assertEquals(List.of("waves.json", "waves.search.csv", "waves.search.png"), files("found"));
		final List<String[]> rows = Files.readAllLines(dir.resolve("found/waves.search.csv")).stream().map(row -> row.split(",")).toList();
		assertEquals(List.of("rank", "note", "validation_loss", "loss_round_1", "rounds"), List.of(rows.get(0)).subList(0, 5));
		assertEquals(15, rows.get(0).length);
		final Preset found = Presets.read(preset.toString());
		assertEquals(found.learningRate(), Double.parseDouble(rows.get(1)[7]));
		assertEquals(found.width(), Integer.parseInt(rows.get(1)[8]));
		assertEquals(found.batch(), Integer.parseInt(rows.get(1)[12]));
		assertTrue(rows.get(1)[1].startsWith("best"), String.join(",", rows.get(1)));
		assertTrue(rows.stream().anyMatch(row -> row[1].contains("preset small with another seed")));
		assertEquals(640, ImageIO.read(dir.resolve("found/waves.search.png").toFile()).getWidth(), 150);
		commands.assertLogged("pair check");
		commands.assertLogged("alidation loss is ");
		commands.assertLogged("Saved " + preset);
		final String line = log.stream().filter(words -> words.startsWith("To train with it: ")).findFirst().orElseThrow();
		assertEquals("To train with it: run(\"N2N Train...\", \"pairs=images noisy_b=[b] model=[" + preset.toString().replace(".json", ".n2n") + "] preset=[" + preset +
			"]\");", line);
		final Path model = dir.resolve("waves.n2n");
		assertFalse(commands.run(N2nTrain.class, "noisy_a", TrainCommandsTest.noisy("a", 1, 1), "noisy_b", TrainCommandsTest.noisy("b", 2, 1), "preset", preset.toString(),
			"model", model.toString(), "epochs", 1, "device", "cpu").isCanceled(), log::toString);
		assertTrue(Files.size(model) > 0);
	}

	@Test
	void searchesOnVolumes() throws Exception {
		final ImagePlus volumes = TrainCommandsTest.noisy("a", 1, 8);
		volumes.setDimensions(1, 4, 2);
		final Path preset = dir.resolve("volumes.json");
		assertFalse(commands.run(SearchSettings.class, "noisy_a", volumes, "pairs", "repeats", "mode", "volume", "preset", preset.toString(), "minutes", 0.01, "trials", 2,
			"device", "cpu").isCanceled(), log::toString);
		assertEquals(3, Presets.read(preset.toString()).rank());
	}

	@Test
	void aCanceledSearchGoesOn() throws Exception {
		final Path preset = dir.resolve("waves.json");
		final ImagePlus image = TrainCommandsTest.noisy("a", 1, 4);
		final Context context = commands.context();
		final CommandModule canceled = (CommandModule) context.service(ModuleService.class).createModule(context.service(CommandService.class).getCommand(
			SearchSettings.class));
		context.service(LogService.class).addLogListener(message -> {
			if (message.text().startsWith("Round 1 of 2")) ((Cancelable) canceled).cancel("test");
		});
		final Map<String, Object> inputs = ScriptedCommands.inputs("noisy_a", image, "pairs", "repeats", "preset", preset.toString(), "minutes", SHORT, "trials", 3,
			"device", "cpu");
		context.service(ModuleService.class).run(canceled, true, inputs).get(1, TimeUnit.MINUTES);
		assertTrue(canceled.isCanceled());
		assertEquals(List.of("waves.search", "waves.search.csv", "waves.search.json"), files(""));
		assertEquals(1 + 4, Files.readAllLines(dir.resolve("waves.search.csv")).size());
		commands.assertLogged("To go on with it, choose resume=yes");
		assertProblem("An unfinished search for this preset is there", inputs);
		inputs.put("resume", "yes");
		assertProblem("was of other pairs", with(inputs, "noisy_a", TrainCommandsTest.noisy("a", 9, 4)));
		assertFalse(context.service(CommandService.class).run(SearchSettings.class, true, inputs).get(1, TimeUnit.MINUTES).isCanceled(), log::toString);
		commands.assertLogged("Going on with the search");
		assertEquals(2, Presets.read(preset.toString()).rank());
		assertEquals(List.of("waves.json", "waves.search.csv", "waves.search.png"), files(""));
		assertProblem("There is a preset", inputs);
	}

	private static Map<String, Object> with(final Map<String, Object> inputs, final String name, final Object value) {
		final Map<String, Object> other = new HashMap<>(inputs);
		other.put(name, value);
		return other;
	}

	@Test
	void explainsWhatIsWrongBeforeAnythingIsWritten() throws Exception {
		final ImagePlus a = TrainCommandsTest.noisy("a", 1, 3);
		final String preset = dir.resolve("p.json").toString();
		final Map<String, Object> right = Map.of("noisy_a", a, "pairs", "repeats", "preset", preset, "device", "cpu");
		assertProblem("There is no image. Open one", Map.of("preset", preset));
		assertProblem("There is no second image", Map.of("noisy_a", a, "preset", preset));
		assertProblem("There is no preset. Give the name", Map.of("noisy_a", a, "pairs", "repeats"));
		assertProblem("must end in .json", with(right, "preset", "p.n2n"));
		assertProblem("must end in .json", with(right, "preset", "small"));
		assertProblem("not in .search.json", with(right, "preset", "p.search.json"));
		assertProblem("is a folder", with(right, "preset", Files.createDirectories(dir.resolve("f.json")).toString()));
		assertProblem("minutes is 0.0, but must be more than 0", with(right, "minutes", 0.0));
		assertProblem("trials is 1, but must be 2 to 512", with(right, "trials", 1));
		assertProblem("trials is 2147483647", with(right, "trials", 9_999_999_999L));
		assertProblem("Settings cannot be searched with the loss l0", with(right, "loss", "l0"));
		assertProblem("There is no loss \"l3\"", with(right, "loss", "l3"));
		assertProblem("There is no resume \"maybe\"", with(right, "resume", "maybe"));
		assertProblem("There is no channel 7", with(right, "channel", 7));
		Files.writeString(dir.resolve("table.search.csv"), "area,mean\n");
		assertProblem("there is another file of that name", with(right, "preset", dir.resolve("table.json").toString()));
		assertProblem("is a file, not a folder", with(right, "preset", dir.resolve("table.search.csv/p.json").toString()));
		final Path locked = Files.createDirectories(dir.resolve("locked"));
		// The owner of everything may write all the same.
		if (locked.toFile().setWritable(false) && !Files.isWritable(locked)) assertProblem("read-only", with(right, "preset", locked.resolve("p.json").toString()));
		locked.toFile().setWritable(true);
		assertEquals(List.of("f.json", "locked", "table.search.csv"), files(""));
	}

	@Test
	void imagesThatDoNotSuitAreExplained() throws Exception {
		final Map<String, Object> right = Map.of("pairs", "repeats", "preset", dir.resolve("p.json").toString(), "minutes", SHORT, "trials", 2, "device", "cpu");
		final ImagePlus constant = NewImage.createByteImage("flat", 64, 64, 2, NewImage.FILL_BLACK);
		assertProblem("The pairs do not suit", with(right, "noisy_a", constant));
		assertProblem("The pairs do not suit", with(right, "noisy_a", NewImage.createByteImage("pixel", 1, 1, 2, NewImage.FILL_RANDOM)));
		assertProblem("RGB", with(right, "noisy_a", NewImage.createRGBImage("colours", 64, 64, 2, NewImage.FILL_RANDOM)));
		assertEquals(List.of(), files(""));
	}

	private void assertProblem(final String words, final Map<String, Object> inputs) throws Exception {
		commands.assertProblem(SearchSettings.class, words, inputs.entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())).toArray());
	}

	@Test
	void macroGetsThePresetAndTheTable() {
		Screen.need();
		final Path preset = dir.resolve("waves.json");
		final String[] values = Macros.run("newImage('a', '16-bit ramp', 96, 64, 1); run('Divide...', 'value=300'); run('Duplicate...', 'title=b'); " +
			"run('Add Specified Noise...', 'standard=20'); selectImage('a'); run('Add Specified Noise...', 'standard=20'); " +
			"run('" + LABEL + "', 'pairs=images noisy_b=b preset=[" + preset + "] minutes=" + SHORT + " trials=3 device=cpu'); " +
			"t = 'Search for waves.json, trials'; first = Table.get('Rank', 0, t); better = startsWith(Table.getString('Note', 0, t), 'best') && Table.get('Validation_loss', 0, t) > 0; " +
			"norm = Table.getString('Batch_norm', 0, t); title = getTitle(); plot = isOpen('Search for waves.json'); selectWindow(t); Table.sort('Steps'); " +
			"sorted = Table.get('Steps', 0, t) <= Table.get('Steps', 3, t); return title + '|' + Table.size(t) + '|' + first + '|' + better + '|' + norm + '|' + plot + '|' + " +
			"sorted;").split("\\|");
		assertEquals(List.of("a", "4", "1", "1"), List.of(values).subList(0, 4));
		assertTrue(values[4].matches("yes|no"), values[4]);
		assertEquals(List.of("1", "1"), List.of(values).subList(5, 7), "the plot is open, and the table can be sorted");
		assertTrue(Files.exists(preset));
	}

	@Test
	void aMistakeAbortsTheMacro() {
		Screen.need();
		NoisyImages.create("cells").show();
		final String problem = Macros.problem("run('" + LABEL + "', 'pairs=repeats minutes=0 preset=[" + dir.resolve("p.json") + "]'); rename('went on');");
		assertTrue(problem.contains("minutes is 0"), problem);
		assertNull(WindowManager.getImage("went on"));
	}

	@Test
	void dialogSearchesAndRecords() throws Exception {
		Screen.need();
		NoisyImages.create("b", 2).show();
		final ImagePlus a = NoisyImages.create("a", 1);
		a.show();
		StartedImageJ.select(a);
		OpenRecorder.open();
		final Path preset = dir.resolve("waves.json");
		final CompletableFuture<String> dialog = DialogWatcher.onNext("search-settings", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			((TextField) generic.getStringFields().get(0)).setText(preset.toString());
			((TextField) generic.getNumericFields().get(0)).setText("0.06");
			((TextField) generic.getNumericFields().get(1)).setText("8");
			DialogWatcher.press(generic, 0);
		});
		IJ.doCommand(LABEL);
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Trials"), dialog::join);
		final ImagePlus plot = StartedImageJ.waitForImage("Search for waves.json");
		OpenRecorder.waitFor(LABEL, "run(\"" + LABEL + "\", \"pairs=images noisy_b=b preset=" + preset + " minutes=0.06 trials=8 resume=no loss=l2 mode=slices match=no " +
			"channel=1 channel2=2 device=auto seed=0\");");
		ImageIO.write(plot.getBufferedImage(), "png", Screen.pictureFile("search-plot"));
		Window table = null;
		while (table == null) {
			TimeUnit.MILLISECONDS.sleep(50);
			table = WindowManager.getWindow("Search for waves.json, trials");
		}
		table.toFront();
		TimeUnit.MILLISECONDS.sleep(300);
		Screen.picture(table.getBounds(), "search-table");
	}

	/** Scripts and macros use them: they never change. */
	@Test
	void namesOfTheParameters() {
		final List<String> names = new ArrayList<>();
		for (final ModuleItem<?> input : commands.context().service(CommandService.class).getCommand(SearchSettings.class).inputs())
			if (CommandDialog.isShown(input) || input.getType() == ImagePlus.class) names.add(input.getName());
		assertEquals(List.of("channel", "channel2", "device", "loss", "match", "minutes", "mode", "noisy_a", "noisy_b", "pairs", "preset", "resume", "seed", "trials"), names
			.stream().sorted().toList());
	}

	private List<String> files(final String folder) throws IOException {
		try (Stream<Path> files = Files.list(dir.resolve(folder))) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}
}
