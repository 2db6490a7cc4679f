package sc.fiji.n2n.image;

import ij.io.FileInfo;
import ij.io.FileOpener;
import ij.plugin.FileInfoVirtualStack;
import ij.process.ImageProcessor;

/** ImageJ's virtual stack of a TIFF, which shows an empty plane for one that cannot be read; this fails instead. */
final class TiffStack extends FileInfoVirtualStack {

	private final FileInfo[] planes;

	/** @param planes where each plane lies */
	TiffStack(final FileInfo[] planes) {
		super(planes);
		this.planes = planes;
	}

	@Override
	public ImageProcessor getProcessor(final int n) {
		final int index = translate(n);
		final ImageProcessor ip = new FileOpener(planes[index - 1]).openProcessor();
		if (ip == null) throw new IllegalStateException("Plane " + index + " of " + planes[index - 1].getFilePath() + " cannot be read. Is the file damaged?");
		if (cTable != null) ip.setCalibrationTable(cTable);
		ip.setSliceNumber(n);
		return ip;
	}
}
