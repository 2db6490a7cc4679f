package sc.fiji.n2n.race;

import java.util.Objects;

/**
 * A method with one setting.
 *
 * @param setting the setting, in words, such as "sigma 1.5"; empty where there is none
 * @param macro the macro line that does it to a whole image, or in words what does
 * @param filter does it to a plane
 */
public record Variant(String setting, String macro, PlaneFilter filter) {

	/** @throws NullPointerException if anything is missing */
	public Variant {
		Objects.requireNonNull(setting, "setting");
		Objects.requireNonNull(macro, "macro");
		Objects.requireNonNull(filter, "filter");
	}
}
