package sc.fiji.n2n.image;

import java.util.Locale;
import java.util.Map;

import sc.fiji.n2n.image.OmeImage.Quantity;

/** Units as ImageJ and as OME write them. */
final class OmeUnits {

	private static final Map<String, String> LENGTHS = Map.ofEntries(Map.entry("micron", "µm"), Map.entry("microns", "µm"), Map.entry("um", "µm"),
		Map.entry("µm", "µm"), Map.entry("\u03bcm", "µm"), Map.entry("micrometer", "µm"), Map.entry("nm", "nm"), Map.entry("nanometer", "nm"),
		Map.entry("pm", "pm"), Map.entry("mm", "mm"), Map.entry("cm", "cm"), Map.entry("m", "m"), Map.entry("meter", "m"), Map.entry("km", "km"),
		Map.entry("inch", "in"), Map.entry("å", "Å"), Map.entry("angstrom", "Å"));
	private static final Map<String, String> TIMES = Map.ofEntries(Map.entry("s", "s"), Map.entry("sec", "s"), Map.entry("second", "s"), Map.entry(
		"seconds", "s"), Map.entry("ms", "ms"), Map.entry("msec", "ms"), Map.entry("us", "µs"), Map.entry("µs", "µs"), Map.entry("min", "min"), Map
			.entry("h", "h"), Map.entry("hour", "h"), Map.entry("hr", "h"));

	private OmeUnits() {}

	/** A length of ImageJ's; null if OME has no such unit. */
	static Quantity length(final double value, final String unit) {
		return quantity(value, unit, LENGTHS);
	}

	/** A time of ImageJ's; null if OME has no such unit. */
	static Quantity time(final double value, final String unit) {
		return quantity(value, unit, TIMES);
	}

	private static Quantity quantity(final double value, final String unit, final Map<String, String> units) {
		final String known = unit == null ? null : units.get(unit.strip().toLowerCase(Locale.ROOT));
		return known == null || !(value > 0) || Double.isInfinite(value) ? null : new Quantity(value, known);
	}

	/** What ImageJ calls a unit of OME's. */
	static String toImageJ(final String unit) {
		return switch (unit) {
			case "µm" -> "micron";
			case "in" -> "inch";
			case "s" -> "sec";
			default -> unit;
		};
	}
}
