package sc.fiji.n2n.batch;

import java.io.IOException;
import java.util.function.Consumer;

import sc.fiji.n2n.train.TrainingListener;
import sc.fiji.n2n.train.TrainingState;

/** Writes checkpoints beside the model. A full disk does not end a training: it is told, and tried again. */
final class Checkpoints implements TrainingListener {

	private final ModelFile file;
	private final Consumer<String> log;

	Checkpoints(final ModelFile file, final Consumer<String> log) {
		this.file = file;
		this.log = log;
	}

	@Override
	public void checkpoint(final TrainingState state) {
		try {
			file.writeCheckpoint(state);
		}
		catch (final IOException e) {
			log.accept("warning: No checkpoint could be written, so that an interrupted training would be lost: " + e.getMessage());
		}
	}
}
