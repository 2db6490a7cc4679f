package sc.fiji.n2n.command;

import org.scijava.Context;

import ij.IJ;

/** Finds the application context of a running Fiji. */
final class FijiContext {

	private static final String LEGACY_SERVICE = "net.imagej.legacy.LegacyService";

	private FijiContext() {}

	/** The context of the running Fiji, or null in ImageJ without Fiji. */
	static Context find() {
		if (!hasLegacyLayer()) return null;
		// Fiji answers this call with its context; ImageJ without Fiji would try to make a new one.
		return IJ.runPlugIn(Context.class.getName(), "") instanceof Context context &&
			context.getService(LEGACY_SERVICE) != null ? context : null;
	}

	/** Whether Fiji's legacy layer has added its hooks to ImageJ. */
	private static boolean hasLegacyLayer() {
		try {
			IJ.class.getField("_hooks");
			return true;
		}
		catch (final NoSuchFieldException e) {
			return false;
		}
	}
}
