package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import sc.fiji.n2n.batch.RepeatPattern.Repeat;

/**
 * Which files hold the same scenes, by their names alone.
 *
 * @param source where they are, in words
 * @param groups files that belong together
 * @param stacks whether each group is one file, whose frames are repeats; else the files of a group are the repeats
 * @param notes what was left out and why
 */
record FileGroups(String source, List<Group> groups, boolean stacks, List<String> notes) {

	private static final int MAX_NAMES = 5;

	/**
	 * Files that belong together.
	 *
	 * @param name what they are called in messages
	 * @param files the files
	 */
	record Group(String name, List<Path> files) {}

	/**
	 * Files of the same name in two folders and their sub-folders.
	 *
	 * @throws IllegalArgumentException if a folder is missing, or no file has a partner
	 */
	static FileGroups folders(final String first, final String second) throws IOException {
		final Path a = folder("folder", first);
		final Path b = folder("second", second);
		if (Files.isSameFile(a, b)) throw new IllegalArgumentException("Both folders are " + a +
			". A pair needs two noisy images of the same scene: give another folder as second.");
		final List<Path> inA = InputFiles.of(a.toString()).find(b.toRealPath());
		final List<Path> inB = InputFiles.of(b.toString()).find(a.toRealPath());
		final Set<Path> known = new HashSet<>(inB);
		final List<Group> groups = inA.stream().filter(known::contains).map(file -> new Group(file.toString(), List.of(a.resolve(file), b.resolve(
			file)))).toList();
		if (groups.isEmpty()) throw new IllegalArgumentException("No file in " + a + " has a partner of the same name in " + b + ": there are " +
			names(inA) + " and " + names(inB) + ". Name the two images of a pair alike.");
		final List<String> notes = new ArrayList<>();
		noteWithoutPartner(inA, known, a, notes);
		noteWithoutPartner(inB, new HashSet<>(inA), b, notes);
		return new FileGroups("files of the same name in the folders " + a.getFileName() + " and " + b.getFileName(), groups, false, notes);
	}

	private static void noteWithoutPartner(final List<Path> files, final Set<Path> others, final Path folder, final List<String> notes) {
		final List<Path> alone = files.stream().filter(file -> !others.contains(file)).toList();
		if (!alone.isEmpty()) notes.add(count(alone.size()) + " of the folder " + folder.getFileName() + left(alone.size()) +
			", because the other folder has none of that name: " + names(alone) + ".");
	}

	/**
	 * Files that are each a stack of repeats.
	 *
	 * @param input a folder, a file or a pattern such as {@code /data/*.tif}
	 * @throws IllegalArgumentException if there are none
	 */
	static FileGroups stacks(final String input) throws IOException {
		final InputFiles inputs = InputFiles.of(input);
		final List<Group> groups = inputs.find(null).stream().map(file -> new Group(file.toString(), List.of(inputs.base().resolve(file)))).toList();
		return new FileGroups("repeats in each stack of the folder " + inputs.base().toRealPath().getFileName(), groups, true, List.of());
	}

	/**
	 * Files whose names differ in the number of the repeat.
	 *
	 * @param input a folder
	 * @param words pattern of their paths in the folder, such as {@code *_#.tif}
	 * @throws IllegalArgumentException if the folder is missing, or no two files show the same scene
	 */
	static FileGroups names(final String input, final String words) throws IOException {
		final RepeatPattern pattern = new RepeatPattern(words);
		final Path folder = folder("folder", input);
		final Map<String, TreeMap<Repeat, Path>> scenes = new TreeMap<>();
		final List<Path> others = new ArrayList<>();
		for (final Path file : InputFiles.of(folder.toString()).find(null)) {
			final Repeat repeat = pattern.match(file);
			if (repeat == null) others.add(file);
			else scenes.computeIfAbsent(repeat.scene(), scene -> new TreeMap<>(Comparator.comparing(Repeat::number))).merge(repeat, file,
				FileGroups::sameNumber);
		}
		if (scenes.isEmpty()) throw new IllegalArgumentException("No file in " + folder + " fits the pattern " + words + ": there are " + names(others) +
			". In the pattern, # is the number of the repeat and * is the name of the scene.");
		final List<Group> groups = scenes.entrySet().stream().filter(scene -> scene.getValue().size() > 1).map(scene -> new Group(scene.getKey(), scene
			.getValue().values().stream().map(folder::resolve).toList())).toList();
		final List<Path> alone = scenes.values().stream().filter(scene -> scene.size() == 1).map(scene -> scene.firstEntry().getValue()).toList();
		if (groups.isEmpty()) throw new IllegalArgumentException("No two files in " + folder + " show the same scene by the pattern " + words +
			": there are " + names(alone) + ". The names of repeats differ in the number that # stands for, and in nothing else.");
		final List<String> notes = new ArrayList<>();
		if (!alone.isEmpty()) notes.add(count(alone.size()) + left(alone.size()) + ", because there is no other repeat: " + names(alone) + ".");
		if (!others.isEmpty()) notes.add(count(others.size()) + left(others.size()) + ", because the pattern " + words + " does not fit: " + names(others) + ".");
		return new FileGroups("repeats " + words + " in the folder " + folder.toRealPath().getFileName(), groups, false, notes);
	}

	private static Path sameNumber(final Path one, final Path other) {
		throw new IllegalArgumentException("The files " + one + " and " + other +
			" have the same number, so that it is not clear which repeats they are. Rename or remove one.");
	}

	private static Path folder(final String parameter, final String words) {
		final String path = words == null ? "" : words.trim();
		if (path.isEmpty()) throw new IllegalArgumentException("There is no " + parameter + ". Give a folder with noisy images as " + parameter + ".");
		try {
			if (Files.isDirectory(Path.of(path))) return Path.of(path).toAbsolutePath().normalize();
		}
		catch (final InvalidPathException e) {
			// Said below.
		}
		throw new IllegalArgumentException("There is no folder " + path + ". Check " + parameter + ".");
	}

	private static String count(final int count) {
		return count == 1 ? "1 file" : count + " files";
	}

	private static String left(final int count) {
		return count == 1 ? " was left out" : " were left out";
	}

	private static String names(final List<Path> files) {
		return files.stream().limit(MAX_NAMES).map(Path::toString).collect(Collectors.joining(", ")) + (files.size() > MAX_NAMES ? " and " + (files
			.size() - MAX_NAMES) + " more" : "");
	}
}
