package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.FileLayout;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.Matching;
import sc.fiji.n2n.config.PairSource;
import sc.fiji.n2n.image.ImageFiles;

/** The training commands through SciJava, as scripts call them. */
class TrainCommandsTest {

	private static final List<String> SHARED = List.of("augment", "teacher", "model", "preset", "loss", "mode", "depth", "width", "epochs", "minutes", "match", "start",
		"device", "seed", "pairs", "channel");

	@TempDir
	Path dir;

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final Context context = commands.context();
	private final List<String> log = commands.log();

	@Test
	void trainsOnTwoOpenImagesAndGoesOn() throws Exception {
		final Path model = dir.resolve("models/waves.n2n");
		final CommandModule module = run(N2nTrain.class, "noisy_a", noisy("a", 1, 1), "noisy_b", noisy("b", 2, 1), "model", model.toString(), "preset",
			preset(dir), "epochs", 3, "device", "cpu");
		assertFalse(module.isCanceled(), log::toString);
		assertTrue(Files.size(model) > 0);
		assertEquals(4, Files.readAllLines(dir.resolve("models/waves.csv")).size());
		commands.assertLogged("epoch 1 of 3, step 4: training loss ");
		commands.assertLogged(model.toString());
		commands.assertLogged("Validation loss: ");
		commands.assertLogged("run(\"N2N Denoise...\", \"model=");
		final Path further = dir.resolve("further.n2n");
		assertFalse(run(N2nTrain.class, "noisy_a", noisy("a", 1, 4), "pairs", "repeats", "model", further.toString(), "preset", preset(dir), "epochs", 1,
			"start", model.toString(), "device", "cpu").isCanceled(), log::toString);
		assertTrue(Files.size(further) > 0);
	}

	/** A model says how it was trained, and is another than without more noise. */
	@Test
	void trainsOnNoisierInputs() throws Exception {
		final List<byte[]> weights = new ArrayList<>();
		for (final double factor : new double[] { 1, 4 }) {
			final Path model = dir.resolve("noisier" + factor + ".n2n");
			assertFalse(run(N2nTrain.class, "noisy_a", noisy("a", 1, 1), "noisy_b", noisy("b", 2, 1), "model", model.toString(), "preset", preset(dir), "epochs", 1,
				"augment", factor, "device", "cpu").isCanceled(), log::toString);
			try (ZipFile zip = new ZipFile(model.toFile())) {
				weights.add(zip.getInputStream(zip.getEntry("weights.safetensors")).readAllBytes());
			}
			log.clear();
			run(ModelInfo.class, "model", model.toString());
			assertEquals(factor > 1, log.stream().anyMatch(line -> line.contains("noise of the inputs: up to 4 times as strong")), log::toString);
		}
		assertFalse(Arrays.equals(weights.get(0), weights.get(1)));
	}

	/** A smaller network learns what a larger one does. */
	@Test
	void aModelTeachesAnother() throws Exception {
		final Path teacher = dir.resolve("teacher.n2n");
		final Path model = dir.resolve("taught.n2n");
		final Object[] inputs = { "noisy_a", noisy("a", 1, 3), "pairs", "repeats", "preset", preset(dir), "epochs", 1, "device", "cpu" };
		assertFalse(run(N2nTrain.class, with(inputs, "model", teacher.toString())).isCanceled(), log::toString);
		assertFalse(run(N2nTrain.class, with(inputs, "model", model.toString(), "teacher", teacher.toString(), "width", 4)).isCanceled(), log::toString);
		commands.assertLogged("The targets are what the model teacher makes of the noisy images.");
		assertTrue(Files.size(model) > 0);
		final String other = dir.resolve("other.n2n").toString();
		assertProblem("was trained with the loss l2, but this training has l1", N2nTrain.class, with(inputs, "model", other, "teacher", teacher.toString(), "loss",
			"l1"));
		assertProblem("none.n2n as teacher. Give a model", N2nTrain.class, with(inputs, "model", other, "teacher", dir.resolve("none.n2n").toString()));
	}

