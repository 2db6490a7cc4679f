/** Trained networks in files: what they were trained on, and how. */
package sc.fiji.n2n.model;
