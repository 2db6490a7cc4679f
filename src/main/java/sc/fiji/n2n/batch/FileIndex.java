package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import ij.ImagePlus;
import sc.fiji.n2n.batch.FileGroups.Group;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageFile;

/**
 * What is in files, seen by opening each once. Files that cannot be read or do not fit the others of their group are left
 * out.
 */
final class FileIndex {

	private static final int MAX_PROBLEMS = 10;

	/** Opens a file. */
	@FunctionalInterface
	interface Opener {

		/** @throws IOException with path and reason */
		ImageFile open(Path file) throws IOException;
	}

	/**
	 * A scene in files.
	 *
	 * @param group the files
	 * @param shape what was seen in each of them
	 * @param index number of the scene in these files, from 0
	 * @param scenes how many scenes are in these files
	 */
	record Place(Group group, ImageShape shape, int index, int scenes) {}

	private final FileGroups files;
	private final int channel;
	private final StackMode mode;
	private final Opener opener;
	private final List<Place> places = new ArrayList<>();
	private final List<String> problems = new ArrayList<>();
	private final TreeSet<String> firstTypes = new TreeSet<>();
	private final TreeSet<String> secondTypes = new TreeSet<>();
	private ImageShape example;
	private int shots;

	/**
	 * Looks into the files.
	 *
	 * @throws IllegalArgumentException if there is no pair in them
	 */
	FileIndex(final FileGroups files, final int channel, final StackMode mode, final Opener opener, final Progress progress) {
		this.files = files;
		this.channel = channel;
		this.mode = mode;
		this.opener = opener;
		final int count = files.groups().size();
		for (int i = 0; i < count; i++)
			look(files.groups().get(i), progress.part((double) i / count, (i + 1.0) / count));
		if (places.isEmpty()) throw new IllegalArgumentException("There is no pair in the files. " + String.join(" ", problems.subList(0, Math.min(
			MAX_PROBLEMS, problems.size()))));
	}

	/** Where the scenes are; one or more. */
	List<Place> places() {
		return List.copyOf(places);
	}

	/** Where the pairs come from, and what was left out. */
	SourceInfo info() {
		final List<String> notes = new ArrayList<>(files.notes());
		problems.stream().limit(MAX_PROBLEMS).map(problem -> "Left out: " + problem).forEach(notes::add);
		if (problems.size() > MAX_PROBLEMS) notes.add((problems.size() - MAX_PROBLEMS) + " more files were left out.");
		if (firstTypes.size() > 1) notes.add("The files are of different types: " + String.join(", ", firstTypes) + ".");
		final boolean oneType = firstTypes.size() == 1 && firstTypes.equals(secondTypes);
		return new SourceInfo(files.source(), shots, mode, String.join(", ", firstTypes), String.join(", ", secondTypes), oneType ? example.maxValue()
			: Double.NaN, example.pixelSize(), example.unit(), notes);
	}

	private void look(final Group group, final Progress progress) {
		final List<Path> good = new ArrayList<>();
		final List<ImageShape> shapes = new ArrayList<>();
		for (final Path file : group.files()) {
			progress.step("Looking at " + file.getFileName(), (double) group.files().indexOf(file) / group.files().size());
			try {
				final ImageShape shape = shape(file);
				if (!shapes.isEmpty() && !shape.matches(shapes.get(0))) throw new IllegalArgumentException("it has " + shape.size() + ", but " + good.get(0) +
					" has " + shapes.get(0).size() + ".");
				good.add(file);
				shapes.add(shape);
			}
			catch (final IOException | IllegalArgumentException e) {
				problems.add(e.getMessage().contains(file.toString()) ? e.getMessage() : file + ": " + e.getMessage());
			}
		}
		if (good.size() >= (files.stacks() ? 1 : 2)) add(new Group(group.name(), good), shapes);
		else if (!good.isEmpty()) problems.add(good.get(0) + ": no other image of its scene is left.");
	}

	private ImageShape shape(final Path file) throws IOException {
		try (ImageFile opened = opener.open(file)) {
			final ImagePlus imp = opened.open(0);
			final ImageShape shape = new ChannelImages(imp, channel, mode).shape();
			imp.flush();
			if (files.stacks()) shape.repeats();
			return shape;
		}
	}

	private void add(final Group group, final List<ImageShape> shapes) {
		final ImageShape first = shapes.get(0);
		if (example == null) example = first;
		firstTypes.add(first.pixelType());
		shapes.stream().skip(files.stacks() ? 0 : 1).map(ImageShape::pixelType).forEach(secondTypes::add);
		final int scenes = files.stacks() ? first.series() : first.count();
		for (int i = 0; i < scenes; i++)
			places.add(new Place(group, first, i, scenes));
		shots += scenes * (files.stacks() ? first.repeats() : shapes.size());
	}
}
