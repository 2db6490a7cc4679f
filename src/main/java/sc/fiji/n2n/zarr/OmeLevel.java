package sc.fiji.n2n.zarr;

import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * A copy of an image of less resolution, or the image itself.
 *
 * @param path folder of its array, within that of the image
 * @param scale distance of two pixels along each axis
 * @param translation place of the first pixel along each axis
 */
public record OmeLevel(String path, List<Double> scale, List<Double> translation) {

	/** The level as it stands in the "datasets" of a "multiscales". */
	JsonObject json() {
		final JsonArray transformations = new JsonArray();
		transformations.add(transformation("scale", scale));
		if (translation.stream().anyMatch(shift -> shift != 0)) transformations.add(transformation("translation", translation));
		final JsonObject json = new JsonObject();
		json.addProperty("path", path);
		json.add("coordinateTransformations", transformations);
		return json;
	}

	private static JsonObject transformation(final String type, final List<Double> values) {
		final JsonArray numbers = new JsonArray();
		values.forEach(numbers::add);
		final JsonObject json = new JsonObject();
		json.addProperty("type", type);
		json.add(type, numbers);
		return json;
	}
}
