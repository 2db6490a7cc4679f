package sc.fiji.n2n.config;

/** The format of a result that is written into a file. */
public enum FileFormat {
	/** A TIFF as ImageJ writes it; beyond 4 GB in ImageJ's own layout for large stacks. */
	TIFF,
	/** A BigTIFF with a directory for each plane, for readers other than ImageJ without Bio-Formats. */
	BIGTIFF,
	/** A folder of OME-Zarr. */
	OME_ZARR;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this).replace('_', '-');
	}

	/** How names of results end. */
	public String extension() {
		return this == OME_ZARR ? ".ome.zarr" : ".tif";
	}
}
