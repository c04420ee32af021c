import {madeOnce} from '../../core/made-once.ts';
import {PickleNode, type PickleValue, plainValue} from '../../encodings/pickle/index.ts';
import {type Chain, Chains, isAutomatic, keyName, numberOf} from './chains.ts';

/** A list of more values is no word of a record; a dict of more, or further within others, holds data rather than metrics. */
const mostListed = 8;
const [mostInDict, deepestDict] = [200, 4];

/** Numbers of one key: row and value by turns of two lists, rows ascending. */
interface Column {
	rows: number[];
	values: number[];
	/** Rows that have the key without a number, which hides what they would inherit. */
	hidden: number[];
	/** Texts, truth values, short lists as texts and None by row, of rows that are hidden. */
	words: Map<number, string | boolean | null>;
	/** The whole numbers among the values that a number does not hold, by row. */
	exact: Map<number, bigint>;
}

/** What can be asked of a record: a whole number is a bigint only where it is beyond what a number holds. */
export type RecordValue = number | bigint | string | boolean;

/** A point of a column in the order of the rows asked for: `step` counts the rows that have the key. */
export type PointTaker = (key: string, step: number, value: number) => void;

/**
 * Records of hierarchical recorders in columns: each row keeps its own numbers and the chain of its parents, which is stored once. The flat
 * view (a record's own values, then what its parents add) is made while it is read and never stored.
 */
export class RecordTable {
	readonly chains = new Chains();
	private readonly rowChains: Chain[] = [];
	private readonly columns = new Map<string, Column>();
	/** Automatic keys that records set for themselves, which is allowed and rare. */
	private readonly overridden = new Map<number, Map<string, PickleValue>>();
	private readonly automaticOf = new Map<Chain, Map<string, PickleValue>>();
	/** Every key that a record itself has, also those without numbers. */
	readonly ownKeys = new Set<string>();

	get rowCount(): number {
		return this.rowChains.length;
	}

	/** Adds a record and returns its row. */
	add(own: ReadonlyMap<PickleValue, PickleValue>, parents: PickleValue[]): number {
		const chain = this.chains.of(parents);
		const row = this.rowChains.length;
		this.rowChains.push(chain);
		for (const [key, value] of own) {
			const name = keyName(key, own);
			this.set(row, chain, name, value);
			for (const [within, number] of numbersWithin(value)) {
				const whole = `${name}/${within}`;
				// As a live file has it: a name that is given as it is counts before a path that reads the same.
				if (!own.has(whole) || dictIn(own.get(whole)) !== null) this.set(row, chain, whole, number);
			}
		}
		return row;
	}

	chainOf(row: number): Chain {
		return this.rowChains[row] as Chain;
	}

	/** The automatic keys of a row in the flat view: a record's own, then what the nearest parent says. The same map for many rows. */
	automatic(row: number): Map<string, PickleValue> {
		const chain = this.chainOf(row);
		const inherited = madeOnce(this.automaticOf, chain, () => new Map([...chain.inherited].filter(([key]) => isAutomatic(key))));
		const own = this.overridden.get(row);
		return own === undefined ? inherited : new Map([...inherited, ...own]);
	}

	/** Gives the points of all metrics of some rows, column by column. What a row inherits counts as its own, but for the automatic keys. */
	points(rows: readonly number[], take: PointTaker): void {
		for (const key of this.metricNames(rows)) {
			const valueAt = this.reader(key);
			let step = 0;
			for (const row of rows) {
				const value = valueAt(row);
				if (value !== undefined) take(key, step++, value);
			}
		}
	}

	/** A function that gives the number that a row has or inherits under a key, undefined for none. */
	reader(key: string): (row: number) => number | undefined {
		const column = this.columns.get(key);
		if (column === undefined) return row => this.chainOf(row).numbers.get(key);
		const positions = new Int32Array(this.rowCount).fill(-1);
		for (const [at, row] of column.rows.entries()) positions[row] = at;
		const hidden = new Set(column.hidden);
		return row => {
			const at = positions[row] ?? -1;
			if (at >= 0) return column.values[at];
			return hidden.has(row) ? undefined : this.chainOf(row).numbers.get(key);
		};
	}

