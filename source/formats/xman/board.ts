import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject} from '../../core/run.ts';
import {SharedByPath} from '../shared-by-path.ts';
import {readNotes} from './beside.ts';
import {Cached} from './cached.ts';
import {fileNames, hasTraces, numbered, type Place, placeOf} from './layout.ts';
import {livesUntilMs, nowOf, readPulse} from './pulse.ts';
import {readState} from './saved.ts';
import {experimentStateOf, type SavedState, unknownState} from './state.ts';
import {wordOf, wordOfGroup} from './status.ts';

const unknownWord = '?';

/** How one experiment stands, for its group and its project. */
export interface Standing {
	/** xman's word, or `unknownWord` where `.data` does not tell. */
	word: string;
	/** True where xman would start it next: prepared, or interrupted, and not judged by hand. */
	ready: boolean;
}

/** xman's rule for "ready". */
export function standingOf(state: SavedState, isAlive: boolean): Standing {
	const word = wordOf(state);
	const ready = state.manualStatus === null && (word === 'TO_DO' || (word === 'IN_PROGRESS' && !isAlive));
	return {word: word ?? unknownWord, ready};
}

/** All experiments of one project and how they stand: what a group, the project and "next to start" follow from. */
export class Board {
	private readonly groups = new Map<number, Map<number, Standing>>();
	private readonly listeners = new Map<string, () => void>();
	readonly cached: Cached;

	constructor(
		private readonly files: FileAccess,
		private readonly projectPath: string,
	) {
		this.cached = new Cached(files);
		for (const group of numbered(files.list(projectPath) ?? [], 'group')) {
			const groupPath = `${projectPath}/group${group}`;
			this.groups.set(group, new Map());
			for (const experiment of numbered(files.list(groupPath) ?? [], 'exp')) {
				const place = placeOf(`${groupPath}/exp${experiment}`);
				if (place !== null && hasTraces(files.list(place.path) ?? [])) this.put(place, standingIn(files, place.path));
			}
		}
	}

	/** Notes how an experiment stands now; all others of the project hear of a change. */
	update(place: Place, standing: Standing): void {
		const before = this.groups.get(place.group)?.get(place.experiment);
		if (before?.word === standing.word && before.ready === standing.ready) return;
		this.put(place, standing);
		for (const [path, listener] of this.listeners) if (path !== place.path) listener();
	}

	/** `listener` is called when another experiment of the project stands differently. */
	listen(place: Place, listener: () => void): void {
		this.listeners.set(place.path, listener);
	}

	/** Sections for the details of an experiment: its group and its project as xman sees them, with the counts beside. */
	summary({group, groupPath}: Place): JsonObject {
		this.dropRemoved(group, groupPath);
		const next = this.next();
		return {
			Group: this.describe(groupPath, `Group ${group}`, this.words(group)),
			Project: {
				...this.describe(
					this.projectPath,
					'Proj',
					[...this.groups.keys()].map(number => this.groupWord(number)),
					this.allWords(),
				),
				...(next === null ? {} : {'next to start': next}),
			},
		};
	}

	/** Its line as xman prints it, and the experiments by status. */
	private describe(path: string, title: string, childWords: string[], counted = childWords): JsonObject {
		const {name, description, manualStatus, resolution} = this.cached.state(path);
		const notes = readNotes(this.files, path);
		const counts: JsonObject = {};
		for (const word of counted) counts[word] = Number(counts[word] ?? 0) + 1;
		const known = childWords.filter(word => word !== unknownWord);
		const shown = `${wordOfGroup(manualStatus, known)}${manualStatus === null ? '' : ' *'}`;
		return {
			status: `${title} [${shown}] ${name ?? '?'} - ${description ?? ''}`,
			experiments: counts,
			...(resolution === null ? {} : {resolution}),
			...(notes.texts.length === 0 ? {} : {notes: notes.texts}),
		};
	}

	/** True where an experiment that is read lies there; `experiment` null for any of the group. */
	has(group: number, experiment: number | null): boolean {
		const experiments = this.groups.get(group);
		return experiment === null ? (experiments?.size ?? 0) > 0 : experiments?.has(experiment) === true;
	}

	/** True of the lowest experiment of all, which tells what no other one is there for. */
	isFirst({group, experiment}: Place): boolean {
		const [first] = sorted(this.groups).find(([, experiments]) => experiments.size > 0) ?? [];
		return first === group && Math.min(...(this.groups.get(group)?.keys() ?? [])) === experiment;
	}

	/** The lowest (group, experiment) that is ready, as xman's own start() takes it. */
	next(): string | null {
		for (const [group, experiments] of sorted(this.groups)) {
			for (const [experiment, {ready}] of sorted(experiments)) if (ready) return `${group}.${experiment}`;
		}
		return null;
	}

	private dropRemoved(group: number, groupPath: string): void {
		const there = new Set(numbered(this.cached.list(groupPath), 'exp'));
		for (const experiment of this.groups.get(group)?.keys() ?? [])
			if (!there.has(experiment)) this.groups.get(group)?.delete(experiment);
	}

	private put({group, experiment}: Place, standing: Standing): void {
		const experiments = this.groups.get(group) ?? new Map<number, Standing>();
		this.groups.set(group, experiments.set(experiment, standing));
	}

	private words(group: number): string[] {
		return [...(this.groups.get(group)?.values() ?? [])].map(({word}) => word);
	}

	private allWords(): string[] {
		return [...this.groups.keys()].flatMap(group => this.words(group).filter(word => word !== unknownWord));
	}

	private groupWord(group: number): string {
		return wordOfGroup(this.cached.state(`${this.projectPath}/group${group}`).manualStatus, this.words(group));
	}
}

function standingIn(files: FileAccess, path: string): Standing {
	const state = experimentStateOf(readState(files, path)) ?? unknownState;
	const pulse = readPulse(files, `${path}/${fileNames.pulse}`, null);
	return standingOf(state, livesUntilMs(path, pulse, nowOf(files)) !== null);
}

function sorted<T>(map: Map<number, T>): [number, T][] {
	return [...map].sort(([a], [b]) => a - b);
}

const boards = new SharedByPath<Board>();

/** The board of a project, shared by all its experiments. */
export function boardOf(files: FileAccess, projectPath: string): Board {
	return boards.at(projectPath, files, (path, by) => new Board(by, path));
}
