package sc.fiji.n2n.pairs;

import java.util.List;
import java.util.function.UnaryOperator;

import sc.fiji.n2n.config.DataKind;

/** Scenes to learn from, in memory or opened when they are needed. */
public interface Scenes {

	/** How many there are, 1 or more. */
	int count();

	/**
	 * One scene. May be slow: a file may have to be opened. The caller keeps only as many as fit into memory.
	 *
	 * @param index from 0
	 * @return the scene
	 * @throws java.io.UncheckedIOException if a file cannot be read
	 * @throws IllegalArgumentException if the images do not make a pair
	 */
	Scene get(int index);

	/** What their images are. */
	default DataKind data() {
		return DataKind.IMAGES;
	}

	/**
	 * What a network learns from.
	 *
	 * @param options how to draw
	 * @throws IllegalArgumentException if the scenes do not suit, in words for the user
	 */
	default PatchSource patches(final SamplerOptions options) {
		return new PairSampler(this, Holdout.of(this), options);
	}

	/**
	 * What is done to the network's result for the first shot of a scene, in the units of the images.
	 *
	 * @param index index of the scene
	 * @return takes and gives the pixels of the whole shot; null where nothing is done, so that a part of a shot will do
	 */
	default UnaryOperator<float[]> finish(final int index) {
		return null;
	}

	/** Scenes that are in memory already. */
	static Scenes of(final List<Scene> scenes) {
		final List<Scene> copy = List.copyOf(scenes);
		if (copy.isEmpty()) throw new IllegalArgumentException("There are no pairs.");
		return new Scenes() {

			@Override
			public int count() {
				return copy.size();
			}

			@Override
			public Scene get(final int index) {
				return copy.get(index);
			}
		};
	}
}
