package sc.fiji.n2n.pairs;

/**
 * One thing that was looked at.
 *
 * @param severity how much it matters
 * @param what what was looked at, one word: "size", "content", "identity", "type", "saturation", "brightness", "shift",
 *          "exposure", "independence" or "structure"
 * @param value the number that was measured, in the unit that the sentence names; NaN where there is none
 * @param sentence what was found and, where it is not fine, what to do: one plain sentence
 */
public record Finding(Severity severity, String what, double value, String sentence) {}
