package sc.fiji.n2n.image;

/** How the directories of a TIFF are laid out. */
enum TiffLayout {
	/**
	 * Up to 4 GB a directory for each plane, as ImageJ writes stacks. Beyond, ImageJ's own layout for large stacks: one directory,
	 * whose description says how many planes follow each other; the only one of this size that ImageJ opens.
	 */
	IMAGEJ,
	/** BigTIFF: offsets of 8 bytes, a directory for each plane whatever the size. */
	BIG
}
