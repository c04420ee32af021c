import type {FileAccess} from '../../core/files/files.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {type GitPlace, readCommit, readFileIn} from '../git/git-store.ts';
import {type State, stateOf} from './state.ts';

/** Refs of experiments: the commit that each was made from, in two parts, and its name. What DVC keeps for itself (`exec`, `stash`) has no such parts. */
const packedRef = /^([\da-f]{40}) refs\/exps\/([\da-f]{2})\/([\da-f]{38})\/(.+)$/gm;
const mostBytes = 1024 * 1024;

/** A commit that DVC made of one run of the pipeline. */
export interface Experiment {
	name: string;
	commit: string;
	/** Hash of the commit that it was made from. */
	base: string;
	/** Milliseconds since the epoch. */
	atMs: number | null;
	state: State;
}

/** The experiments of a repository, each commit of which is read once. */
export class Experiments {
	private readonly read = new Map<string, Experiment | null>();
	private readonly refs: string;
	private readonly below: string;

	/** @param directory that of the dvc.yaml, absolute */
	constructor(
		directory: string,
		private readonly place: GitPlace,
		private readonly files: FileAccess,
	) {
		this.refs = `${place.common}/refs/exps`;
		this.below = directory === place.root ? '' : `${directory.slice(place.root.length + 1)}/`;
	}

	/** Paths whose change means that there may be others. */
	watched(): string[] {
		return [`${this.place.common}/packed-refs`, this.refs, ...this.bases().map(({folder}) => folder)];
	}

	all(): Experiment[] {
		const found = new Map<string, Experiment>();
		const add = (name: string, base: string, commit: string) => {
			const known = this.read.get(commit);
			const experiment = known === undefined ? this.experimentOf(name, base, commit) : known;
			this.read.set(commit, experiment);
			if (experiment !== null) found.set(commit, experiment);
		};
		for (const [, commit, head, rest, name] of this.textOf(`${this.place.common}/packed-refs`).matchAll(packedRef))
			add(name!, `${head}${rest}`, commit!);
		for (const {folder, base} of this.bases())
			for (const name of this.files.names(folder) ?? []) add(name, base, this.textOf(`${folder}/${name}`).trim());
		return [...found.values()];
	}

	private bases(): {folder: string; base: string}[] {
		const heads = (this.files.names(this.refs) ?? []).filter(name => /^[\da-f]{2}$/.test(name));
		return heads.flatMap(head =>
			(this.files.names(`${this.refs}/${head}`) ?? []).map(rest => ({folder: `${this.refs}/${head}/${rest}`, base: head + rest})),
		);
	}

	private experimentOf(name: string, base: string, commit: string): Experiment | null {
		const {files, place, below} = this;
		const {tree, committedAt} = readCommit(files, place, commit) ?? {tree: null, committedAt: null};
		const state = tree === null ? null : stateOf(path => readFileIn(files, place, tree, below + path));
		return state && {name, commit, base, atMs: committedAt === null ? null : committedAt * 1000, state};
	}

	private textOf(path: string): string {
		const bytes = this.files.readWhole(path, mostBytes);
		return bytes === null ? '' : decodeFile(bytes);
	}
}
