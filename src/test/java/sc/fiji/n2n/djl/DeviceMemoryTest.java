package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.NetworkOptions;

class DeviceMemoryTest {

	/** What was measured of the process, in bytes a pixel (docs/measurements.md). */
	@ParameterizedTest
	@CsvSource({ "SMALL_UNET,2,24,3,329", "SMALL_UNET,3,24,3,405", "UNET,2,48,5,933", "UNET,3,16,3,460", "RED,2,64,15,2347" })
	void theEstimateIsNearWhatWasMeasured(final Architecture architecture, final int rank, final int width, final int depth, final double measured) {
		final Network network = new ChannelsLast(ShapedNetwork.of(new NetworkOptions(architecture, rank, depth, width, true, false, 0.1)));
		assertEquals(measured, DeviceMemory.bytesPerPixel(network), measured / 3);
	}

	@Test
	void theProcessorHasMemory() {
		final long free = DeviceMemory.free(Device.cpu());
		assertTrue(free > 1 << 26 && free < 1L << 50, free + " bytes");
	}

	/** As PyTorch says it on processors and on GPUs. */
	@ParameterizedTest
	@ValueSource(strings = { "[enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 123 bytes. " +
		"Error code 12 (Cannot allocate memory)", "CUDA out of memory. Tried to allocate 2.00 GiB", "DefaultCPUAllocator: not enough memory: you tried",
		"std::bad_alloc" })
	void knowsThatMemoryRanOut(final String message) {
		assertTrue(DeviceMemory.isExhausted(new EngineException(message)));
	}

	@Test
	void otherFailuresAreNot() {
		assertEquals(false, DeviceMemory.isExhausted(new EngineException("shape mismatch")));
		assertEquals(false, DeviceMemory.isExhausted(new EngineException((String) null)));
	}
}
