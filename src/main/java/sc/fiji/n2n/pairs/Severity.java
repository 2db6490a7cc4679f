package sc.fiji.n2n.pairs;

/** How much a finding matters. */
public enum Severity {
	/** As it should be, or not measurable but likely harmless. */
	FINE,
	/** Training works, but the result will be worse than it could be. */
	WARNING,
	/** Training would learn something wrong. */
	STOP
}
