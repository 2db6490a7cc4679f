package sc.fiji.n2n.image;

import ij.ImagePlus;

/** A file of one image that has been opened. */
final class OneImageFile implements ImageFile {

	private final ImagePlus image;

	/** @param image the image */
	OneImageFile(final ImagePlus image) {
		this.image = image;
	}

	@Override
	public int seriesCount() {
		return 1;
	}

	@Override
	public String seriesName(final int series) {
		return "";
	}

	@Override
	public ImagePlus open(final int series) {
		if (series != 0) throw new IllegalArgumentException("There is no image " + (series + 1) + ": the file has one.");
		return image;
	}

	@Override
	public void close() {
		// ImageJ holds no file open.
	}
}