	/** The log tells how many scenes have a clean image, and whether it suits. */
	@Test
	void trainsOnAFewCleanImages() throws Exception {
		final Path model = dir.resolve("clean.n2n");
		final Object[] inputs = { "noisy_a", noisy("a", 1, 3), "noisy_b", noisy("b", 9, 3), "model", model.toString(), "preset", preset(dir), "epochs", 1, "device",
			"cpu" };
		assertFalse(run(N2nTrain.class, with(inputs, "clean", noisy("c", 20, 1), "weight", 4)).isCanceled(), log::toString);
		commands.assertLogged("1 of 3 scenes have a clean image, in \"c\".");
		commands.assertLogged("The clean images have the exposure of the noisy ones");
		Files.delete(model);
		assertProblem("\"c\" has 4 clean images, but there are 3 scenes", N2nTrain.class, with(inputs, "clean", noisy("c", 20, 4)));
		assertProblem("weight is 0", N2nTrain.class, with(inputs, "clean", noisy("c", 20, 1), "weight", 0));
	}

	private static Object[] with(final Object[] inputs, final Object... more) {
		return Stream.of(inputs, more).flatMap(Arrays::stream).toArray();
	}

	@Test
	void trainsOnVolumesAndDoesNotMixThemWithPlanes() throws Exception {
		final ImagePlus volumes = noisy("a", 1, 8);
		volumes.setDimensions(1, 4, 2);
		final Path model = dir.resolve("volumes.n2n");
		assertFalse(run(N2nTrain.class, "noisy_a", volumes, "pairs", "repeats", "mode", "volume", "model", model.toString(), "preset", preset(dir), "epochs", 1,
			"device", "cpu").isCanceled(), log::toString);
		assertTrue(Files.size(model) > 0);
		assertProblem("The network is for volumes or movies, but the pairs are slices", N2nTrain.class, "noisy_a", volumes, "pairs", "repeats", "mode", "slices", "model", dir.resolve("planes.n2n").toString(), "preset",
			preset(dir), "epochs", 1, "start", model.toString(), "device", "cpu");
	}

	@Test
	void aCanceledTrainingKeepsWhatItLearnedAndGoesOn() throws Exception {
		final Path model = dir.resolve("m.n2n");
		final Path checkpoint = dir.resolve("m.checkpoint.n2n");
		final ImagePlus image = noisy("a", 1, 4);
		final CommandModule canceled = (CommandModule) context.service(ModuleService.class).createModule(info(N2nTrain.class));
		context.service(LogService.class).addLogListener(message -> {
			if (message.text().startsWith("epoch 1 of 4")) ((Cancelable) canceled).cancel("test");
		});
		final Map<String, Object> inputs = ScriptedCommands.inputs("noisy_a", image, "pairs", "repeats", "model", model.toString(), "preset",
			preset(dir), "epochs", 4, "device", "cpu");
		context.service(ModuleService.class).run(canceled, true, inputs).get(3, TimeUnit.MINUTES);
		assertTrue(canceled.isCanceled());
		assertTrue(Files.size(model) > 0 && Files.size(checkpoint) > 0);
		assertEquals(2, Files.readAllLines(dir.resolve("m.csv")).size());
		commands.assertLogged("give " + checkpoint + " as start");
		inputs.put("start", checkpoint.toString());
		assertFalse(context.service(CommandService.class).run(N2nTrain.class, true, inputs).get(3, TimeUnit.MINUTES).isCanceled(), log::toString);
		assertFalse(Files.exists(checkpoint));
		assertEquals(List.of("1", "2", "3", "4"), Files.readAllLines(dir.resolve("m.csv")).stream().skip(1).map(row -> row.split(",")[0]).toList());
	}

	@Test
	void trainsOnFiles() throws Exception {
		for (int i = 1; i <= 2; i++)
			ImageFiles.saveTiff(noisy("", i, 1), dir.resolve("in/waves_" + i + ".tif"));
		final Path model = dir.resolve("files.n2n");
		final CommandModule module = run(TrainOnFiles.class, "pairs", "names", "folder", dir.resolve("in").toString(), "model", model.toString(), "preset",
			preset(dir), "epochs", 1, "device", "cpu");
		assertFalse(module.isCanceled(), log::toString);
		assertTrue(Files.size(model) > 0);
		assertEquals(2, Files.readAllLines(dir.resolve("files.csv")).size());
	}

