package sc.fiji.n2n.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntFunction;

import ij.VirtualStack;
import ij.process.ImageProcessor;

/** A result that is being written, as ImageJ sees it while its metadata are put together. */
final class StoredStack extends VirtualStack {

	private final PlaneStore planes;
	private final IntFunction<String> labels;

	/**
	 * @param shape what the planes are
	 * @param planes the planes
	 * @param labels gives the label of a slice, by its index from 0; null for none
	 */
	StoredStack(final StackShape shape, final PlaneStore planes, final IntFunction<String> labels) {
		super(shape.width(), shape.height(), shape.planes());
		setBitDepth(shape.bitDepth());
		this.planes = planes;
		this.labels = labels;
	}

	@Override
	public ImageProcessor getProcessor(final int n) {
		try {
			return LazyStack.processor(getWidth(), getHeight(), planes.get(n - 1));
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
	}

	@Override
	public Object getPixels(final int n) {
		return getProcessor(n).getPixels();
	}

	@Override
	public String getSliceLabel(final int n) {
		return labels.apply(n - 1);
	}
}
