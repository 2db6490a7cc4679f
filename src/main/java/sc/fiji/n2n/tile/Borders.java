package sc.fiji.n2n.tile;

import net.imglib2.RandomAccessible;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.NativeType;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.view.Views;

/** What networks see beyond the border of an image. */
public final class Borders {

	private Borders() {}

	/**
	 * Reads blocks of an image that reach beyond its border, where the image is mirrored. The border
	 * pixel itself is not doubled: two copies of it side by side would share their noise.
	 *
	 * @param image the image
	 * @return its blocks; not thread-safe
	 * @param <T> pixel type
	 */
	public static <T extends NativeType<T>> PrimitiveBlocks<T> mirrored(final RandomAccessibleInterval<T> image) {
		return PrimitiveBlocks.of(extended(image), OnFallback.ACCEPT);
	}

	private static <T> RandomAccessible<T> extended(final RandomAccessibleInterval<T> image) {
		for (int d = 0; d < image.numDimensions(); d++)
			if (image.dimension(d) == 1) return image.numDimensions() == 1 ? Views.extendBorder(image) : repeated(image, d);
		return Views.extendMirrorSingle(image);
	}

	/** An axis of one pixel cannot be mirrored: its pixel is repeated, and the other axes are extended as usual. */
	private static <T> RandomAccessible<T> repeated(final RandomAccessibleInterval<T> image, final int axis) {
		final RandomAccessible<T> others = Views.addDimension(extended(Views.hyperSlice(image, axis, image.min(axis))));
		return Views.moveAxis(others, others.numDimensions() - 1, axis);
	}
}