	@Test
	void explainsWhatIsWrongBeforeAnythingIsWritten() throws Exception {
		final ImagePlus a = noisy("a", 1, 3);
		final String model = dir.resolve("m.n2n").toString();
		assertProblem("There is no image. Open one", N2nTrain.class, "model", model);
		assertProblem("There is no second image", N2nTrain.class, "noisy_a", a, "model", model);
		assertProblem("Both images are", N2nTrain.class, "noisy_a", a, "noisy_b", a, "model", model);
		assertProblem("There is no pairs \"twins\"", N2nTrain.class, "noisy_a", a, "model", model, "pairs", "twins");
		assertProblem("There is no channel ", N2nTrain.class, "noisy_a", a, "model", model, "pairs", "repeats", "channel",
			9_999_999_999L);
		assertProblem("There is no model", N2nTrain.class, "noisy_a", a, "pairs", "repeats");
		assertProblem("must end in .n2n", N2nTrain.class, "noisy_a", a, "pairs", "repeats", "model", "m.zip");
		assertProblem("is a folder", N2nTrain.class, "noisy_a", a, "pairs", "repeats", "model", Files.createDirectories(dir.resolve("f.n2n")).toString());
		assertProblem("none.n2n as start. Give a model or a checkpoint", N2nTrain.class, "noisy_a", a, "pairs", "repeats", "model", model, "start", dir.resolve("none.n2n").toString());
		assertProblem("There is no preset \"big\"", N2nTrain.class, "noisy_a", a, "pairs", "repeats", "model", model, "preset", "big");
		assertProblem("There is no loss \"l3\"", N2nTrain.class, "noisy_a", a, "pairs", "repeats", "model", model, "loss", "l3");
		assertProblem("such as 40", N2nTrain.class, "noisy_a", a, "pairs", "repeats", "model", model, "loss", "l0");
		assertProblem("There is no mode \"cube\". Choose one of: slices, volume, movie", N2nTrain.class, "noisy_a", a, "pairs", "repeats", "model", model, "mode", "cube");
		assertProblem("depth is -1", N2nTrain.class, "noisy_a", a, "pairs", "repeats", "model", model, "depth", -1);
		assertProblem("minutes is -1", N2nTrain.class, "noisy_a", a, "pairs", "repeats", "model", model, "minutes", -1.0);
		assertProblem("augment is 0.5, but must be 1 (no more noise) to 20", N2nTrain.class, "noisy_a", a, "pairs", "repeats", "model", model, "augment", 0.5);
		assertProblem("There is no match \"maybe\"", N2nTrain.class, "noisy_a", a, "pairs", "repeats", "model", model, "match", "maybe");
		assertProblem("There is no folder", TrainOnFiles.class, "model", model);
		assertProblem("There is no input", TrainOnFiles.class, "model", model, "pairs", "stacks");
		assertProblem("There is no pairs \"images\"", TrainOnFiles.class, "model", model, "pairs", "images");
		try (var files = Files.list(dir)) {
			assertEquals(List.of("f.n2n"), files.map(file -> file.getFileName().toString()).toList());
		}
	}

	@Test
	void measurementsBesideTheModelAreNotOverwritten() throws Exception {
		Files.writeString(dir.resolve("m.csv"), "area,mean\n");
		assertProblem("another file of that name", N2nTrain.class, "noisy_a", noisy("a", 1, 3), "pairs", "repeats", "model", dir.resolve("m.n2n")
			.toString(), "preset", preset(dir), "epochs", 1, "device", "cpu");
		assertEquals("area,mean\n", Files.readString(dir.resolve("m.csv")));
	}

	@Test
	void offersTheChoicesOfTheOptions() {
		assertChoices(N2nTrain.class, "pairs", PairSource.values());
		assertChoices(TrainOnFiles.class, "pairs", FileLayout.values());
		for (final Class<? extends Command> command : List.of(N2nTrain.class, TrainOnFiles.class)) {
			assertChoices(command, "loss", Loss.values());
			assertChoices(command, "device", ComputeDevice.values());
			assertChoices(command, "match", Matching.values());
		}
	}

