import type {RunRow} from '../../row.ts';
import {numberOfText} from '../language/numbers.ts';

/** The metrics and config keys that the known runs have, each with the number of runs. */
export interface Catalogue {
	rows: readonly RunRow[];
	metrics: ReadonlyMap<string, number>;
	config: ReadonlyMap<string, number>;
}

/** Lists of names seen lately: most runs have one of a few. */
const recent: (readonly string[])[] = [];
const recentLimit = 16;
/** The list that stands for all equal to it, by the object that it was read from; rows that did not change need no second look. */
const shapes = new WeakMap<object, readonly string[]>();

function sameNames(left: readonly string[], right: readonly string[]): boolean {
	if (left === right) return true;
	if (left.length !== right.length) return false;
	for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
	return true;
}

function findShape(names: readonly string[]): readonly string[] {
	const at = recent.findIndex(shape => sameNames(shape, names));
	const shape = at < 0 ? [...names] : recent[at]!;
	if (at !== 0) {
		recent.splice(at < 0 ? recentLimit - 1 : at, 1);
		recent.unshift(shape);
	}
	return shape;
}

/** Counts names over many lists of which most are alike. */
function countNames(rows: readonly RunRow[], holderOf: (row: RunRow) => object): Map<string, number> {
	const runs = new Map<readonly string[], number>();
	for (const row of rows) {
		const holder = holderOf(row);
		let shape = shapes.get(holder);
		// A list that has grown in place is another one.
		if (!shape || (Array.isArray(holder) && holder.length !== shape.length)) {
			shape = findShape(Array.isArray(holder) ? holder : Object.keys(holder));
			shapes.set(holder, shape);
		}
		runs.set(shape, (runs.get(shape) ?? 0) + 1);
	}
	const counts = new Map<string, number>();
	for (const [names, count] of runs) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + count);
	return counts;
}

const known = new WeakMap<readonly RunRow[], Catalogue>();

/** What fields there are over these runs. Remembered for the same array, which must not be changed in place. */
export function readCatalogue(rows: readonly RunRow[]): Catalogue {
	let catalogue = known.get(rows);
	if (!catalogue) {
		catalogue = {
			rows,
			metrics: countNames(rows, row => row.metrics.names),
			config: countNames(rows, row => row.config),
		};
		known.set(rows, catalogue);
	}
	return catalogue;
}

/** Whether some run's config holds a number under this key (or a text that is one). */
export function holdsNumbers(catalogue: Catalogue, key: string): boolean {
	return catalogue.rows.some(({config}) => {
		const value = Object.hasOwn(config, key) ? config[key] : null;
		return typeof value === 'number' || (typeof value === 'string' && numberOfText(value) !== null);
	});
}

const separator = /[/.#]/;

/** Whether `full` ends in `name` behind a separator: `train/loss` in `loss`. */
export function endsInSegment(full: string, name: string): boolean {
	return full.length > name.length && full.endsWith(name) && separator.test(full[full.length - name.length - 1]!);
}

/** Names equal to `name`, else those that end in it, else the same without regard to case; [] where there is none. */
export function matchNames(names: Iterable<string>, name: string): {names: string[]; whole: boolean} {
	const all = [...names];
	if (name === '') return {names: [], whole: false};
	if (all.includes(name)) return {names: [name], whole: true};
	const ending = all.filter(full => endsInSegment(full, name));
	if (ending.length > 0) return {names: ending, whole: false};
	const lower = name.toLowerCase();
	const alike = all.filter(full => full.toLowerCase() === lower);
	if (alike.length > 0) return {names: alike, whole: true};
	return {names: all.filter(full => endsInSegment(full.toLowerCase(), lower)), whole: false};
}
