package sc.fiji.n2n.image;

import java.util.LinkedHashMap;
import java.util.Map;

import ij.IJ;

/** What there is to say of the ImageJ that runs. */
public final class ImageJFacts {

	private ImageJFacts() {}

	/** Facts for people: what, and its value, in the order in which to show them. */
	public static Map<String, String> read() {
		final Map<String, String> lines = new LinkedHashMap<>();
		lines.put("ImageJ", IJ.getVersion());
		lines.put("Bio-Formats", BioFormatsFile.isPresent() ? "installed" : "not installed: files of microscopes cannot be read, TIFF and OME-Zarr can");
		return lines;
	}
}
