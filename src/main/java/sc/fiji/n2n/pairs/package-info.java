/** Pairs of noisy acquisitions of one scene: where they are, whether they suit, and patches of them to learn from. */
package sc.fiji.n2n.pairs;
