import {numberOfText} from '../language/numbers.ts';
import {naturalKey} from './natural-key.ts';

export type Words = string | readonly string[];

/** How the texts of a column stand in order. */
export interface WordOrder {
	/** For each text: its number where it is one and numbers are wanted, else NaN. */
	numbers: Float64Array;
	/** For each text that is no number: how many different ones come before it. */
	ranks: Int32Array;
	/** How many different ranks there are. */
	count: number;
}

/**
 * The texts of a column (and its lists of texts), each once; a row holds the place of its own. Thousands of runs share a few values, so what
 * is asked of texts is asked of these. It only grows.
 */
export class Dictionary {
	readonly entries: Words[] = [];
	private readonly places = new Map<string, number>();
	private readonly orders: (WordOrder | undefined)[] = [];

	placeOf(words: Words): number {
		// A list is told from the text that reads alike by the letter in front, which no text begins with.
		const key = typeof words === 'string' ? words : `\0${words.join('\0')}`;
		let place = this.places.get(key);
		if (place === undefined) {
			place = this.entries.push(words) - 1;
			this.places.set(key, place);
		}
		return place;
	}

	/** Case aside, and run2 before run10. With `textual` texts that look like numbers are texts all the same. */
	order(textual: boolean): WordOrder {
		const known = this.orders[Number(textual)];
		if (known?.numbers.length === this.entries.length) return known;
		const order = orderWords(this.entries, textual);
		this.orders[Number(textual)] = order;
		return order;
	}
}

function orderWords(entries: readonly Words[], textual: boolean): WordOrder {
	const numbers = Float64Array.from(entries, words =>
		typeof words === 'string' && !textual ? (numberOfText(words) ?? Number.NaN) : Number.NaN,
	);
	const keys = entries.map((words, at) =>
		Number.isNaN(numbers[at]) ? naturalKey(typeof words === 'string' ? words : words.join('\0')) : '',
	);
	const places = [...keys.keys()].filter(at => Number.isNaN(numbers[at]));
	places.sort((left, right) => (keys[left]! < keys[right]! ? -1 : keys[left]! > keys[right]! ? 1 : 0));
	const ranks = new Int32Array(entries.length);
	let count = 0;
	for (const [at, place] of places.entries()) {
		if (at > 0 && keys[place] !== keys[places[at - 1]!]) count++;
		ranks[place] = count;
	}
	return {numbers, ranks, count: places.length === 0 ? 0 : count + 1};
}
