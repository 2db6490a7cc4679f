package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.TiffEncoder;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.image.OmeImage.Channel;

class LazyTiffTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "8, 1, 5, 1", "16, 2, 3, 2", "24, 1, 3, 2", "32, 3, 1, 2" })
	void aVirtualStackIsTheSameAsOneInMemory(final int bits, final int c, final int z, final int t) throws IOException {
		final ImagePlus imp = TestImages.noise(bits, 13, 7, c, z, t);
		assertSame(imp, folder.resolve("a.tif"));
	}

	@Test
	void withAllItsMetadata() throws IOException {
		final CompositeImage imp = TestImages.decorated();
		final ImagePlus opened = assertSame(imp, folder.resolve("a.tif"));
		assertEquals("plane 12", opened.getStack().getSliceLabel(12));
		assertEquals("mouse", opened.getProp("Sample"));
		assertEquals("marked", opened.getOverlay().get(0).getName());
		assertEquals(imp.getRoi().getBounds(), opened.getRoi().getBounds());
		assertEquals(60000, ((CompositeImage) opened).getChannelLut(2).max);
		assertEquals("Objective: 63x", opened.getInfoProperty());
		assertEquals(2.5, opened.getCalibration().frameInterval);
		final ImagePlus result = TestImages.unchanged(opened, PixelType.SAME);
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(result));
		assertEquals("Objective: 63x\nMade by a test.", result.getInfoProperty());
	}

	@Test
	void signed16BitIsReadAsItIsStored() throws IOException {
		final ImagePlus ct = TestImages.noise(16, 6, 5, 1, 3, 1);
		ct.getLocalCalibration().setSigned16BitCalibration();
		final ImagePlus opened = assertSame(ct, folder.resolve("a.tif"));
		assertTrue(opened.getCalibration().isSigned16Bit());
	}

	@Test
	void aPlaneThatCannotBeReadIsNotTakenForAnEmptyOne() throws IOException {
		final Path file = folder.resolve("a.tif");
		ImageFiles.saveTiff(TestImages.noise(8, 6, 5, 1, 3, 1), file);
		final ImagePlus opened = QuietOpener.open(file, 1);
		Files.delete(file);
		Files.createDirectory(file);
		assertThrows(IllegalStateException.class, () -> opened.getStack().getProcessor(3));
		assertThrows(IllegalStateException.class, () -> ImageChannels.view(opened, 0).getAt(1, 1, 2));
	}

	private static ImagePlus assertSame(final ImagePlus imp, final Path file) throws IOException {
		ImageFiles.saveTiff(imp, file);
		final ImagePlus inMemory = QuietOpener.open(file, Long.MAX_VALUE);
		final ImagePlus virtual = QuietOpener.open(file, 1);
		assertFalse(inMemory.getStack().isVirtual());
		assertTrue(virtual.getStack().isVirtual());
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(virtual));
		assertArrayEquals(inMemory.getDimensions(), virtual.getDimensions());
		assertEquals(inMemory.getType(), virtual.getType());
		assertEquals(inMemory.isComposite(), virtual.isComposite());
		assertEquals(inMemory.getOpenAsHyperStack(), virtual.getOpenAsHyperStack());
		assertEquals(inMemory.getDisplayRangeMin(), virtual.getDisplayRangeMin());
		assertEquals(inMemory.getDisplayRangeMax(), virtual.getDisplayRangeMax());
		return virtual;
	}

	@ParameterizedTest
	@CsvSource({ "1, XYZCT", "1, XYTZC", "9223372036854775807, XYZCT", "9223372036854775807, XYCZT" })
	void omeTiffIsArrangedAsItsXmlSays(final long maxBytes, final String order) throws IOException {
		final ImagePlus imp = TestImages.noise(16, 6, 5, 2, 3, 4);
		final int[] sizes = { 2, 3, 4 };
		final List<Object> planes = new ArrayList<>();
		final int[] at = new int[3];
		for (int i = 0; i < 24; i++) {
			planes.add(imp.getStack().getPixels(imp.getStackIndex(at[0] + 1, at[1] + 1, at[2] + 1)));
			for (int axis = 2; axis < 5; axis++) {
				final int which = "CZT".indexOf(order.charAt(axis));
				at[which] = (at[which] + 1) % sizes[which];
				if (at[which] > 0) break;
			}
		}
		final Path file = omeTiff("<Pixels DimensionOrder=\"" + order + "\" SizeX=\"6\" SizeY=\"5\" SizeC=\"2\" SizeZ=\"3\" SizeT=\"4\" PhysicalSizeX=\"0.1\"" +
			" PhysicalSizeY=\"100\" PhysicalSizeYUnit=\"nm\" PhysicalSizeZ=\"0.5\" TimeIncrement=\"3\"><Channel Name=\"DAPI\" Color=\"65535\"/>" +
			"<Channel Name=\"GFP\"/><TiffData/></Pixels>", planes);
		final ImagePlus opened = QuietOpener.open(file, maxBytes);
		assertEquals(maxBytes == 1, opened.getStack().isVirtual());
		assertArrayEquals(imp.getDimensions(), opened.getDimensions());
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(opened));
		assertEquals(0.1, opened.getCalibration().pixelWidth);
		assertEquals("micron", opened.getCalibration().getUnit());
		assertEquals("nm", opened.getCalibration().getYUnit());
		assertEquals(0.5, opened.getCalibration().pixelDepth);
		assertEquals(3, opened.getCalibration().frameInterval);
		assertEquals("GFP", opened.getStack().getSliceLabel(2));
		assertEquals(0xff0000ff, ((CompositeImage) opened).getChannelLut(1).getRGB(255));
	}

	@ParameterizedTest
	@CsvSource({ "SizeZ=\"7\",", "SizeX=\"99\",", "SizeZ=\"3\", <TiffData FirstZ=\"2\" PlaneCount=\"3\"/>",
		"SizeZ=\"3\", <TiffData><UUID FileName=\"a\"/></TiffData><TiffData IFD=\"1\"><UUID FileName=\"b\"/></TiffData>", "SizeZ=\"three\"," })
	void xmlThatDoesNotFitIsIgnored(final String size, final String data) throws IOException {
		final ImagePlus imp = TestImages.noise(16, 6, 5, 1, 3, 1);
		final Path file = omeTiff("<Pixels SizeY=\"5\" PhysicalSizeX=\"0.1\" " + (size.contains("SizeX") ? "" : "SizeX=\"6\" ") + size + ">" + (data ==
			null ? "" : data) + "</Pixels>", Arrays.asList(imp.getStack().getImageArray()).subList(0, 3));
		final ImagePlus opened = QuietOpener.open(file, Long.MAX_VALUE);
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(opened));
		assertEquals(1, opened.getCalibration().pixelWidth);
	}

	@Test
	void nothingOutsideOfTheFileIsRead() {
		final String secret = "<!DOCTYPE OME [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><OME><Image Name=\"&x;\"><Pixels SizeX=\"1\" SizeY=\"1\"/></Image></OME>";
		assertTrue(OmeXmlReader.read(secret, 1).map(OmeImage::name).orElse("").isEmpty());
	}

	@Test
	void xmlSaysWhatWasWritten() {
		final CompositeImage imp = TestImages.decorated();
		imp.getCalibration().setZUnit("nm");
		for (final ImagePlus image : List.of(imp, TestImages.noise(24, 4, 3, 1, 2, 1), TestImages.noise(8, 1, 1, 1, 1, 1))) {
			image.setTitle("a \"b\" <c> & \u00b5 \u4e2d\u0001");
			final OmeImage written = OmeMetadata.of(image);
			final String xml = new String(OmeXmlWriter.write(written, image.getBitDepth()), StandardCharsets.US_ASCII);
			final OmeImage read = OmeXmlReader.read(xml, image.getStackSize()).orElseThrow();
			assertEquals("a \"b\" <c> & \u00b5 \u4e2d ", read.name());
			assertEquals(new OmeImage(read.name(), written.width(), written.height(), written.channels(), written.slices(), written.frames(), written
				.pixelWidth(), written.pixelHeight(), written.pixelDepth(), written.interval(), written.channelList(), written.order()), read);
		}
		assertEquals(new Channel("", 0xff00ff), OmeMetadata.of(imp).channelList().get(0));
		assertEquals(new OmeImage.Quantity(1.5, "nm"), OmeMetadata.of(imp).pixelDepth());
	}

	private Path omeTiff(final String pixels, final List<Object> planes) throws IOException {
		final FileInfo info = new FileInfo();
		info.width = 6;
		info.height = 5;
		info.fileType = FileInfo.GRAY16_UNSIGNED;
		info.nImages = planes.size();
		info.pixels = planes.toArray();
		info.description = "<?xml version=\"1.0\"?><OME><Image Name=\"x\">" + pixels + "</Image></OME>";
		final Path file = folder.resolve("a.ome.tif");
		try (OutputStream out = Files.newOutputStream(file)) {
			new TiffEncoder(info).write(out);
		}
		return file;
	}
}
