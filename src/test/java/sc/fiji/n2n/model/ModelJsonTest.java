package sc.fiji.n2n.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import sc.fiji.n2n.config.StackMode;

class ModelJsonTest {

	/** The least that makes a model: the fields that docs/models.md calls required. */
	private static final String MINIMAL = """
		{"formatVersion": 1, "name": "cells", "offset": 100, "scale": 2.5e1, "weightsSha256": "00",
		 "options": {"loss": "masked-l2", "patch": 64, "batch": 4, "learningRate": 0.003, "stepsPerEpoch": 50, "patience": 10, "epochs": 0,
		  "minutes": 0, "seed": -7, "device": "cpu",
		  "network": {"architecture": "red", "rank": 2, "depth": 15, "width": 128, "residual": true, "batchNorm": false, "slope": 0}}}
		""";

	@Test
	void whatMayBeMissingIsEmpty() throws IOException {
		final ModelDescription read = read(MINIMAL);
		assertEquals(25, read.scale());
		assertEquals(-7, read.options().seed());
		assertEquals(15, read.options().network().depth());
		assertEquals(List.of(), read.curve());
		assertEquals(Map.of(), read.software());
		assertEquals("", read.thumbnail());
		assertEquals(0, read.bestEpoch());
		assertEquals(new ModelDescription.TrainingData("not known", 0, 0, StackMode.SLICES, "not known", 0, "pixel", Double.NaN, Double.NaN, Double.NaN), read.data());
	}

	@ParameterizedTest
	@ValueSource(strings = { "formatVersion", "name", "offset", "scale", "weightsSha256", "options", "options.loss", "options.seed",
		"options.network", "options.network.residual", "options.network.slope" })
	void whatIsRequiredMustBeThere(final String field) {
		final JsonObject missing = minimal();
		parent(missing, field).remove(last(field));
		assertRefused("lacks the field " + field, missing);
		final JsonObject empty = minimal();
		parent(empty, field).add(last(field), JsonNull.INSTANCE);
		assertRefused(field, empty);
	}

	@Test
	void fieldsOfLaterVersionsArePassedOver() throws IOException {
		final JsonObject later = minimal();
		later.add("newInLater", JsonParser.parseString("{\"list\": [1, {\"a\": null}]}"));
		later.getAsJsonObject("options").addProperty("newOption", "x");
		later.getAsJsonObject("options").getAsJsonObject("network").addProperty("newShape", 7);
		assertEquals(read(MINIMAL), read(later.toString()));
	}

	@Test
	void epochsMayLackWhatIsNotKnown() throws IOException {
		final JsonObject object = minimal();
		object.add("curve", JsonParser.parseString("[{\"epoch\": 1, \"step\": 50, \"training\": 0.5, \"validation\": null, \"later\": 1}]"));
		assertEquals(List.of(new ModelDescription.Epoch(1, 50, 0.5, Double.NaN, Double.NaN, Double.NaN)), read(object.toString()).curve());
		object.add("curve", JsonParser.parseString("[{\"step\": 50}]"));
		assertRefused("lacks the field curve.epoch", object);
	}

