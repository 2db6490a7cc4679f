package sc.fiji.n2n.command;

import org.scijava.Context;
import org.scijava.app.event.StatusEvent;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.plugin.Parameter;

import ij.IJ;

/** Shows the progress of commands in the status bar of ImageJ, as Fiji's legacy layer does there. */
final class StatusBar {

	@Parameter
	private EventService events;

	/** @param context whose commands to show; it forgets this status bar when nothing else holds it */
	StatusBar(final Context context) {
		context.inject(this);
	}

	@EventHandler
	private void onEvent(final StatusEvent event) {
		if (event.isWarning()) return;
		if (event.getStatusMessage() != null) IJ.showStatus(event.getStatusMessage());
		if (event.getProgressMaximum() > 0) IJ.showProgress(event.getProgressValue(), event.getProgressMaximum());
	}

	/** Takes the progress bar away. */
	void clear() {
		IJ.showProgress(1, 1);
	}
}
