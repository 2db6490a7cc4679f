package sc.fiji.n2n.batch;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

import ij.process.FloatProcessor;
import sc.fiji.n2n.image.TrustPictures;
import sc.fiji.n2n.trust.Verdict;

/** A trust report as one page of HTML that needs no other file, no script and no network. */
final class TrustPage {

	/** What tells such a page from others, in its first lines. */
	static final String MARK = "<meta name=\"generator\" content=\"Noise2Noise for Fiji, trust report\">";

	private static final String STYLE = "body{font-family:sans-serif;max-width:1100px;margin:1em auto;padding:0 1em;color:#222}" +
		"table{border-collapse:collapse;width:100%}td,th{border:1px solid #ccc;padding:4px 8px;text-align:left;vertical-align:top}" +
		"td:nth-child(3),td:nth-child(4){white-space:nowrap}.pass{background:#e3f1ff}.look{background:#fff0c9}.fail{background:#ffd3c2;font-weight:bold}" +
		"figure{display:inline-block;margin:0 12px 12px 0;vertical-align:top;max-width:420px}figcaption{font-size:90%;padding-top:3px}" +
		"figure img{max-width:420px;min-width:256px;image-rendering:pixelated}figure.plot img{image-rendering:auto}pre{background:#f4f4f4;padding:8px;white-space:pre-wrap}";

	private static final List<String> LIMITS = List.of(
		"There is no truth to compare with. A result that passes has shown no sign of being wrong; that is less than being right.",
		"What is weaker than the noise cannot be checked on a single image. Fine or faint structure that was invented or lost below the limit given in the table " +
			"stays unseen; only a repeat, or a longer exposure, shows it.",
		"The strength of the noise is measured on the noisy image, to about a fifth. Dense texture without any flat place reads as noise: the checks are then less strict.",
		"The checks are made for noise that is 0 on average, as of cameras, photons and scanners. Text, scratches, impulses and missing pixels that were taken away count as a loss.",
		"A single bright pixel is taken for a defect of the camera, not for structure. Structure of one pixel is not protected by these checks.",
		"The spread between results shows where the network is unsure. Where all results are misled by the same noise, they agree and are wrong together.",
		"Pixels that are saturated, missing or without any variation were left out, and so were the slices that are not in the table.",
		"Whether the image shows what it should, for example that the focus was right or nothing was bleached, is not a question to its noise.");

	private final TrustResult report;
	private final StringBuilder html = new StringBuilder();

	private TrustPage(final TrustResult report) {
		this.report = report;
	}

	/** The page. */
	static String of(final TrustResult report) {
		return new TrustPage(report).html();
	}

	private String html() {
		final String title = escape(report.title());
		html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n").append(MARK).append("\n<title>").append(title).append("</title><style>")
			.append(STYLE).append("</style></head><body>\n<h1>").append(title).append("</h1>\n");
		final Verdict verdict = report.verdict();
		html.append("<p class=\"").append(verdict).append("\" style=\"padding:8px\">The denoised image is \"").append(escape(report.resultTitle())).append("\". ")
			.append(report.summary()).append(". ").append(meaning(verdict)).append("</p>\n");
		table();
		pictures();
		html.append("<h2>What was examined</h2><ul>");
		report.notes().forEach(note -> html.append("<li>").append(escape(note)).append("</li>"));
		html.append("</ul>\n<h2>What this report cannot know</h2><ul>");
		LIMITS.forEach(limit -> html.append("<li>").append(escape(limit)).append("</li>"));
		html.append("</ul>\n<h2>How it was made</h2><pre>").append(escape(report.info())).append("</pre></body></html>\n");
		return html.toString();
	}

	private static String meaning(final Verdict verdict) {
		return switch (verdict) {
			case PASS -> "Nothing speaks against the result.";
			case LOOK -> "Look at the places and numbers that are named below before you use the result.";
			case FAIL -> "The result is not to be trusted in what failed.";
		};
	}

