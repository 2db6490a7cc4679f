package sc.fiji.n2n.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import sc.fiji.n2n.config.StackMode;

class ZeroShotOptionsTest {

	@Test
	void wordsOfMacrosAreUnderstood() {
		assertEquals(Method.PUBLISHED, Choices.parse("method", "published", Method.values()));
		assertEquals(Method.FAST, Choices.parse("method", " Fast ", Method.values()));
		assertEquals(PixelType.FLOAT32, Choices.parse("type", "32-bit", PixelType.values()));
	}

	@Test
	void anUnknownWordIsAnErrorThatListsTheChoices() {
		for (final String word : new String[] { "n2v", "", null }) {
			final String message = assertThrows(IllegalArgumentException.class, () -> Choices.parse("method", word, Method.values())).getMessage();
			assertTrue(message.contains("method \"" + word + "\"") && message.contains("auto, fast, published"), message);
		}
	}

	@Test
	void numbersOutOfRangeAreErrorsThatNameThem() {
		final ZeroShotOptions options = ZeroShotOptions.defaults();
		final List<Executable> mistakes = List.of(() -> options.withSteps(-1), () -> options.withStride(Stride.of(9)), () -> options.withStride(new Stride(-2, 1)),
			() -> options.with(Method.PUBLISHED).withStride(Stride.of(2)));
		for (final Executable mistake : mistakes)
			assertTrue(assertThrows(IllegalArgumentException.class, mistake).getMessage().matches("st(eps|ride) is -?\\d.*but.*"));
	}

	@Test
	void copiesChangeOneOptionOnly() {
		final ZeroShotOptions options = ZeroShotOptions.defaults().with(Method.FAST).with(StackMode.MOVIE).with(SliceMode.SEPARATELY).with(Effort.QUICK) //
			.with(ComputeDevice.CPU).withSeed(5).withSteps(6).withStride(Stride.of(2));
		assertEquals(new ZeroShotOptions(Method.FAST, StackMode.MOVIE, SliceMode.SEPARATELY, Effort.QUICK, ComputeDevice.CPU, 5, 6, Stride.of(2)), options);
	}
}
