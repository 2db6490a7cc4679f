/** What the noise of an image is like, which traces of earlier processing it bears, and which method suits it. */
package sc.fiji.n2n.diagnosis;
