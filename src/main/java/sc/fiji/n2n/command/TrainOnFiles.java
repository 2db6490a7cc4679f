package sc.fiji.n2n.command;

import java.io.IOException;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.n2n.batch.FilePairs;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.FileLayout;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.denoise.Progress;

/** Trains a network on pairs in files, which are opened when they are needed. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>Train on Files...", headless = true,
	description = "Trains a network on pairs of noisy images of the same scene that are in files. No clean image is needed.")
public class TrainOnFiles extends TrainCommand {

	@Parameter(label = "Pairs", choices = { "folders", "stacks", "names" }, attrs = @Attr(name = InputPlace.FIRST), persist = false,
		description = "Which files are pairs. folders: files of the same name in two folders; stacks: each file is a stack of repeats; " +
			"names: the names of the files tell scene and repeat, by the pattern.")
	private String pairs = "folders";

	// Texts, because a missing File would open a chooser.
	@Parameter(label = "Folder", style = FileWidget.DIRECTORY_STYLE, required = false, attrs = @Attr(name = InputPlace.FIRST), persist = false,
		description = "The folder with the noisy images, whose sub-folders count too; for stacks also a pattern such as /data/*.tif.")
	private String folder = "";

	@Parameter(label = "Second", style = FileWidget.DIRECTORY_STYLE, required = false, attrs = @Attr(name = InputPlace.FIRST), persist = false,
		description = "The folder with the second noisy images, named as the first, for pairs=folders only.")
	private String second = "";

	@Parameter(label = "Pattern", required = false, attrs = @Attr(name = InputPlace.FIRST), persist = false,
		description = "Names of the files, for pairs=names only: # is the number of the repeat, * any part of a name, ? one character, **/ any sub-folders.")
	private String pattern = "*_#.tif";

	@Parameter(label = "Channel", attrs = @Attr(name = InputPlace.ADVANCED), persist = false, description = "The channel to learn from, from 1.")
	private long channel = 1;

	@Override
	String title() {
		return "Train on Files";
	}

	@Override
	boolean hasInput() {
		return true;
	}

	@Override
	Pairs find(final StackMode seen, final Progress run) throws IOException {
		final FilePairs files = switch (Choices.parse("pairs", pairs, FileLayout.values())) {
			case FOLDERS -> FilePairs.folders(folder, second, whole(channel), seen, run);
			case STACKS -> FilePairs.stacks(folder, whole(channel), seen, run);
			case NAMES -> FilePairs.names(folder, pattern, whole(channel), seen, run);
		};
		return new Pairs(files, files.info());
	}
}
