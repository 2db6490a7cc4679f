package sc.fiji.n2n;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.ImageStack;
import sc.fiji.n2n.command.NoisyImages;
import sc.fiji.n2n.image.ImageFiles;

/** The lines of the guide for k-space, each in a process without a screen. */
class KspaceHeadlessTest {

	@TempDir
	Path dir;

	@Test
	void samplesTrainsAndFillsIn() throws Exception {
		final ImageStack stack = new ImageStack(64, 64);
		for (int i = 1; i <= 3; i++)
			stack.addSlice(NoisyImages.create("", i).getProcessor());
		ImageFiles.saveTiff(new ImagePlus("slices", stack), dir.resolve("slices.tif"));
		Files.writeString(dir.resolve("tiny.json"), "{ \"architecture\": \"small-unet\", \"depth\": 1, \"width\": 8, \"patch\": 64, \"batch\": 2, \"stepsPerEpoch\": 5 }");
		run("UndersampleKspace", "image=\"" + dir.resolve("slices.tif") + "\",kept=\"0.3\",pairs=\"2\",save=\"" + dir.resolve("sampled.tif") + "\"");
		run("N2nTrain", "noisy_a=\"" + dir.resolve("sampled.tif") + "\",data=\"k-space\",model=\"" + dir.resolve("m.n2n") + "\",epochs=\"1\",preset=\"" + dir.resolve(
			"tiny.json") + "\"");
		run("N2nDenoise", "image=\"" + dir.resolve("sampled.tif") + "\",model=\"" + dir.resolve("m.n2n") + "\",save=\"" + dir.resolve("filled.tif") + "\"");
		final ImagePlus filled = ImageFiles.open(dir.resolve("filled.tif"));
		assertArrayEquals(new int[] { 64, 64, 4, 3, 2 }, filled.getDimensions());
		assertTrue(filled.getInfoProperty().contains("data: k-space, measured frequencies put back"), filled::getInfoProperty);
	}

	private void run(final String command, final String inputs) throws Exception {
		final Path printed = dir.resolve(command + ".txt");
		assertEquals(0, HeadlessProcess.run(printed, "--run", "sc.fiji.n2n.command." + command, inputs), () -> {
			try {
				return Files.readString(printed);
			}
			catch (final java.io.IOException e) {
				return e.toString();
			}
		});
	}
}