	@Test
	void aNewerFormatSaysToUpdate() {
		final JsonObject newer = JsonParser.parseString("{\"formatVersion\": 2, \"everything\": \"else is new\"}").getAsJsonObject();
		assertRefused("made by a newer version of the plugin", newer);
		assertRefused("Update", newer);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
		"formatVersion | 0 | formatVersion is 0, but must be 1",
		"formatVersion | -1 | formatVersion is -1",
		"formatVersion | \"1\" | formatVersion is \"1\", but must be a whole number",
		"formatVersion | 1.5 | formatVersion is 1.5, but must be a whole number",
		"formatVersion | 4294967297 | formatVersion is 4294967297",
		"scale | 0 | scale is 0.0",
		"scale | -1 | scale is -1.0",
		"scale | \"NaN\" | scale is \"NaN\"",
		"scale | 1e999 | scale is 1e999",
		"scale | 1e-999 | scale is 0.0",
		"offset | -1e999 | offset is -1e999",
		"offset | true | offset is true",
		"bestEpoch | -1 | bestEpoch is -1",
		"bestEpoch | 1e999999999 | bestEpoch is 1e999999999",
		"name | {} | name",
		"name | [] | name",
		"findings | [null] | an entry of it is empty",
		"findings | {} | findings",
		"curve | {} | curve",
		"curve | [5] | curve",
		"software | {\"a\": null} | an entry of it is empty",
		"data | 5 | data is not a JSON object",
		"data.scenes | \"many\" | data.scenes is \"many\", but must be a whole number",
		"options | [] | options is not a JSON object",
		"options.loss | \"l3\" | There is no loss \"l3\". Choose one of: l2, l1, l0, hdr, masked-l2.",
		"options.loss | 2 | loss is 2, but must be a word",
		"options.loss | \"l0\" | epochs is 0",
		"options.loss | \"hdr\" | residual",
		"options.patch | 15 | patch is 15, but must be 16 to 1024.",
		"options.seed | 9223372036854775808 | options.seed is 9223372036854775808",
		"options.network.architecture | \"vit\" | There is no architecture \"vit\"",
		"options.network.depth | 2147483647 | depth is 2147483647, but must be 1 to 20.",
		"options.network.width | 100000 | width is 100000, but must be 4 to 256.",
		"options.network.residual | \"true\" | options.network.residual is \"true\", but must be true or false",
		"options.network.slope | 1 | slope is 1.0" })
	void wrongValuesAreNamed(final String field, final String value, final String words) {
		final JsonObject wrong = minimal();
		if (!wrong.has("data")) wrong.add("data", new JsonObject());
		parent(wrong, field).add(last(field), JsonParser.parseString("\"here\""));
		assertRefused(words, wrong.toString().replace("\"here\"", value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "text", "{", "{\"name\": ", "[]", "5", "null", "{} {}", "{'name': 1}", "{\"a\": NaN}", "{\"a\": 1,}",
		"{\"a\" 1}", "// comment\n{}", "{\"a\": \"\\u12G4\"}", "{]", "\u0000\u0001\u00ff" })
	void whatIsNotJsonIsRefused(final String text) {
		assertRefused("JSON", text);
	}

	@Test
	void depthAndNumberOfValuesAreLimited() {
		assertRefused("nested deeper", "{\"later\": " + "[".repeat(4_000_000));
		assertRefused("nested deeper", "{\"a\":".repeat(1_000_000));
		assertRefused("more than 1000000 values", "{\"later\": [" + "0,".repeat(4_000_000) + "0]}");
	}

	@Test
	void hugeNumbersTakeNoTime() {
		final JsonObject object = minimal();
		final String digits = "9".repeat(4_000_000);
		Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
			for (final String number : List.of(digits, "1e999999999", "-" + digits, "0." + digits + "e2147483647")) {
				assertRefused("", object.toString().replace("\"scale\":2.5e1", "\"scale\":" + number));
				assertRefused("", object.toString().replace("\"formatVersion\":1", "\"formatVersion\":" + number));
				assertRefused("", object.toString().replace("\"seed\":-7", "\"seed\":" + number));
			}
		});
	}

	@Test
	void messagesShowNoControlCharactersAndStayShort() {
		final JsonObject object = minimal();
		object.getAsJsonObject("options").addProperty("loss", "\u001b[31m\n" + "x".repeat(100_000));
		final String message = assertRefused("There is no loss", object);
		assertTrue(message.length() < 500 && message.chars().noneMatch(Character::isISOControl), message);
	}

	@ParameterizedTest
	@CsvSource({ "step, -1", "rampStart, -2", "rampSteps, -1", "restarts, -1", "seconds, -1", "seconds, 1e999", "step, 1.5" })
	void stateIsCheckedToo(final String field, final String value) {
		final String good = "{\"step\": 1, \"rampStart\": -1, \"rampSteps\": 0, \"restarts\": 0, \"lossAtStart\": 1, \"seconds\": 2, \"stateSha256\": \"\", \"later\": 1}";
		Assertions.assertDoesNotThrow(() -> ModelJson.state(good.getBytes(StandardCharsets.UTF_8)));
		final String bad = good.replaceFirst("\"" + field + "\": [-0-9]+", "\"" + field + "\": " + value);
		final String message = assertThrows(IOException.class, () -> ModelJson.state(bad.getBytes(StandardCharsets.UTF_8))).getMessage();
		assertTrue(message.contains("state.json") && message.contains(field + " is "), message);
	}

	private static JsonObject minimal() {
		return JsonParser.parseString(MINIMAL).getAsJsonObject();
	}

	private static JsonObject parent(final JsonObject object, final String field) {
		JsonElement parent = object;
		final String[] names = field.split("\\.");
		for (int i = 0; i < names.length - 1; i++)
			parent = parent.getAsJsonObject().get(names[i]);
		return parent.getAsJsonObject();
	}

	private static String last(final String field) {
		return field.substring(field.lastIndexOf('.') + 1);
	}

	private static ModelDescription read(final String json) throws IOException {
		return ModelJson.description(json.getBytes(StandardCharsets.UTF_8));
	}

	private static String assertRefused(final String words, final JsonObject json) {
		return assertRefused(words, json.toString());
	}

	private static String assertRefused(final String words, final String json) {
		final String message = assertThrows(IOException.class, () -> read(json)).getMessage();
		assertTrue(message.contains(words), message);
		return message;
	}
}
