/** Training a network on pairs: when to stop, what to keep, how to go on after an interruption. Knows no engine. */
package sc.fiji.n2n.train;
