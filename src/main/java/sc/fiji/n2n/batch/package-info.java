/** Denoises whole images, files and folders: skips what is done, goes on after a bad file, sums up. */
package sc.fiji.n2n.batch;
