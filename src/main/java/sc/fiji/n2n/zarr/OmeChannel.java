package sc.fiji.n2n.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * How a channel is shown.
 *
 * @param label its name, or null
 * @param rgb its colour, 0xRRGGBB, or -1 if none is given
 * @param start value that is shown black; NaN if none is given
 * @param end value that is shown in full colour; NaN if none is given
 * @param active whether it is shown
 */
public record OmeChannel(String label, int rgb, double start, double end, boolean active) {

	/** The channels of "omero"; empty where there is none. */
	static List<OmeChannel> parse(final JsonObject omero) throws IOException {
		final List<OmeChannel> channels = new ArrayList<>();
		if (omero == null) return channels;
		final JsonArray list = ZarrJson.array(omero, "channels");
		for (int i = 0; i < list.size(); i++) {
			final JsonObject channel = ZarrJson.object(list, i, "channels");
			final JsonObject window = ZarrJson.object(channel, "window");
			final boolean active = !ZarrJson.text(channel, "active", "true").equals("false");
			channels.add(new OmeChannel(ZarrJson.text(channel, "label", null), colour(channel), limit(window, "start"), limit(window, "end"), active));
		}
		return channels;
	}

	/** How to show an image is not worth refusing it: a colour that is none, and a limit that is no number, count as not given. */
	private static int colour(final JsonObject channel) throws IOException {
		final String colour = ZarrJson.text(channel, "color", "");
		final String digits = colour.startsWith("#") ? colour.substring(1) : colour;
		return digits.matches("[0-9a-fA-F]{6}") ? Integer.parseInt(digits, 16) : -1;
	}

	private static double limit(final JsonObject window, final String name) {
		final JsonElement value = window == null ? null : ZarrJson.get(window, name);
		if (value == null || !value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) return Double.NaN;
		return value.getAsDouble();
	}

	/** Whether a range of values is given. */
	public boolean hasWindow() {
		return Double.isFinite(start) && Double.isFinite(end) && start < end;
	}

	/**
	 * The channel as it stands in "omero".
	 *
	 * @param type type of the pixels, which bounds the window
	 */
	JsonObject json(final ZarrType type) {
		final JsonObject window = new JsonObject();
		window.addProperty("min", type.kind() == 'f' ? start : type.min());
		window.addProperty("max", type.kind() == 'f' ? end : type.max());
		window.addProperty("start", start);
		window.addProperty("end", end);
		final JsonObject json = new JsonObject();
		json.addProperty("label", label);
		json.addProperty("color", String.format("%06X", rgb));
		json.add("window", window);
		json.addProperty("active", active);
		return json;
	}
}
