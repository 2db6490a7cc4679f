package sc.fiji.n2n.image;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import ij.process.ImageProcessor;
import sc.fiji.n2n.trust.Region;

/** The areas that a user has marked in an image: its selection, its overlay, and the ROI Manager. */
public final class ImageRegions {

	private ImageRegions() {}

	/**
	 * Finds the areas. Lines and points are none.
	 *
	 * @param image the image
	 * @return the areas, each with its name; "selection" for that of the image
	 */
	public static List<Region> of(final ImagePlus image) {
		final Set<Roi> rois = new LinkedHashSet<>();
		if (image.getRoi() != null) rois.add(image.getRoi());
		final Overlay overlay = image.getOverlay();
		if (overlay != null) rois.addAll(List.of(overlay.toArray()));
		final RoiManager manager = RoiManager.getRawInstance();
		if (manager != null) rois.addAll(List.of(manager.getRoisAsArray()));
		final List<Region> regions = new ArrayList<>();
		for (final Roi roi : rois)
			if (roi.isArea()) regions.add(region(roi, roi == image.getRoi() ? "selection" : "ROI " + (regions.size() + 1), image.getWidth(), image.getHeight()));
		return regions;
	}

	private static Region region(final Roi roi, final String standard, final int width, final int height) {
		final boolean[] inside = new boolean[width * height];
		final Rectangle bounds = roi.getBounds();
		final ImageProcessor mask = roi.getMask();
		for (int y = Math.max(0, bounds.y); y < Math.min(height, bounds.y + bounds.height); y++)
			for (int x = Math.max(0, bounds.x); x < Math.min(width, bounds.x + bounds.width); x++)
				inside[y * width + x] = mask == null || mask.get(x - bounds.x, y - bounds.y) != 0;
		final String name = roi.getName() == null || roi.getName().isBlank() ? standard : roi.getName();
		return new Region(name, i -> inside[i]);
	}
}
