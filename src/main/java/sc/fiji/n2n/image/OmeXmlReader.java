package sc.fiji.n2n.image;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import sc.fiji.n2n.image.OmeImage.Channel;
import sc.fiji.n2n.image.OmeImage.Quantity;

/** Reads the OME-XML of an OME-TIFF that holds one image in one file. */
final class OmeXmlReader {

	private final int planes;
	private final Set<String> files = new HashSet<>();
	private final List<Channel> channels = new ArrayList<>();
	private final List<int[]> blocks = new ArrayList<>();
	private int images;
	private String name = "";
	private String order;
	private int width;
	private int height;
	private int sizeC;
	private int sizeZ;
	private int sizeT;
	private int samples;
	private Quantity pixelWidth;
	private Quantity pixelHeight;
	private Quantity pixelDepth;
	private Quantity interval;

	private OmeXmlReader(final int planes) {
		this.planes = planes;
	}

	/**
	 * Reads the XML.
	 *
	 * @param xml the description of the first directory of a TIFF
	 * @param planes how many directories there are
	 * @return what it says; empty if it is no OME-XML, is of several images or files, or does not fit the number of planes
	 */
	static Optional<OmeImage> read(final String xml, final int planes) {
		final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		// The file may come from anywhere: nothing outside of it is read.
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		final OmeXmlReader reader = new OmeXmlReader(planes);
		try {
			final XMLStreamReader elements = factory.createXMLStreamReader(new StringReader(xml));
			while (elements.hasNext())
				if (elements.next() == XMLStreamConstants.START_ELEMENT) reader.element(elements);
			return reader.image();
		}
		catch (final XMLStreamException | NumberFormatException e) {
			return Optional.empty();
		}
	}

	private void element(final XMLStreamReader xml) {
		switch (xml.getLocalName()) {
			case "Image" -> {
				images++;
				name = attribute(xml, "Name", "");
			}
			case "Pixels" -> pixels(xml);
			case "Channel" -> {
				samples += number(xml, "SamplesPerPixel", 1);
				final String colour = attribute(xml, "Color", null);
				channels.add(new Channel(attribute(xml, "Name", ""), colour == null ? null : Integer.parseInt(colour) >>> Byte.SIZE));
			}
			case "TiffData" -> tiffData(xml);
			case "UUID" -> files.add(attribute(xml, "FileName", ""));
			default -> {
				// Of no meaning for pixels.
			}
		}
	}

	private void pixels(final XMLStreamReader xml) {
		order = attribute(xml, "DimensionOrder", "XYCZT");
		width = number(xml, "SizeX", 0);
		height = number(xml, "SizeY", 0);
		sizeC = number(xml, "SizeC", 1);
		sizeZ = number(xml, "SizeZ", 1);
		sizeT = number(xml, "SizeT", 1);
		pixelWidth = quantity(xml, "PhysicalSizeX", "µm");
		pixelHeight = quantity(xml, "PhysicalSizeY", "µm");
		pixelDepth = quantity(xml, "PhysicalSizeZ", "µm");
		interval = quantity(xml, "TimeIncrement", "s");
	}

	/** Keeps first directory, number of planes (0: all), and where the first plane belongs. */
	private void tiffData(final XMLStreamReader xml) {
		final boolean bounded = attribute(xml, "IFD", null) != null;
		blocks.add(new int[] { number(xml, "IFD", 0), number(xml, "PlaneCount", bounded ? 1 : 0), number(xml, "FirstC", 0), number(xml, "FirstZ", 0),
			number(xml, "FirstT", 0) });
	}

	private Optional<OmeImage> image() {
		// The components of RGB pixels count as channels of their own in SizeC.
		final int planeChannels = !channels.isEmpty() && samples == sizeC ? channels.size() : sizeC;
		final boolean fits = images == 1 && files.size() <= 1 && width > 0 && height > 0 && sizeZ > 0 && sizeT > 0 && planeChannels > 0 &&
			(long) planeChannels * sizeZ * sizeT == planes && order.matches("XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)");
		if (!fits) return Optional.empty();
		return places(planeChannels, sizeC / planeChannels).map(places -> new OmeImage(name, width, height, planeChannels, sizeZ, sizeT, pixelWidth,
			pixelHeight, pixelDepth, interval, planeChannels == channels.size() ? channels : List.of(), places));
	}

	/** For each plane in ImageJ's order its directory; empty unless each has one. */
	private Optional<List<Integer>> places(final int planeChannels, final int components) {
		if (blocks.isEmpty()) blocks.add(new int[] { 0, 0, 0, 0, 0 });
		final int[] sizes = { planeChannels, sizeZ, sizeT };
		final List<Integer> places = new ArrayList<>(Collections.nCopies(planes, null));
		for (final int[] block : blocks) {
			final int count = block[1] == 0 ? planes - block[0] : block[1];
			final int[] at = { block[2] / components, block[3], block[4] };
			for (int i = 0; i < count; i++) {
				if (at[0] >= sizes[0] || at[1] >= sizes[1] || at[2] >= sizes[2]) return Optional.empty();
				final int directory = block[0] + i;
				final int index = at[0] + sizes[0] * (at[1] + sizes[1] * at[2]);
				if (directory < 0 || directory >= planes || index < 0) return Optional.empty();
				places.set(index, directory);
				step(at, sizes);
			}
		}
		final Set<Integer> different = new HashSet<>(places);
		return different.size() == planes && !different.contains(null) ? Optional.of(places) : Optional.empty();
	}

	/** To the next plane in the order of the file. */
	private void step(final int[] at, final int[] sizes) {
		for (int i = 2; i < order.length(); i++) {
			final int axis = "CZT".indexOf(order.charAt(i));
			if (++at[axis] < sizes[axis] || i == order.length() - 1) return;
			at[axis] = 0;
		}
	}

	private static String attribute(final XMLStreamReader xml, final String attribute, final String otherwise) {
		final String value = xml.getAttributeValue(null, attribute);
		return value == null ? otherwise : value;
	}

	private static int number(final XMLStreamReader xml, final String attribute, final int otherwise) {
		final String value = xml.getAttributeValue(null, attribute);
		return value == null ? otherwise : Integer.parseInt(value.strip());
	}

	private static Quantity quantity(final XMLStreamReader xml, final String attribute, final String usual) {
		final String value = xml.getAttributeValue(null, attribute);
		if (value == null) return null;
		// ImageJ reads the text in the alphabet of the computer, which may know no µ.
		final String unit = attribute(xml, attribute + "Unit", usual).replaceFirst("^(\uFFFD+|\u00c2\u00b5|\u03bc)", "µ");
		final double size = Double.parseDouble(value.strip());
		return size > 0 && !Double.isInfinite(size) ? new Quantity(size, unit) : null;
	}
}
