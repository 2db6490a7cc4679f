package sc.fiji.n2n.zarr;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * What the attributes of a group say of the image in it (OME-NGFF 0.4).
 *
 * @param name its name, empty if it has none
 * @param path folder of the array of full resolution, within the group
 * @param axes its axes, a subset of t, c, z, y, x in this order
 * @param channels how channels are shown; may be empty, or not as many as there are channels
 * @param greyscale whether channels are shown one by one without their colours
 * @param description how it was made by this software, or null
 */
public record OmeImage(String name, String path, List<OmeAxis> axes, List<OmeChannel> channels, boolean greyscale, String description) {

	static final String VERSION = "0.4";
	/** Under this name the attributes hold what OME-NGFF has no place for. */
	private static final String OURS = "noise2noise";
	/** "model" of the "rdefs" of "omero". */
	private static final String GREYSCALE = "greyscale";

	/**
	 * Reads attributes.
	 *
	 * @param attributes the content of {@code .zattrs}
	 * @throws IOException with the reason, if there is no image that can be read here
	 */
	static OmeImage parse(final JsonObject attributes) throws IOException {
		final JsonArray multiscales = ZarrJson.array(attributes, "multiscales");
		if (multiscales.isEmpty()) throw new IOException("it holds no image: its .zattrs has no \"multiscales\"");
		final JsonObject multiscale = ZarrJson.object(multiscales, 0, "multiscales");
		final String version = ZarrJson.text(multiscale, "version", VERSION);
		if (!version.equals(VERSION)) throw new IOException("it is of OME-NGFF " + ZarrJson.quote(version) + ", but only " + VERSION +
			" is known; convert it");
		final JsonArray datasets = ZarrJson.array(multiscale, "datasets");
		if (datasets.isEmpty()) throw ZarrJson.wrong("datasets", multiscale.get("datasets"), "a list of arrays");
		final JsonObject dataset = ZarrJson.object(datasets, 0, "datasets");
		final JsonObject ours = ZarrJson.object(attributes, OURS);
		final JsonObject omero = ZarrJson.object(attributes, "omero");
		final JsonObject settings = omero == null ? null : ZarrJson.object(omero, "rdefs");
		final boolean greyscale = settings != null && ZarrJson.text(settings, "model", "").equals(GREYSCALE);
		return new OmeImage(ZarrJson.text(multiscale, "name", ""), ZarrJson.text(dataset, "path", ""), OmeAxis.parse(multiscale, dataset), OmeChannel
			.parse(omero), greyscale, ours == null ? null : ZarrJson.text(ours, "description", null));
	}

	/**
	 * Opens the array of full resolution.
	 *
	 * @param group folder of the group
	 * @return the array, which has as many axes as the image
	 * @throws IOException with the reason, if it cannot be read here
	 */
	public ZarrArray open(final Path group) throws IOException {
		final Path base = group.toAbsolutePath().normalize();
		final Path folder;
		try {
			folder = base.resolve(path).normalize();
		}
		catch (final InvalidPathException e) {
			throw new IOException("the path \"" + ZarrJson.quote(path) + "\" of its array is not a path", e);
		}
		if (!folder.startsWith(base)) throw new IOException("the path \"" + ZarrJson.quote(path) + "\" of its array leads out of its folder");
		final ZarrArray array = ZarrArray.open(folder);
		if (array.metadata().shape().length != axes.size()) throw new IOException("its array has " + array.metadata().shape().length +
			" axes, but its metadata names " + axes.size());
		return array;
	}

	/** The attributes of an image with its levels, the first of which is the image itself. */
	JsonObject json(final ZarrType type, final List<OmeLevel> levels) {
		final JsonObject multiscale = new JsonObject();
		multiscale.addProperty("version", VERSION);
		multiscale.addProperty("name", name);
		final JsonArray axisList = new JsonArray();
		axes.forEach(axis -> axisList.add(axis.json()));
		multiscale.add("axes", axisList);
		final JsonArray datasets = new JsonArray();
		levels.forEach(level -> datasets.add(level.json()));
		multiscale.add("datasets", datasets);
		multiscale.addProperty("type", "mean");
		final JsonObject method = new JsonObject();
		method.addProperty("description", "Mean of 2 x 2 pixels in x and y, rounded for whole numbers.");
		multiscale.add("metadata", method);
		final JsonArray multiscales = new JsonArray();
		multiscales.add(multiscale);

		final JsonArray channelList = new JsonArray();
		channels.forEach(channel -> channelList.add(channel.json(type)));
		final JsonObject omero = new JsonObject();
		omero.addProperty("name", name);
		omero.addProperty("version", VERSION);
		omero.add("channels", channelList);
		final JsonObject settings = new JsonObject();
		settings.addProperty("model", greyscale ? GREYSCALE : "color");
		omero.add("rdefs", settings);

		final JsonObject json = new JsonObject();
		json.add("multiscales", multiscales);
		json.add("omero", omero);
		final JsonObject ours = new JsonObject();
		ours.addProperty("description", description);
		json.add(OURS, ours);
		return json;
	}
}
