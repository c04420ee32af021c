import type {FileAccess} from '../../core/files/files.ts';
import {type GitPlace, readCommit, readFileIn} from '../git/git-store.ts';
import {packedRefsIn, refsIn} from '../git/refs.ts';
import {type State, stateOf} from './state.ts';

const folder = 'refs/exps';
/** In there: the commit that an experiment was made from, in two parts, and its name. What DVC keeps for itself (`exec`, `stash`) has no such parts. */
const experimentRef = /^([\da-f]{2})\/([\da-f]{38})\/(.+)$/;

/** What a commit has, whatever it is called. */
interface Made {
	commit: string;
	/** Milliseconds since the epoch. */
	atMs: number | null;
	state: State;
}

/** A commit that DVC made of one run of the pipeline. */
export interface Experiment extends Made {
	name: string;
	/** Hash of the commit that it was made from. */
	base: string;
}

/** The experiments of a repository, each commit of which is read once. */
export class Experiments {
	private readonly read = new Map<string, Made | null>();
	private readonly below: string;

	/** @param directory that of the dvc.yaml, absolute */
	constructor(
		directory: string,
		private readonly place: GitPlace,
		private readonly files: FileAccess,
	) {
		this.below = directory === place.root ? '' : `${directory.slice(place.root.length + 1)}/`;
	}

	/** Paths whose change means that there may be others. */
	watched(): string[] {
		const {files} = this;
		const refs = `${this.place.common}/${folder}`;
		const heads = (files.names(refs) ?? []).filter(name => /^[\da-f]{2}$/.test(name)).map(name => `${refs}/${name}`);
		const bases = heads.flatMap(head => (files.names(head) ?? []).map(rest => `${head}/${rest}`));
		return [packedRefsIn(this.place), refs, ...heads, ...bases];
	}

	all(): Experiment[] {
		const found = new Map<string, Experiment>();
		for (const [ref, commit] of refsIn(folder, this.place, this.files)) {
			const [, head, rest, name] = experimentRef.exec(ref) ?? [];
			if (name === undefined) continue;
			const known = this.read.get(commit);
			const made = known === undefined ? this.madeIn(commit) : known;
			this.read.set(commit, made);
			if (made !== null) found.set(commit, {name, base: `${head}${rest}`, ...made});
		}
		return [...found.values()];
	}

	private madeIn(commit: string): Made | null {
		const {files, place, below} = this;
		const {tree, committedAt} = readCommit(files, place, commit) ?? {tree: null, committedAt: null};
		const state = tree === null ? null : stateOf(path => readFileIn(files, place, tree, below + path));
		return state && {commit, atMs: committedAt === null ? null : committedAt * 1000, state};
	}
}
