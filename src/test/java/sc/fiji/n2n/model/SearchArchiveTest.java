package sc.fiji.n2n.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.SearchOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.search.CurvePoint;
import sc.fiji.n2n.search.SearchState;
import sc.fiji.n2n.search.SettingsSearch;
import sc.fiji.n2n.search.Trial;
import sc.fiji.n2n.train.LearnerState;

class SearchArchiveTest {

	@TempDir
	Path folder;

	@Test
	void readsWhatItWroteInEveryRound() throws IOException {
		for (int learned = 1; learned <= 5 + 3; learned++) {
			final SearchState state = searched(learned);
			archive().write(state);
			final SearchState read = archive().read();
			assertEquals(state.options(), read.options());
			assertEquals(state.pairs(), read.pairs());
			assertEquals(state.round(), read.round());
			assertEquals(state.share(), read.share());
			assertEquals(state.running(), read.running());
			for (int i = 0; i < state.trials().size(); i++) {
				final LearnerState weights = state.trials().get(i).learned();
				assertEquals(state.trials().get(i).with((LearnerState) null), read.trials().get(i).with((LearnerState) null));
				assertEquals(weights == null, read.trials().get(i).learned() == null, "trial " + (i + 1));
				if (weights != null) assertArrayEquals(weights.weights(), read.trials().get(i).learned().weights());
			}
		}
	}

	/** Weights are there for those that go on, and for no other. */
	@Test
	void weightsOfTrialsThatAreOutAreDeleted() throws IOException {
		final SearchArchive archive = archive();
		archive.write(searched(4));
		assertEquals(List.of("trial-1-round-1.safetensors", "trial-3-round-1.safetensors", "trial-4-round-1.safetensors", "trial-5-round-1.safetensors"), weights());
		archive.write(searched(5));
		assertEquals(List.of("trial-1-round-1.safetensors", "trial-2-round-1.safetensors", "trial-5-round-1.safetensors"), weights());
		archive.delete();
		try (Stream<Path> left = Files.list(folder)) {
			assertEquals(List.of(), left.toList());
		}
	}

	/** A process that was killed leaves weights that no list names: the trial learns anew, to other weights. */
	@Test
	void weightsThatWereLeftOverAreNotTakenForNewOnes() throws IOException {
		archive().write(searched(3));
		Files.write(folder.resolve("cells.search/trial-5-round-1.safetensors"), new byte[] { 1, 2, 3 });
		final SearchArchive resumed = archive();
		resumed.read();
		resumed.write(searched(4));
		assertEquals(5, archive().read().trials().get(4).learned().weights()[0]);
	}

	@Test
	void deletesNothingOfOthers() throws IOException {
		archive().write(searched(3));
		Files.writeString(folder.resolve("cells.search/notes.txt"), "mine");
		archive().delete();
		assertEquals("mine", Files.readString(folder.resolve("cells.search/notes.txt")));
		assertFalse(Files.exists(folder.resolve("cells.search.json")));
		assertEquals(List.of("notes.txt"), weights());
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
		"round":2; "round":9; round is 9, but must be 1 to 3.
		"round":2; "round":"2"; round is "2", but must be a whole number.
		"trials":4; "trials":1; trials is 1, but must be 2 to 512.
		"formatVersion":1; "formatVersion":2; its format is 2, but this version of the plugin reads 1.
		"running":[1,5,2]; "running":[1,5,9]; running names the trial 9, which is not there.
		"running":[1,5,2]; "going":[1,5,2]; it lacks the field running.
		"number":3; "number":4; trial 3 has the number 4.
		"learningRate":0.003; "learningRate":7; learningRate is 7.0
		"trials":[; "trials":{; it is not valid JSON
		""")
	void aDamagedListIsExplained(final String from, final String to, final String words) throws IOException {
		archive().write(searched(5));
		final Path list = folder.resolve("cells.search.json");
		final String json = Files.readString(list);
		assertTrue(json.contains(from), json);
		Files.writeString(list, json.replace(from, to));
		final String problem = assertThrows(IOException.class, () -> archive().read()).getMessage();
		assertTrue(problem.startsWith("Cannot read the search " + list), problem);
		assertTrue(problem.contains(words), problem);
	}

	@Test
	void missingWeightsAreExplained() throws IOException {
		archive().write(searched(5));
		Files.delete(folder.resolve("cells.search/trial-5-round-1.safetensors"));
		final String problem = assertThrows(IOException.class, () -> archive().read()).getMessage();
		assertTrue(problem.contains("trial-5-round-1.safetensors of the search is not there"), problem);
	}

	private SearchArchive archive() {
		return new SearchArchive(folder.resolve("cells.search.json"), new PlainWeights());
	}

	private List<String> weights() throws IOException {
		try (Stream<Path> files = Files.list(folder.resolve("cells.search"))) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	/** A search of four settings after so many trainings. */
	private static SearchState searched(final int trainings) {
		final SearchOptions options = new SearchOptions(Presets.read("small").options(Loss.L2, 2, 0, 0, 0, 0, 9, ComputeDevice.CPU), 4, 2);
		final SearchState[] last = new SearchState[1];
		final int[] left = { trainings };
		new SettingsSearch((trial, seconds, progress) -> new Trial(trial.number(), trial.setting(), trial.repeats(), trial.steps() + 10, trial.seconds() + seconds, losses(
			trial), 1, List.of(new CurvePoint(1, 0.5)), new LearnerState(new float[] { trial.number() }, new float[0], new float[0], new float[0], 0)), state -> {
				if (left[0]-- > 0) last[0] = state;
			}).run(SearchState.begin(options, -5), Progress.NONE);
		return last[0];
	}

	/** That of the third is not a number, that of the fifth is best. */
	private static List<Double> losses(final Trial trial) {
		return IntStream.rangeClosed(0, trial.rounds()).mapToObj(round -> trial.number() == 3 ? Double.NaN : 10.0 - trial.number() - round).toList();
	}
}
