package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.denoise.ZeroShotReport;

/**
 * How the run of one channel went, in lines for people.
 *
 * @param channel name of the channel, empty for the only one
 * @param report how its run went
 */
record ChannelReport(String channel, ZeroShotReport report) {

	/** The method that did the work: {@code auto} measures the noise, then runs {@code fast}. */
	Method methodUsed() {
		final Method asked = report.options().method();
		return asked == Method.AUTO ? Method.FAST : asked;
	}

	/** Lines "what: value". */
	List<String> lines() {
		final List<String> lines = new ArrayList<>();
		add(lines, "method used", methodUsed().toString());
		if (!report.noise().isEmpty()) add(lines, "measured", report.noise());
		if (methodUsed() != Method.PUBLISHED) add(lines, "stride", String.valueOf(report.stride()));
		add(lines, "steps", String.valueOf(report.steps()));
		if (methodUsed() != Method.PUBLISHED) add(lines, "structure given back", String.format(Locale.ROOT, "%.1f %%", 100 * report.returned()));
		if (report.restarts() > 0) add(lines, "restarts", String.valueOf(report.restarts()));
		add(lines, "seconds", String.format(Locale.ROOT, "%.1f", report.seconds()));
		add(lines, "device used", report.device());
		for (final String warning : report.warnings())
			add(lines, "warning", warning);
		return lines;
	}

	private void add(final List<String> lines, final String what, final String value) {
		lines.add((channel.isEmpty() ? "" : channel + " ") + what + ": " + value);
	}
}