	@Test
	void saysWhatEachLossRecovers() {
		for (final Loss loss : Loss.values()) {
			final String description = info(N2nTrain.class).getInput("loss").getDescription();
			assertTrue(description.contains(loss + " recovers " + loss.recovers() + "."), loss + " in " + description);
		}
	}

	/** Scripts and macros use them: they never change. */
	@Test
	void namesOfTheParameters() {
		final List<String> open = new ArrayList<>(SHARED);
		open.addAll(List.of("noisy_a", "noisy_b", "channel2", "clean", "weight", "data"));
		assertEquals(open.stream().sorted().toList(), names(N2nTrain.class));
		final List<String> files = new ArrayList<>(SHARED);
		files.addAll(List.of("folder", "second", "pattern"));
		assertEquals(files.stream().sorted().toList(), names(TrainOnFiles.class));
	}

	/** The same line is to work in Fiji, where the key is the name, and in plain ImageJ, where it is the label. */
	@ParameterizedTest
	@ValueSource(classes = { N2nTrain.class, TrainOnFiles.class })
	void labelsAreTheNames(final Class<? extends Command> command) {
		assertTrue(info(command).isValid(), () -> info(command).getProblems().toString());
		for (final ModuleItem<?> input : info(command).inputs()) {
			if (!isKey(input)) continue;
			assertEquals(input.getName(), input.getLabel().toLowerCase().split(" ")[0]);
			assertFalse(input.isPersisted(), input.getName());
			assertFalse(input.getDescription().isBlank(), input.getName());
			for (final String other : names(command))
				assertFalse(other.endsWith("_" + input.getName()), other + " would be taken for " + input.getName());
		}
	}

	/** Fiji gives the current image to the only image input that it may fill in. */
	@Test
	void theCurrentImageIsTheFirst() {
		assertTrue(info(N2nTrain.class).getInput("noisy_a").isAutoFill());
		assertFalse(info(N2nTrain.class).getInput("noisy_b").isAutoFill());
	}

	private CommandInfo info(final Class<? extends Command> command) {
		return context.service(CommandService.class).getCommand(command);
	}

	private List<String> names(final Class<? extends Command> command) {
		final List<String> names = new ArrayList<>();
		for (final ModuleItem<?> input : info(command).inputs())
			if (isKey(input)) names.add(input.getName());
		return names.stream().sorted().toList();
	}

	private static boolean isKey(final ModuleItem<?> input) {
		return CommandDialog.isShown(input) || input.getType() == ImagePlus.class;
	}

	private void assertChoices(final Class<? extends Command> command, final String name, final Object... choices) {
		assertEquals(Arrays.stream(choices).map(Object::toString).toList(), info(command).getInput(name).getChoices());
	}

	private void assertProblem(final String words, final Class<? extends Command> command, final Object... inputs) throws Exception {
		commands.assertProblem(command, words, inputs);
	}

	private CommandModule run(final Class<? extends Command> command, final Object... inputs) throws Exception {
		return commands.run(command, inputs);
	}

	/** A network that learns little, but soon. */
	static String preset(final Path dir) throws IOException {
		final Path file = dir.resolve("tiny.json");
		Files.writeString(file, "{ \"architecture\": \"small-unet\", \"depth\": 1, \"width\": 4, \"patch\": 16, \"batch\": 2, \"stepsPerEpoch\": 4 }");
		return file.toString();
	}

	/** Waves with noise that differs from frame to frame. */
	static ImagePlus noisy(final String title, final long seed, final int frames) {
		final Random random = new Random(seed);
		final ImageStack stack = new ImageStack(96, 64);
		for (int t = 0; t < frames; t++) {
			final ByteProcessor ip = new ByteProcessor(96, 64);
			for (int i = 0; i < 96 * 64; i++)
				ip.set(i, (int) Math.round(120 + 40 * Math.sin(i % 96 / 8.0) + 30 * Math.cos(i / 96 / 11.0) + 12 * random.nextGaussian()));
			stack.addSlice(ip);
		}
		return new ImagePlus(title, stack);
	}
}
