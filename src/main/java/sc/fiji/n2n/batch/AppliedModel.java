package sc.fiji.n2n.batch;

import java.util.Objects;

import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.model.ModelDescription;

/**
 * A trained model, ready to be applied.
 *
 * @param file the file it is from, as the user gave it
 * @param description what the file says of it
 * @param network its network; stays the caller's
 * @param device the device it runs on, in words
 */
public record AppliedModel(String file, ModelDescription description, PatchModel network, String device) {

	/** @throws NullPointerException if anything is missing */
	public AppliedModel {
		Objects.requireNonNull(file, "file");
		Objects.requireNonNull(description, "description");
		Objects.requireNonNull(network, "network");
		Objects.requireNonNull(device, "device");
	}
}
