package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.denoise.PlaneWriter;
import sc.fiji.n2n.kspace.SamplingMask;

/** Puts the frequencies that were measured back into the planes of a result, before they are written. */
final class MeasuredFrequencies implements PlaneWriter {

	private final RandomAccessibleInterval<FloatType> samplings;
	private final List<SamplingMask> masks = new ArrayList<>();
	private final PlaneWriter out;

	/**
	 * @param channel the samplings, with their masks
	 * @param out takes the planes
	 * @throws IllegalArgumentException if a mask is none, in words for the user
	 */
	MeasuredFrequencies(final Channel channel, final PlaneWriter out) {
		samplings = channel.planes();
		this.out = out;
		for (long i = 0; i < channel.mask().dimension(2); i++) {
			final SamplingMask mask = OpenSamplings.mask(Views.hyperSlice(channel.mask(), 2, i));
			mask.check("The mask of plane " + (i + 1));
			masks.add(mask);
		}
	}

	@Override
	public void write(final long plane, final RandomAccessibleInterval<FloatType> pixels) {
		final SamplingMask mask = masks.get(Math.toIntExact(plane));
		final float[] sampling = OpenSamplings.pixels(Views.hyperSlice(samplings, 2, plane));
		for (final float pixel : sampling)
			if (!Float.isFinite(pixel)) throw new IllegalArgumentException("Plane " + (plane + 1) + " has a pixel that is " + pixel +
				", but every frequency depends on all pixels, which must be numbers.");
		out.write(plane, ArrayImgs.floats(mask.reinsert(OpenSamplings.pixels(pixels), sampling), mask.width(), mask.height()));
	}
}
