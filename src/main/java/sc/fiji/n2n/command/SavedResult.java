package sc.fiji.n2n.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import ij.ImagePlus;
import sc.fiji.n2n.batch.ImageDenoiser;
import sc.fiji.n2n.batch.ImageDenoiser.Denoised;
import sc.fiji.n2n.batch.ReportingDenoiser;
import sc.fiji.n2n.batch.TrustFile;
import sc.fiji.n2n.batch.TrustResult;
import sc.fiji.n2n.config.FileFormat;
import sc.fiji.n2n.config.Reporting;
import sc.fiji.n2n.config.SpreadMap;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.image.ImageSources;
import sc.fiji.n2n.image.ResultFile;

/** Where the result of an open image goes: into memory, or into a file that the user named. */
final class SavedResult {

	/** Share of the progress that is the denoising where there is a report. */
	private static final double DENOISING = 0.4;

	private SavedResult() {}

	/**
	 * Checks what the user gave, before the work.
	 *
	 * @param image the image to denoise
	 * @param save path of the file; empty for none
	 * @param spread whether there is to be a map of the spread beside it
	 * @return the file, if there is to be one
	 * @throws IllegalArgumentException if the name does not end as it must, or an open image is read from that file
	 */
	static Optional<ResultFile> check(final ImagePlus image, final String save, final SpreadMap spread) {
		if (save == null || save.isBlank()) return Optional.empty();
		final ResultFile file = ResultFile.of(Path.of(save.strip()), FileFormat.TIFF);
		ImageSources.checkNotRead(image, file.path());
		if (spread == SpreadMap.YES) ImageSources.checkNotRead(image, file.spread().path());
		return Optional.of(file);
	}

	/**
	 * Denoises an image.
	 *
	 * @param denoiser how
	 * @param image the image
	 * @param file where the result goes, if not into memory
	 * @param reporting whether a trust report is shown and written, beside the file of the result or that of the image
	 * @param command what tells the user
	 * @param run told how far the work is
	 * @return the result, and the map of the spread if there is one; those of files are virtual stacks
	 * @throws IOException with path and reason, if a file cannot be written
	 */
	static Denoised denoise(final ImageDenoiser denoiser, final ImagePlus image, final Optional<ResultFile> file, final Reporting reporting,
		final NoiseCommand command, final Progress run) throws IOException
	{
		if (reporting == Reporting.NO) return denoise(denoiser, image, file, run);
		final Denoised denoised = denoise(denoiser, image, file, run.part(0, DENOISING));
		final ImagePlus result = denoised.result();
		try {
			final TrustResult report = ReportingDenoiser.examiner(denoiser).examine(image, result, null, run.part(DENOISING, 1));
			TrustWindows.show(report, file.isPresent() ? TrustFile.besideResult(file.get().path()) : TrustFile.beside(image), image.getCalibration().copy(), command
				.isHeadless(), command::tell);
		}
		catch (final CancellationException e) {
			throw e;
		}
		catch (final IOException | IllegalArgumentException | IllegalStateException | OutOfMemoryError e) {
			// The result is there and good for what it is.
			command.tell(result.getTitle() + ": warning: The trust report could not be made: " + ReportingDenoiser.reason(e));
		}
		return denoised;
	}

	private static Denoised denoise(final ImageDenoiser denoiser, final ImagePlus image, final Optional<ResultFile> file, final Progress run)
		throws IOException
	{
		if (file.isEmpty()) return denoiser.denoise(image, run);
		denoiser.apply(image, file.get(), run);
		return new Denoised(ImageFiles.openVirtual(file.get().path()), denoiser.hasSpread() ? ImageFiles.openVirtual(file.get().spread().path()) : null);
	}
}
