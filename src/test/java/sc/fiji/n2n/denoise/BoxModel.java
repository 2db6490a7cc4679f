package sc.fiji.n2n.denoise;

import net.imglib2.Interval;
import net.imglib2.util.Intervals;

/** A model that is not a network: the mean of 5 pixels along each axis, of any number of axes, and 1 added to it. */
public final class BoxModel implements PatchModel {

	@Override
	public Interval requiredSourceInterval(final Interval target, final Interval image) {
		return Intervals.expand(target, 2);
	}

	@Override
	public float[] denoise(final float[] block, final long[] size) {
		float[] mean = block;
		int step = 1;
		for (final long length : size) {
			final float[] next = new float[block.length];
			for (int i = 0; i < next.length; i++) {
				final long at = i / step % length;
				if (at < 2 || at >= length - 2) continue;
				for (int k = -2; k <= 2; k++)
					next[i] += mean[i + k * step] / 5;
			}
			mean = next;
			step *= (int) length;
		}
		for (int i = 0; i < mean.length; i++)
			mean[i]++;
		return mean;
	}

	@Override
	public void close() {}
}
