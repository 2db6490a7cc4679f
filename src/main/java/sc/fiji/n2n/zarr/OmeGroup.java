package sc.fiji.n2n.zarr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** The groups of OME-Zarr: folders that hold an image, or several side by side as bioformats2raw writes them. */
public final class OmeGroup {

	private static final String GROUP = ".zgroup";
	private static final String ATTRIBUTES = ".zattrs";
	private static final String VERSION_3 = "zarr.json";
	private static final List<String> MARKS = List.of(GROUP, ATTRIBUTES, ".zarray", VERSION_3);

	private OmeGroup() {}

	/**
	 * Whether a folder is of Zarr, by the names in it.
	 *
	 * @param folder the folder
	 * @return true also for what is then refused, such as a plate or another version
	 */
	public static boolean isZarr(final Path folder) {
		return MARKS.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
	}

	/**
	 * Lists the images of a folder.
	 *
	 * @param folder the folder
	 * @return folder and metadata of each image, one or more, in their order
	 * @throws IOException with the reason, if there is none that can be read here
	 */
	public static Map<Path, OmeImage> images(final Path folder) throws IOException {
		final JsonObject attributes = attributes(folder);
		if (attributes.has("plate") || attributes.has("well")) throw new IOException("it is a " + (attributes.has("plate") ? "plate" : "well") +
			" of many images; open one field of it, such as the folder A/1/0 of a plate");
		final Map<Path, OmeImage> images = new LinkedHashMap<>();
		if (!attributes.has("bioformats2raw.layout")) images.put(folder, OmeImage.parse(attributes));
		else for (final String name : series(folder)) {
			try {
				images.put(folder.resolve(name), OmeImage.parse(attributes(folder.resolve(name))));
			}
			catch (final IOException e) {
				throw new IOException("series " + name + ": " + e.getMessage(), e);
			}
		}
		return images;
	}

	/** Names of the groups of a folder of several images. */
	private static List<String> series(final Path folder) throws IOException {
		final List<String> names = new ArrayList<>();
		final Path listed = folder.resolve("OME").resolve(ATTRIBUTES);
		final JsonArray list = Files.isRegularFile(listed) ? ZarrJson.array(ZarrJson.read(listed), "series") : new JsonArray();
		for (int i = 0; i < list.size(); i++) {
			final String name = list.get(i).isJsonPrimitive() ? list.get(i).getAsString() : "";
			// Names of groups within this one, and no paths that lead elsewhere.
			if (!name.matches("[\\w.-]*\\w[\\w.-]*")) throw ZarrJson.wrong("series[" + i + "]", list.get(i), "the name of a group");
			names.add(name);
		}
		if (names.isEmpty()) while (isZarr(folder.resolve(String.valueOf(names.size()))))
			names.add(String.valueOf(names.size()));
		if (names.isEmpty()) throw new IOException("it is not complete: it has no group 0, 1 and so on of images");
		return names;
	}

	private static JsonObject attributes(final Path folder) throws IOException {
		refuseVersion3(folder);
		if (Files.isRegularFile(folder.resolve(ATTRIBUTES))) return ZarrJson.read(folder.resolve(ATTRIBUTES));
		throw new IOException(isZarr(folder) ? "it has no .zattrs that describes an image; is it part of an OME-Zarr? Then open the folder above it"
			: "it is not an OME-Zarr: it has no " + ATTRIBUTES);
	}

	/** Zarr v3 has one file of metadata in each folder, of another name. */
	static void refuseVersion3(final Path folder) throws IOException {
		final Path file = folder.resolve(VERSION_3);
		if (!Files.isRegularFile(file) || Files.isRegularFile(folder.resolve(GROUP)) || Files.isRegularFile(folder.resolve(".zarray"))) return;
		final JsonObject attributes = ZarrJson.object(ZarrJson.read(file), "attributes");
		final JsonObject ome = attributes == null ? null : ZarrJson.object(attributes, "ome");
		final String version = ome == null ? "" : ZarrJson.quote(ZarrJson.text(ome, "version", ""));
		throw new IOException("it is of Zarr version 3" + (version.isEmpty() ? "" : " and OME-NGFF " + version) +
			", but only Zarr version 2 with OME-NGFF " + OmeImage.VERSION + " is known; convert it");
	}

	/**
	 * Makes a folder a group that holds an image; to be written last, because it makes the image one.
	 *
	 * @param folder the folder
	 * @param image the image
	 * @param type type of its pixels
	 * @param levels the arrays, that of full resolution first
	 * @throws IOException with the reason, if it cannot be written
	 */
	public static void write(final Path folder, final OmeImage image, final ZarrType type, final List<OmeLevel> levels) throws IOException {
		final JsonObject group = new JsonObject();
		group.addProperty("zarr_format", 2);
		ZarrJson.write(group, folder.resolve(GROUP));
		ZarrJson.write(image.json(type, levels), folder.resolve(ATTRIBUTES));
	}
}
