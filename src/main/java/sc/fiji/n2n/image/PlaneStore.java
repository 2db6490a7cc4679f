package sc.fiji.n2n.image;

import java.io.IOException;

/** Where the planes of a result go: into memory, or into a file as they come. Used by one thread at a time. */
interface PlaneStore {

	/**
	 * The pixels of a plane, to be changed and then given to {@link #put}.
	 *
	 * @param index index of the plane in ImageJ's order (channels, then slices, then frames), from 0
	 * @return a {@code byte[]}, {@code short[]}, {@code float[]} or {@code int[]} (RGB), as it was put last; zeros, or opaque
	 *         black, before the first time
	 * @throws IOException if it cannot be read back
	 */
	Object get(int index) throws IOException;

	/**
	 * Keeps the pixels of a plane.
	 *
	 * @param index index of the plane, from 0
	 * @param pixels what {@link #get} gave, changed
	 * @throws IOException if it cannot be written, such as when the disk is full
	 */
	void put(int index, Object pixels) throws IOException;
}
