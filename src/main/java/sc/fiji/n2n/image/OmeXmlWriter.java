package sc.fiji.n2n.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import sc.fiji.n2n.image.OmeImage.Channel;
import sc.fiji.n2n.image.OmeImage.Quantity;

/** Writes OME-XML (schema 2016-06) for an OME-TIFF whose planes lie in ImageJ's order. */
final class OmeXmlWriter {

	private static final String NAMESPACE = "http://www.openmicroscopy.org/Schemas/OME/2016-06";
	private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
	private static final int RGB = 24;
	private static final int COMPONENTS = 3;

	private final XMLStreamWriter xml;

	private OmeXmlWriter(final XMLStreamWriter xml) {
		this.xml = xml;
	}

	/**
	 * The XML of an image.
	 *
	 * @param image the image
	 * @param bitDepth 8, 16, 24 (RGB) or 32
	 * @return ASCII, whatever the letters of the names
	 */
	static byte[] write(final OmeImage image, final int bitDepth) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final String encoding = StandardCharsets.US_ASCII.name();
		try {
			final XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, encoding);
			// "UTF-8", of which ASCII is a part, because some readers know no other.
			xml.writeProcessingInstruction("xml", "version=\"1.0\" encoding=\"UTF-8\"");
			new OmeXmlWriter(xml).root(image, bitDepth);
			xml.close();
		}
		catch (final XMLStreamException e) {
			throw new IllegalStateException("OME-XML cannot be written: " + e, e);
		}
		return out.toByteArray();
	}

	private void root(final OmeImage image, final int bitDepth) throws XMLStreamException {
		xml.writeStartElement("OME");
		xml.writeDefaultNamespace(NAMESPACE);
		xml.writeNamespace("xsi", SCHEMA_INSTANCE);
		xml.writeAttribute("xsi", SCHEMA_INSTANCE, "schemaLocation", NAMESPACE + " " + NAMESPACE + "/ome.xsd");
		xml.writeAttribute("Creator", "Noise2Noise for Fiji");
		xml.writeStartElement("Image");
		xml.writeAttribute("ID", "Image:0");
		xml.writeAttribute("Name", clean(image.name()));
		pixels(image, bitDepth);
		xml.writeEndElement();
		xml.writeEndElement();
		xml.writeEndDocument();
	}

	private void pixels(final OmeImage image, final int bitDepth) throws XMLStreamException {
		final int components = bitDepth == RGB ? COMPONENTS : 1;
		xml.writeStartElement("Pixels");
		xml.writeAttribute("ID", "Pixels:0");
		xml.writeAttribute("DimensionOrder", "XYCZT");
		xml.writeAttribute("Type", bitDepth == 32 ? "float" : bitDepth == 16 ? "uint16" : "uint8");
		xml.writeAttribute("SizeX", Integer.toString(image.width()));
		xml.writeAttribute("SizeY", Integer.toString(image.height()));
		xml.writeAttribute("SizeC", Integer.toString(image.channels() * components));
		xml.writeAttribute("SizeZ", Integer.toString(image.slices()));
		xml.writeAttribute("SizeT", Integer.toString(image.frames()));
		quantity("PhysicalSizeX", image.pixelWidth());
		quantity("PhysicalSizeY", image.pixelHeight());
		quantity("PhysicalSizeZ", image.pixelDepth());
		quantity("TimeIncrement", image.interval());
		for (int c = 0; c < image.channels(); c++)
			channel(c, c < image.channelList().size() ? image.channelList().get(c) : new Channel("", null), components);
		xml.writeEmptyElement("TiffData");
		xml.writeAttribute("IFD", "0");
		xml.writeAttribute("PlaneCount", Integer.toString(image.planes()));
		xml.writeEndElement();
	}

	private void channel(final int index, final Channel channel, final int components) throws XMLStreamException {
		xml.writeEmptyElement("Channel");
		xml.writeAttribute("ID", "Channel:0:" + index);
		if (!channel.name().isEmpty()) xml.writeAttribute("Name", clean(channel.name()));
		// Red, green, blue and opacity, in a signed number.
		if (channel.colour() != null) xml.writeAttribute("Color", Integer.toString(channel.colour() << Byte.SIZE | 0xff));
		xml.writeAttribute("SamplesPerPixel", Integer.toString(components));
	}

	private void quantity(final String attribute, final Quantity quantity) throws XMLStreamException {
		if (quantity == null) return;
		xml.writeAttribute(attribute, Double.toString(quantity.value()));
		xml.writeAttribute(attribute + "Unit", quantity.unit());
	}

	/** Without what XML cannot hold. */
	private static String clean(final String text) {
		return text.replaceAll("[^\\u0020-\\uD7FF\\uE000-\\uFFFD]", " ");
	}
}
