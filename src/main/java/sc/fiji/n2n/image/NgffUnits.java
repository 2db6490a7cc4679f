package sc.fiji.n2n.image;

import java.util.Map;
import java.util.stream.Collectors;

/** The names of units in OME-NGFF and in ImageJ; a unit that is not listed has the same name in both. */
final class NgffUnits {

	private static final String PIXEL = "pixel";

	private static final Map<String, String> TO_IMAGEJ = Map.ofEntries(Map.entry("micrometer", "micron"), Map.entry("nanometer", "nm"), Map.entry(
		"millimeter", "mm"), Map.entry("centimeter", "cm"), Map.entry("meter", "m"), Map.entry("picometer", "pm"), Map.entry("kilometer", "km"), Map
			.entry("angstrom", "\u00c5"), Map.entry("second", "sec"), Map.entry("millisecond", "msec"), Map.entry("microsecond", "usec"), Map.entry(
				"minute", "min"), Map.entry("hour", "hr"));

	private static final Map<String, String> TO_OME = TO_IMAGEJ.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue,
		Map.Entry::getKey));

	/** Other names that ImageJ and its users have for the same units. */
	private static final Map<String, String> SPELLINGS = Map.of("um", "micron", "\u00b5m", "micron", "\u03bcm", "micron", "microns", "micron", "s",
		"sec", "seconds", "sec", "ms", "msec", "h", "hr", "\u00b5s", "usec");

	private NgffUnits() {}

	/** ImageJ's name; null where there is no unit. */
	static String imagej(final String unit) {
		return unit == null ? null : TO_IMAGEJ.getOrDefault(unit, unit);
	}

	/** The name in OME-NGFF; null for pixels. */
	static String ome(final String unit) {
		if (unit == null || unit.isBlank() || unit.equals(PIXEL) || unit.equals("pixels")) return null;
		final String usual = SPELLINGS.getOrDefault(unit, unit);
		return TO_OME.getOrDefault(usual, usual);
	}
}
