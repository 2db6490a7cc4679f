/** Files that are either complete or not there. */
package sc.fiji.n2n.io;
