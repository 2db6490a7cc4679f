package sc.fiji.n2n.config;

/** How files hold pairs of noisy acquisitions of the same scene. */
public enum FileLayout {
	/** Two folders: files of the same name are a pair. */
	FOLDERS,
	/** Each file is a stack whose frames all show the same. */
	STACKS,
	/** The names of the files tell which show the same. */
	NAMES;

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this);
	}
}
