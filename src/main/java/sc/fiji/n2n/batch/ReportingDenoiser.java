package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import ij.ImagePlus;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageFile;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.image.ResultFile;

/** Denoises images into files, and writes a trust report beside each. */
public final class ReportingDenoiser implements ImageTask {

	/** Share of the progress that is the denoising. */
	private static final double DENOISING = 0.4;

	private final ImageDenoiser denoiser;
	private final Consumer<String> log;

	/**
	 * @param denoiser denoises
	 * @param log takes a line on each report
	 */
	public ReportingDenoiser(final ImageDenoiser denoiser, final Consumer<String> log) {
		this.denoiser = Objects.requireNonNull(denoiser, "denoiser");
		this.log = Objects.requireNonNull(log, "log");
	}

	@Override
	public void apply(final ImagePlus image, final ResultFile target, final Progress progress) throws IOException {
		denoiser.apply(image, target, progress.part(0, DENOISING));
		try {
			final TrustResult report = report(image, target.path(), progress.part(DENOISING, 1));
			final Path file = TrustFile.besideResult(target.path());
			TrustFile.write(report, file);
			log.accept(image.getTitle() + ": trust report: " + report.summary() + "; " + file);
		}
		catch (final CancellationException e) {
			throw e;
		}
		catch (final IOException | RuntimeException | OutOfMemoryError e) {
			// The result is there and good for what it is.
			log.accept(image.getTitle() + ": warning: The trust report could not be made: " + reason(e));
		}
	}

	private TrustResult report(final ImagePlus image, final Path result, final Progress progress) throws IOException {
		try (ImageFile file = ImageFiles.openFile(result)) {
			final ImagePlus denoised = file.open(0);
			try {
				return examiner(denoiser).examine(image, denoised, null, progress);
			}
			finally {
				denoised.flush();
			}
		}
	}

	/**
	 * Why there is no report, in words for the user.
	 *
	 * @param problem what was thrown
	 */
	public static String reason(final Throwable problem) {
		if (problem instanceof OutOfMemoryError) return "There is not enough memory. Give ImageJ more (Edit > Options > Memory & Threads).";
		return problem.getMessage() == null ? problem.toString() : problem.getMessage();
	}

	/**
	 * What examines the results of a denoiser, and makes others like them.
	 *
	 * @param denoiser the denoiser
	 */
	public static TrustExaminer examiner(final ImageDenoiser denoiser) {
		final ResultOptions options = denoiser.options();
		return new TrustExaminer(denoiser.task(), options.channel(), denoiser.task().macro(options).replace("\");", " report=yes\");"));
	}
}