	/**
	 * A function that gives what a row has or inherits under a key: a number, a text, a truth value, a short list as its text, null for None. Undefined
	 * where it has nothing there, or what is none of these.
	 */
	anyReader(key: string): (row: number) => RecordValue | null | undefined {
		if (isAutomatic(key)) return row => wordOf(this.automatic(row).get(key));
		const numberAt = this.reader(key);
		const column = this.columns.get(key);
		const hidden = new Set(column?.hidden);
		const ownLarge = new Set(column?.rows.filter((_, at) => isLarge(column.values[at]!)));
		return row => {
			const number = numberAt(row);
			if (number !== undefined && (!isLarge(number) || ownLarge.has(row))) return column?.exact.get(row) ?? number;
			return hidden.has(row) ? column?.words.get(row) : wordOf(this.chainOf(row).inherited.get(key));
		};
	}

	/** Keys with numbers, inherited ones first, in the order in which they came. */
	private metricNames(rows: readonly number[]): Set<string> {
		const names = new Set<string>();
		const chains = new Set<Chain>();
		for (const row of rows) chains.add(this.chainOf(row));
		for (const {numbers} of chains) for (const key of numbers.keys()) names.add(key);
		for (const [key, {values}] of this.columns) if (values.length > 0) names.add(key);
		return names;
	}

	private set(row: number, chain: Chain, key: string, value: PickleValue): void {
		this.ownKeys.add(key);
		const number = numberOf(value);
		if (isAutomatic(key)) {
			this.overridden.set(row, (this.overridden.get(row) ?? new Map<string, PickleValue>()).set(key, value));
			return;
		}
		const word = typeof number === 'number' ? undefined : wordOf(value);
		if (typeof number !== 'number' && word === undefined && !chain.inherited.has(key)) return;
		let column = this.columns.get(key);
		if (column === undefined) {
			column = {rows: [], values: [], hidden: [], words: new Map(), exact: new Map()};
			this.columns.set(key, column);
		}
		if (typeof number !== 'number') {
			column.hidden.push(row);
			if (typeof word === 'string' || typeof word === 'boolean' || word === null) column.words.set(row, word);
		} else {
			column.rows.push(row);
			column.values.push(number);
			const whole = isLarge(number) ? plainWord(value) : undefined;
			if (typeof whole === 'bigint') column.exact.set(row, whole);
		}
	}
}

/** True for a whole number that may stand for another one beside it. */
const isLarge = (number: number): boolean => Number.isInteger(number) && !Number.isSafeInteger(number);

/** Undefined for what is no number, text or truth value. */
function plainWord(given: PickleValue | undefined): RecordValue | undefined {
	const value = given instanceof PickleNode ? plainValue(given) : given;
	if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
	return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
}

/** A plain value, null for None, a list of few plain values as its text; undefined for anything else. */
function wordOf(given: PickleValue | undefined): RecordValue | null | undefined {
	if (given === undefined || given === null) return given;
	const word = plainWord(given);
	const list = word === undefined ? plainValue(given) : null;
	if (!Array.isArray(list) || list.length > mostListed) return word;
	const words = list.map(plainWord);
	return words.includes(undefined) ? undefined : `[${words.map(String).join(', ')}]`;
}

/** Numbers within dicts, by their paths: `acc` of {"acc": 0.9}, `deep/x` of one within it. */
function* numbersWithin(given: PickleValue, depth = 0): Generator<[string, PickleValue]> {
	const value = dictIn(given);
	if (value === null || depth >= deepestDict || value.size > mostInDict) return;
	for (const [key, inner] of value) {
		const name = keyName(key, value);
		if (typeof numberOf(inner) === 'number') yield [name, inner];
		else for (const [within, number] of numbersWithin(inner, depth + 1)) yield [`${name}/${within}`, number];
	}
}

function dictIn(given: PickleValue | undefined): Map<PickleValue, PickleValue> | null {
	const value = given instanceof PickleNode ? plainValue(given) : given;
	return value instanceof Map ? value : null;
}
