package sc.fiji.n2n.image;

/** The planes of a result in memory. */
final class MemoryPlanes implements PlaneStore {

	private final Object[] planes;

	/**
	 * Allocates them.
	 *
	 * @param shape what they are
	 * @throws IllegalStateException if there is not enough memory; the message says how much is needed and the ways out
	 */
	MemoryPlanes(final StackShape shape) {
		try {
			planes = new Object[shape.planes()];
			for (int i = 0; i < planes.length; i++)
				planes[i] = shape.blank();
		}
		catch (final OutOfMemoryError e) {
			final int bytes = shape.bitDepth() == 24 ? 4 : shape.bitDepth() / 8;
			throw new IllegalStateException("The result needs " + ((long) shape.width() * shape.height() * shape.planes() * bytes >> 20) +
				" MB, but of the " + (Runtime.getRuntime().maxMemory() >> 20) + " MB that ImageJ may use not so much is free. Give the result a" +
				" file with \"save\": it is then written to the disk as it comes, whatever its size. Or close other images, give ImageJ more" +
				" memory in Edit > Options > Memory & Threads..., or denoise fewer slices.", e);
		}
	}

	@Override
	public Object get(final int index) {
		return planes[index];
	}

	@Override
	public void put(final int index, final Object pixels) {
		planes[index] = pixels;
	}
}
