package sc.fiji.n2n.command;

import java.io.IOException;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import sc.fiji.n2n.batch.BatchPlan;
import sc.fiji.n2n.batch.BatchSummary;
import sc.fiji.n2n.batch.ChannelTask;
import sc.fiji.n2n.batch.FileDenoiser;
import sc.fiji.n2n.batch.ImageDenoiser;
import sc.fiji.n2n.batch.ImageTask;
import sc.fiji.n2n.batch.ModelTask;
import sc.fiji.n2n.batch.ReportingDenoiser;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.FileFormat;
import sc.fiji.n2n.config.NormalizationMode;
import sc.fiji.n2n.config.Reporting;
import sc.fiji.n2n.config.SpreadMap;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;

/** Denoises a file, a folder or the files that fit a pattern; skips what is done. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>Denoise Files...", headless = true,
	description = "Removes noise from image files, each on its own, and saves the results as files. Files that have a result already are skipped.")
public class DenoiseFiles extends ZeroShotCommand {

	// Texts, because a pattern is not a file, and because a missing File would open a chooser.
	@Parameter(label = "Input", style = FileWidget.FILE_AND_DIRECTORY_STYLE, attrs = @Attr(name = InputPlace.FIRST), persist = false,
		description = "A file, a folder (with its sub-folders), or a pattern such as /data/*.tif or /data/**/*.tif.")
	private String input = "";

	@Parameter(label = "Output", style = FileWidget.DIRECTORY_STYLE, attrs = @Attr(name = InputPlace.FIRST), persist = false,
		description = "A folder, or, for one input file, a file name that ends in .tif or .ome.zarr. Sub-folders are kept.")
	private String output = "";

	@Parameter(label = "Model (optional)", style = FileWidget.OPEN_STYLE, required = false, attrs = @Attr(name = InputPlace.FIRST), persist = false,
		description = "A model file (.n2n) that N2N Train made, to denoise with it; method, mode, slices, effort and seed then have no effect. " +
			"Empty: zero-shot, without a model.")
	private String model = "";

	@Parameter(label = "Format", choices = { "tiff", "bigtiff", "ome-zarr" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Of the results: tiff for ImageJ and most programs, of any size; bigtiff for programs that need it beyond 4 GB; ome-zarr for " +
			"programs that read regions.")
	private String format = "tiff";

	@Parameter(label = "Series", attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "The number of the image to denoise of files that hold several. 0 denoises all, each into a file of its own.")
	private long series = 0;

	@Parameter(label = "Report", choices = { "no", "yes" }, attrs = @Attr(name = InputPlace.AFTER), persist = false,
		description = "yes also makes a trust report: how far the result can be believed, as a page with pictures beside each result, whose name ends in -report.html. Takes several times as long.")
	private String report = "no";

	private BatchPlan plan;
	private Reporting reporting;

	@Override
	String title() {
		return "Denoise Files";
	}

	@Override
	boolean hasInput() {
		return true;
	}

	@Override
	void check() throws IOException {
		plan = BatchPlan.of(input, output, Choices.parse("format", format, FileFormat.values()), whole(series));
		reporting = Choices.parse("report", report, Reporting.values());
		if (spread() == SpreadMap.YES) {
			if (!model.isBlank()) throw new IllegalArgumentException("spread is yes, but a model is applied once, and a spread needs two passes or more. " +
				"Choose spread no, or give no model.");
			plan.checkSpreads();
		}
		if (!model.isBlank()) ModelFile.check(model);
	}

	@Override
	ChannelTask task(final ZeroShotOptions options, final DjlTrainer trainer) throws IOException {
		return model.isBlank() ? super.task(options, trainer) : new ModelTask(ModelFile.open(model, trainer), NormalizationMode.MODEL, null, options.device());
	}

	@Override
	void denoise(final ImageDenoiser denoiser, final Progress run) {
		final ImageTask task = reporting == Reporting.NO ? denoiser : new ReportingDenoiser(denoiser, this::tell);
		final BatchSummary summary = new FileDenoiser(task, this::tell).run(plan, run);
		if (summary.hasFailures()) throw new IllegalStateException(summary.text());
		tell(summary.text());
	}
}
