import type {FileAccess} from '../../core/files/files.ts';
import type {Claim, Format, Seen, Source} from '../../formats/format.ts';
import {type Looked, NotingFiles} from '../asleep/noting-files.ts';
import type {ShutPaths} from './shut-paths.ts';

/** A source that is opened when it is first asked for, and what was noted that its reading depends on. */
export class OpenedSource {
	/** Null before it is asked for, and after it was let go. */
	current: Source | null = null;
	/** Paths that its reading depends on, where they are noted. */
	readonly looked: Looked = new Map();
	/** True where these are all that the reading of its run depends on, each in a state that it was read in or an older one. */
	isNoted: boolean;

	constructor(
		/** A renewed claim may name other files. */
		private readonly of: {readonly claim: Claim; readonly format: Format},
		private readonly files: FileAccess,
		private readonly shut: ShutPaths,
		/** The claimed directory, until the source is opened. */
		private seen: Seen | null,
	) {
		this.isNoted = files instanceof NotingFiles;
		if (seen !== null && this.isNoted) this.looked.set(of.claim.path, seen.stat);
	}

	get source(): Source {
		if (this.current !== null) return this.current;
		const {
			of: {format, claim},
			files,
			seen,
		} = this;
		this.current = this.note(() => format.open(claim, files, seen));
		this.seen = null;
		return this.current;
	}

	/** Does something with the source, and notes every path that it depends on by it, where somebody wants to know. */
	note<Result>(act: () => Result): Result {
		const hear = () => this.shut.hear(act);
		return this.isNoted ? (this.files as NotingFiles).note(this.looked, hear) : hear();
	}

	/** Lets go of what was noted: nobody asks for it any more. */
	forgetLooked(): void {
		this.looked.clear();
		this.isNoted = false;
	}

	/** Notes again from now on, where somebody wants to know. */
	noteAgain(): void {
		this.isNoted = this.files instanceof NotingFiles;
	}

	/** What was seen when it was claimed is too old by now. */
	forgetSeen(): void {
		this.seen = null;
	}

	/** Lets go of the source: it is opened anew once it is asked for. */
	close(): void {
		this.current = null;
	}
}
