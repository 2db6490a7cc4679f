package sc.fiji.n2n.denoise;

/** The memory of the device does not suffice for a block. A smaller one may still fit. */
public final class OutOfDeviceMemory extends IllegalStateException {

	/** @param cause what the engine said */
	public OutOfDeviceMemory(final Throwable cause) {
		super("The memory of the device does not suffice, even for small tiles. Close other programs, or choose a smaller network or the device cpu.",
			cause);
	}
}
