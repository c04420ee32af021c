/** A name and the expression whose first group (or the group `value`) is a number of it. */
export interface ScalarPattern {
	name: string;
	expression: string;
}

/** A commit of a repository that is there, and what was changed since it. */
export interface RecordedSource {
	/** Absolute path of the repository's top directory. */
	top: string;
	commit: string;
	/** File with the uncommitted changes, null for none. */
	patch: string | null;
	/** Where in it the program runs, relative to the top; '' for the top. */
	below: string;
}

/** Everything that decides what is started: made from the command line or from an earlier run, shown before it is done. Plain data. */
export interface LaunchPlan {
	/** As a person calls it; any characters. */
	name: string;
	/** Absolute path of the directory that the run's own directory is made in. */
	runsDirectory: string;
	/** Program and arguments; no shell reads them. */
	argv: string[];
	/** Absolute. */
	cwd: string;
	/** Variables that were set for it, on top of the environment of whoever starts it. */
	env: Record<string, string>;
	/** True where values that look like secrets are recorded too. */
	recordsSecrets: boolean;
	tags: string[];
	group: string | null;
	parent: string | null;
	/** Planned number of steps. */
	total: number | null;
	/** Id of the run that this one repeats. */
	restartOf: string | null;
	patterns: ScalarPattern[];
	/** Source that is put into the run's own directory and run there, null for the source where it lies. */
	source: RecordedSource | null;
	/** True where the patch against the commit is kept. */
	keepsPatch: boolean;
}
