import type {JsonObject, RunFacts} from '../../core/run.ts';
import {at} from '../values.ts';
import {textOf} from './values.ts';

const deepest = 8;
/** What Hydra counts and names its jobs by: a value without a slash. */
const numbered = /\$\{hydra[.:](?:hydra\.)?job\.(?:num|id)\}/g;
const reference = /\$\{[^{}]*\}/g;

/**
 * What the sweep of a job in `directory` is called: by the last two parts of its directory, a date and a time unless set
 * otherwise. How far above the job's that lies is told by `hydra.sweep.subdir`; values that it names may hold slashes, so it is
 * looked for further up too, by the file that most sweepers leave there and by the name that `hydra.sweep.dir` gives it.
 */
export function sweepOf(
	directory: string,
	own: JsonObject,
	exists: (path: string) => boolean,
): Required<Pick<RunFacts, 'group' | 'groupScope'>> {
	const parts = directory.split('/');
	const subdir = textOf(at(own, 'hydra', 'sweep', 'subdir')) ?? '0';
	const least = countParts(subdir);
	const up = (levels: number): string[] => parts.slice(0, parts.length - levels);
	const hasFile = (levels: number): boolean => exists([...up(levels), 'multirun.yaml'].join('/'));
	const last = namedBy(textOf(at(own, 'hydra', 'sweep', 'dir')));
	let levels = least;
	if (!hasFile(least) && subdir.replace(numbered, '').includes('${')) {
		const higher = Array.from({length: deepest}, (_, i) => least + i).filter(level => level < parts.length - 1);
		const named = higher.filter(level => last?.test(up(level).at(-1)!) ?? true);
		levels = named.find(hasFile) ?? (last === null ? least : (named[0] ?? least));
	}
	const above = up(levels);
	return {group: above.slice(-2).join('/'), groupScope: above.slice(0, -2).join('/')};
}

/** How many directories a path goes down. */
function countParts(path: string): number {
	return path
		.replace(reference, 'x')
		.split('/')
		.filter(part => part !== '' && part !== '.').length;
}

/** What the directory's own name must look like; null where any may be. References stand for any text without a slash. */
function namedBy(path: string | null): RegExp | null {
	const name = path?.replace(reference, '\0').split('/').at(-1) ?? '';
	if (/^[\0.]*$/.test(name)) return null;
	const texts = name.split('\0').map(text => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
	return new RegExp(`^${texts.join('.+')}$`, 's');
}
