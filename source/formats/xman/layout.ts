import type {Entry} from '../../core/files/files.ts';

/** Names that xMan gives to what it writes (read in xman 0.2.1, and the same since 0.1.0). */
export const fileNames = {
	state: '.data',
	saved: '.time',
	run: '.run',
	pulse: '.run_time',
	result: '.pipeline_result',
	manualResult: '.manual_result',
	lock: '.lock',
	checkpoints: 'checkpoints',
	checkpointList: 'checkpoints/list.json',
} as const;
export const noteNames = ['note.txt', 'note.json', 'note.pickle'] as const;

/** Files that only an experiment has, any of which proves one where its state is missing. */
const traces = new Set<string>([
	fileNames.state,
	fileNames.saved,
	fileNames.run,
	fileNames.pulse,
	fileNames.result,
	fileNames.manualResult,
]);

/** True where an experiment shows by names that nobody else gives: a time of saving, and a result or a pulse. */
export function hasOwnNames(entries: readonly Entry[]): boolean {
	const {saved, pulse, result, manualResult} = fileNames;
	const names = new Set(entries.map(({name}) => name));
	return names.has(saved) && [pulse, result, manualResult].some(name => names.has(name));
}

export interface Place {
	/** Absolute. */
	path: string;
	groupPath: string;
	projectPath: string;
	group: number;
	experiment: number;
}

/** Where an experiment directory stands in its project, null for any other path. Only "expN" in "groupN" counts, as for xman itself. */
export function placeOf(path: string): Place | null {
	const found = /^((.*)\/group([1-9]\d*))\/exp([1-9]\d*)$/s.exec(path);
	if (found === null) return null;
	const [, groupPath = '', projectPath = '', group, experiment] = found;
	return {path, groupPath, projectPath, group: Number(group), experiment: Number(experiment)};
}

/** True where a directory has the traces of an experiment. */
export function hasTraces(entries: readonly Entry[]): boolean {
	return entries.some(({name, kind}) => kind === 'file' && traces.has(name));
}

/** Numbers of the groups ("group") or experiments ("exp") among the entries, ascending. */
export function numbered(entries: readonly Entry[], word: 'group' | 'exp'): number[] {
	const form = new RegExp(`^${word}([1-9]\\d*)$`);
	return entries
		.flatMap(({name, kind}) => (kind === 'directory' ? [form.exec(name)?.[1]] : []))
		.filter(digits => digits !== undefined)
		.map(Number)
		.sort((a, b) => a - b);
}
