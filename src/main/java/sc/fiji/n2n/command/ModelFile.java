package sc.fiji.n2n.command;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import sc.fiji.n2n.batch.AppliedModel;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.model.ModelArchive;
import sc.fiji.n2n.model.ModelContent;
import sc.fiji.n2n.model.ModelDescription;

/** Opens the model that the user named. */
final class ModelFile {

	private ModelFile() {}

	/**
	 * Reads what a model says of itself, without its weights: fast, and enough to see whether it is a model.
	 *
	 * @param path what the user gave
	 * @return the description
	 * @throws IllegalArgumentException if the user gave nothing, or no path
	 * @throws IOException if it is not a model that can be read, in words for the user
	 */
	static ModelDescription check(final String path) throws IOException {
		return ModelArchive.readDescription(path(path));
	}

	/**
	 * Reads a model and makes its network.
	 *
	 * @param path what the user gave
	 * @param trainer the network library, which owns the network's memory
	 * @return the model
	 * @throws IllegalArgumentException if the user gave nothing, or no path
	 * @throws IOException if it is not a model that can be read, in words for the user
	 */
	static AppliedModel open(final String path, final DjlTrainer trainer) throws IOException {
		final ModelContent content = ModelArchive.read(path(path), trainer);
		final ModelDescription description = content.description();
		return new AppliedModel(path.trim(), description, trainer.model(description.options().network(), description.options().loss(), content
			.weights()), trainer.device());
	}

	private static Path path(final String path) {
		if (path == null || path.isBlank()) throw new IllegalArgumentException("There is no model. Give a model file, which ends in .n2n; " +
			"Plugins > Noise2Noise > N2N Train... makes one from pairs of noisy images.");
		try {
			return Path.of(path.trim());
		}
		catch (final InvalidPathException e) {
			throw new IllegalArgumentException("\"" + path + "\" cannot be the path of a model file: " + e.getReason() + ".", e);
		}
	}
}