	private void table() {
		html.append("<table><tr><th>Channel</th><th>Slice</th><th>Check</th><th>Value</th><th>Verdict</th><th>Reason</th></tr>\n");
		for (final TrustRow row : report.rows())
			html.append("<tr><td>").append(row.channel()).append("</td><td>").append(row.slice()).append("</td><td>").append(escape(row.check().name())).append(
				"</td><td>").append(escape(row.check().text())).append("</td><td class=\"").append(row.check().verdict()).append("\">").append(row.check().verdict())
				.append("</td><td>").append(escape(row.check().reason())).append("</td></tr>\n");
		html.append("</table>\n");
	}

	/** Of each channel, the plane with the worst verdict; of several, the one nearest to the middle. */
	private void pictures() {
		final Map<Integer, List<ExaminedPlane>> channels = report.planes().stream().collect(Collectors.groupingBy(ExaminedPlane::channel, TreeMap::new,
			Collectors.toList()));
		channels.forEach((channel, planes) -> {
			final int middle = planes.get(planes.size() / 2).slice();
			pictures(planes.stream().max(Comparator.comparing(ExaminedPlane::verdict).thenComparing(plane -> -Math.abs(plane.slice() - middle))).orElseThrow());
			planes.stream().filter(plane -> plane.spread() != null).forEach(this::spread);
		});
	}

	private void pictures(final ExaminedPlane plane) {
		html.append("<h2>Channel ").append(plane.channel()).append(", slice ").append(plane.slice()).append("</h2>\n");
		final FloatProcessor noisy = TrustPictures.processor(plane.noisy()), denoised = TrustPictures.processor(plane.denoised());
		final FloatProcessor residual = TrustPictures.processor(plane.findings().residual()), changes = TrustPictures.processor(plane.findings().changes());
		final double[] range = TrustPictures.range(noisy), around = TrustPictures.symmetric(residual);
		figure(TrustPictures.gray(noisy, range), "", "Noisy, " + number(range[0]) + " to " + number(range[1]));
		figure(TrustPictures.gray(denoised, range), "", "Denoised, the same intensities");
		figure(TrustPictures.gray(residual, around), "", "Residual, noisy minus denoised, " + number(around[0]) + " to " + number(around[1]) +
			": it should look like noise alone");
		figure(TrustPictures.marked(denoised, range, changes), "", "Changed by more than the noise explains: orange, possible loss; blue, possible invention");
		if (!plane.findings().bins().isEmpty()) {
			figure(TrustPictures.autocorrelation(plane.findings()), "plot", "The residual should not be more correlated than the noise");
			figure(TrustPictures.bias(plane.findings()), "plot", "The mean residual should be near 0 at all intensities (bars: 4 standard errors)");
		}
		if (plane.repeat() != null) figure(TrustPictures.rings(plane.repeat()), "plot", "Fourier ring correlation with the repeat");
	}

	private void spread(final ExaminedPlane plane) {
		final FloatProcessor spread = TrustPictures.processor(plane.spread().spread());
		final double[] range = { 0, TrustPictures.range(spread)[1] };
		figure(TrustPictures.gray(spread, range), "", "Spread of results in slice " + plane.slice() + ", 0 to " + number(range[1]) + ": bright where the network is unsure");
	}

	private void figure(final BufferedImage picture, final String kind, final String caption) {
		html.append("<figure class=\"").append(kind).append("\"><img alt=\"\" width=\"").append(picture.getWidth()).append("\" src=\"data:image/png;base64,").append(
			png(picture)).append("\"><figcaption>").append(escape(caption)).append("</figcaption></figure>\n");
	}

	private static String png(final BufferedImage picture) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			if (!ImageIO.write(picture, "png", bytes)) throw new IllegalStateException("This Java cannot write PNG pictures.");
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return Base64.getEncoder().encodeToString(bytes.toByteArray());
	}

	private static String number(final double value) {
		return Double.isFinite(value) ? Digits.of(value) : "-";
	}

	private static String escape(final String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}
}
