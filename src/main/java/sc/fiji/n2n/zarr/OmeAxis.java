package sc.fiji.n2n.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * An axis of an image.
 *
 * @param name "t", "c", "z", "y" or "x"
 * @param unit its unit as OME-NGFF names it, such as "micrometer"; null if it has none
 * @param scale distance of two pixels along it, in its unit; 0 if it is not known
 */
public record OmeAxis(String name, String unit, double scale) {

	/** All axes, in the order that they must have. */
	private static final String ORDER = "tczyx";

	/** The axes of a "multiscales", with the scale of its first dataset. */
	static List<OmeAxis> parse(final JsonObject multiscale, final JsonObject dataset) throws IOException {
		final JsonArray list = ZarrJson.array(multiscale, "axes");
		if (list.isEmpty()) throw wrong(list);
		final double[] scale = scale(multiscale, scale(dataset, ones(list.size())));
		final List<OmeAxis> axes = new ArrayList<>();
		int previous = -1;
		for (int i = 0; i < list.size(); i++) {
			final JsonObject axis = ZarrJson.object(list, i, "axes");
			final String name = ZarrJson.text(axis, "name", "");
			final int place = name.length() == 1 ? ORDER.indexOf(name) : -1;
			if (place <= previous) throw wrong(list);
			previous = place;
			axes.add(new OmeAxis(name, ZarrJson.text(axis, "unit", null), scale[i]));
		}
		final int size = axes.size();
		if (size < 2 || !axes.get(size - 1).name.equals("x") || !axes.get(size - 2).name.equals("y")) throw wrong(list);
		return axes;
	}

	private static IOException wrong(final JsonArray axes) {
		final List<String> names = new ArrayList<>();
		axes.forEach(axis -> names.add(axis.isJsonObject() ? String.valueOf(axis.getAsJsonObject().get("name")) : String.valueOf(axis)));
		return new IOException("its axes are " + ZarrJson.quote(names.toString()) +
			", but must be t, c, z, y, x in this order, of which t, c and z may be missing");
	}

	private static double[] ones(final int size) {
		final double[] ones = new double[size];
		Arrays.fill(ones, 1);
		return ones;
	}

	/** A scale with that of the "coordinateTransformations" on top. */
	private static double[] scale(final JsonObject parent, final double[] inner) throws IOException {
		final JsonArray list = ZarrJson.array(parent, "coordinateTransformations");
		final double[] scale = inner.clone();
		for (int i = 0; i < list.size(); i++) {
			final JsonObject transformation = ZarrJson.object(list, i, "coordinateTransformations");
			if (!ZarrJson.text(transformation, "type", "").equals("scale")) continue;
			final JsonArray factors = ZarrJson.array(transformation, "scale");
			if (factors.size() != scale.length) throw new IOException("a scale has " + factors.size() + " numbers for " + scale.length + " axes");
			for (int k = 0; k < scale.length; k++) {
				final String name = "scale[" + k + "]";
				final double factor = ZarrJson.number(factors.get(k), name);
				if (factor < 0) throw ZarrJson.wrong(name, factors.get(k), "a number greater than 0");
				scale[k] *= factor;
			}
		}
		return scale;
	}

	/** The axis as it stands in the "axes" of a "multiscales". */
	JsonObject json() {
		final JsonObject json = new JsonObject();
		json.addProperty("name", name);
		json.addProperty("type", name.equals("c") ? "channel" : name.equals("t") ? "time" : "space");
		if (unit != null) json.addProperty("unit", unit);
		return json;
	}
}
