package sc.fiji.n2n.denoise;

/** A run that the user has asked to stop before it began. */
public final class Canceled implements Progress {

	@Override
	public void update(final String doing, final double fraction) {}

	@Override
	public boolean isCanceled() {
		return true;
	}
}
