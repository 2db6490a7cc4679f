package sc.fiji.n2n.config;

import java.util.Objects;

/**
 * Options of a zero-shot run. Immutable, and checked when built.
 *
 * @param method how to learn
 * @param mode what the network sees at once; the published method knows slices only
 * @param slices what the slices, volumes or movies of a channel share
 * @param effort how long to learn
 * @param device where the network runs
 * @param seed seed of everything random: the same seed, options and machine give the same pixels
 * @param steps training steps, or 0 for as many as the effort means
 * @param stride how far apart the pixels are that are compared, or {@link Stride#AUTO}
 */
public record ZeroShotOptions(Method method, StackMode mode, SliceMode slices, Effort effort, ComputeDevice device, long seed,
	int steps, Stride stride)
{

	/** @throws IllegalArgumentException if a number is out of range */
	public ZeroShotOptions {
		Objects.requireNonNull(method, "method");
		Objects.requireNonNull(mode, "mode");
		Objects.requireNonNull(slices, "slices");
		Objects.requireNonNull(effort, "effort");
		Objects.requireNonNull(device, "device");
		if (steps < 0) throw new IllegalArgumentException("steps is " + steps + ", but must be 0 (as the effort says) or more.");
		Objects.requireNonNull(stride, "stride");
		if (method == Method.PUBLISHED && !stride.isAuto() && !stride.equals(Stride.NEIGHBOURS)) throw new IllegalArgumentException("stride is " + stride +
			", but the published method knows no stride. Choose the method auto or fast.");
		if (method == Method.PUBLISHED && mode != StackMode.SLICES) throw new IllegalArgumentException("mode is " + mode +
			", but the published method denoises slices only. Choose the mode slices, or the method auto or fast.");
	}

	/** What the dialog offers: {@code auto}, {@code together}, {@code normal}, device {@code auto}, seed 0. */
	public static ZeroShotOptions defaults() {
		return new ZeroShotOptions(Method.AUTO, StackMode.SLICES, SliceMode.TOGETHER, Effort.NORMAL, ComputeDevice.AUTO, 0, 0, Stride.AUTO);
	}

	/** A copy with another method. */
	public ZeroShotOptions with(final Method other) {
		return new ZeroShotOptions(other, mode, slices, effort, device, seed, steps, stride);
	}

	/** A copy with another mode. */
	public ZeroShotOptions with(final StackMode other) {
		return new ZeroShotOptions(method, other, slices, effort, device, seed, steps, stride);
	}

	/** A copy with another slice mode. */
	public ZeroShotOptions with(final SliceMode other) {
		return new ZeroShotOptions(method, mode, other, effort, device, seed, steps, stride);
	}

	/** A copy with another effort. */
	public ZeroShotOptions with(final Effort other) {
		return new ZeroShotOptions(method, mode, slices, other, device, seed, steps, stride);
	}

	/** A copy with another device. */
	public ZeroShotOptions with(final ComputeDevice other) {
		return new ZeroShotOptions(method, mode, slices, effort, other, seed, steps, stride);
	}

	/** A copy with another seed. */
	public ZeroShotOptions withSeed(final long other) {
		return new ZeroShotOptions(method, mode, slices, effort, device, other, steps, stride);
	}

	/** A copy with a number of training steps of its own. */
	public ZeroShotOptions withSteps(final int other) {
		return new ZeroShotOptions(method, mode, slices, effort, device, seed, other, stride);
	}

	/** A copy with a stride of its own. */
	public ZeroShotOptions withStride(final Stride other) {
		return new ZeroShotOptions(method, mode, slices, effort, device, seed, steps, other);
	}
}
