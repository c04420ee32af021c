import {keyText, PickleNode, type PickleValue, plainValue} from '../../encodings/pickle/index.ts';

/** A dict as the pickle holds it: plain, or one of the package's dict classes. */
export function entriesOf(given: PickleValue | undefined): Map<PickleValue, PickleValue> {
	if (given === undefined) return new Map();
	const value = plainValue(given);
	if (value instanceof Map) return value;
	if (!(value instanceof PickleNode)) return new Map();
	if (value.entries !== undefined) return value.entries;
	// Protocols 0 and 1 hand the entries to a helper: _reconstructor(class, dict, {…}).
	const found = [value.state, value.args[2]].find(part => part instanceof Map);
	return found ?? new Map();
}

/** The name of a key: a text itself, anything else as Python writes it, with its type where that is the name of another key beside it. */
export function keyName(key: PickleValue, beside: ReadonlyMap<PickleValue, unknown>): string {
	if (typeof key === 'string') return key;
	const text = keyText(key);
	return beside.has(text) ? `${text} (${typeof key})` : text;
}

/**
 * A number as a record may hold it; null for None and undefined for anything that is no number. A whole number beyond the doubles is the greatest of them:
 * it is finite.
 */
export function numberOf(given: PickleValue): number | null | undefined {
	if (typeof given === 'number') return given;
	if (given === null) return null;
	const value = plainValue(given);
	if (typeof value === 'bigint') return Math.min(Math.max(Number(value), -Number.MAX_VALUE), Number.MAX_VALUE);
	return typeof value === 'number' ? value : undefined;
}

/** The parents of a record, nearest first, as many records share them. */
export interface Chain {
	/** True where it has parents: a record that is a plain dict has none. */
	hasParents: boolean;
	/** What a record inherits: the nearest parent that has a key gives it. */
	inherited: Map<string, PickleValue>;
	/** The numbers among it. */
	numbers: Map<string, number>;
	/** Which experiment it belongs to by what the recorder itself keeps of that, null where it keeps nothing. */
	experiment: {number: PickleValue; startedS: number} | null;
}

const automaticKeys = [
	'experiment_number',
	'error_number',
	'had_error',
	'experiment_start_time',
	'experiment_end_time',
	'experiment_duration',
] as const;

/** Keeps one chain for all records with the same parents; pickles repeat the tuple of parents for each record, but not the parents. */
export class Chains {
	readonly all: Chain[] = [];
	private readonly known = new Map<PickleValue | undefined, {parents: PickleValue[]; chain: Chain}[]>();

	of(parents: PickleValue[]): Chain {
		const candidates = this.known.get(parents[0]) ?? [];
		const found = candidates.find(
			entry => entry.parents.length === parents.length && entry.parents.every((parent, at) => parent === parents[at]),
		);
		if (found !== undefined) return found.chain;
		const chain = makeChain(parents);
		this.all.push(chain);
		this.known.set(parents[0], [...candidates, {parents, chain}]);
		return chain;
	}
}

function makeChain(parents: PickleValue[]): Chain {
	const inherited = new Map<string, PickleValue>();
	for (const parent of parents) {
		const entries = entriesOf(parent);
		for (const [key, value] of entries) {
			const name = keyName(key, entries);
			if (!inherited.has(name)) inherited.set(name, value);
		}
	}
	const numbers = new Map<string, number>();
	for (const [key, value] of inherited) {
		const number = numberOf(value);
		if (typeof number === 'number' && !isAutomatic(key)) numbers.set(key, number);
	}
	return {hasParents: parents.length > 0, inherited, numbers, experiment: experimentIn(parents)};
}

/** The recorder's own data of an experiment is the parent before the collection's: people hide its keys in nearer ones. */
function experimentIn(parents: readonly PickleValue[]): Chain['experiment'] {
	for (const parent of [...parents].reverse()) {
		const entries = entriesOf(parent);
		const number = entries.get('experiment_number');
		const startedS = entries.get('experiment_start_time');
		if (number !== undefined && typeof startedS === 'number') return {number, startedS};
	}
	return null;
}

export const isAutomatic = (key: PickleValue): boolean => (automaticKeys as readonly PickleValue[]).includes(key);
