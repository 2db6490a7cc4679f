package sc.fiji.n2n.batch;

import java.util.Locale;

/**
 * How near a plane, or all planes, of an image are to a reference. What could not be measured is NaN.
 *
 * @param channel the channel, from 1; 0: all
 * @param slice the plane of the channel, from 1, through slices, then frames; 0: all
 * @param psnr peak signal-to-noise ratio in decibels; infinite for equal images
 * @param ssim structural similarity, at most 1
 * @param nrmse root of the squared differences over that of the squared reference
 * @param resolution pixels of the finest detail on which both agree, by Fourier ring correlation
 * @param calibratedResolution the same in the unit of the image; NaN where the size of its pixels is not known
 * @param unit that unit
 */
public record ComparisonRow(int channel, int slice, double psnr, double ssim, double nrmse, double resolution, double calibratedResolution,
	String unit)
{

	/** The row as a line of text, with "-" for what could not be measured. */
	public String text() {
		final String calibrated = Double.isNaN(calibratedResolution) ? "" : " (" + number("%.4g", calibratedResolution) + " " + unit + ")";
		return place() + ": PSNR " + number("%.3f", psnr) + " dB, SSIM " + number("%.4f", ssim) + ", NRMSE " + number("%.4g", nrmse) + ", FRC " + number("%.2f",
			resolution) + " pixels" + calibrated;
	}

	/** Channel and plane in words. */
	public String place() {
		return (channel == 0 ? "all channels" : "channel " + channel) + (slice == 0 ? ", all slices" : ", slice " + slice);
	}

	private static String number(final String format, final double value) {
		if (Double.isNaN(value)) return "-";
		return Double.isInfinite(value) ? "infinite" : String.format(Locale.ROOT, format, value);
	}
}
