import {type JsonValue, parseTolerantJson} from './tolerant-json.ts';

/** What could be read of a JSON text that may not be whole. */
export interface PrefixReading {
	/** Undefined where nothing could be read. */
	value: JsonValue | undefined;
	/** Offset of the first character that could not be used, the length of the text where all was. */
	cutAt: number;
	/** True where the text only ends too early, as while it is being written. */
	torn: boolean;
}

const token = /\s+|"(?:[^"\\]|\\[\s\S])*"|[{}[\],:]|[-+.\w]+/y;
const scalar =
	/^(?:"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|true|false|null|NaN|-?Infinity|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;
const deepest = 500;

/** What may stand next: a value, a value or the end of its list, a key, a key or the end of its object, and so on. */
type Expected = 'value' | 'first' | 'key' | 'first key' | 'colon' | 'next' | 'nothing';

/** How far a text keeps the grammar of JSON. */
class Walk {
	readonly open: string[] = [];
	/** End of what is whole. */
	cut = 0;
	private expected: Expected = 'value';

	/** False for a token that may not stand here. Gaps are none. */
	take(word: string, start: number): boolean {
		const end = start + word.length;
		if (word === '{' || word === '[') return this.enter(word, end);
		if (word === '}' || word === ']') return this.leave(word, end);
		if (word === ',') return this.pass('next', this.open.at(-1) === '{' ? 'key' : 'value');
		if (word === ':') return this.pass('colon', 'value');
		if (!scalar.test(word)) return false;
		if (this.expected === 'key' || this.expected === 'first key') {
			this.expected = 'colon';
			return word.startsWith('"');
		}
		if (!this.mayBegin()) return false;
		return this.close(end);
	}

	private mayBegin(): boolean {
		return this.expected === 'value' || this.expected === 'first';
	}

	private enter(word: '{' | '[', end: number): boolean {
		if (!this.mayBegin() || this.open.length >= deepest) return false;
		this.open.push(word);
		this.expected = word === '{' ? 'first key' : 'first';
		this.cut = end;
		return true;
	}

	private leave(word: '}' | ']', end: number): boolean {
		const isEmpty = this.expected === (word === '}' ? 'first key' : 'first');
		if (!(isEmpty || this.expected === 'next') || this.open.at(-1) !== (word === '}' ? '{' : '[')) return false;
		this.open.pop();
		return this.close(end);
	}

	private close(end: number): true {
		this.expected = this.open.length === 0 ? 'nothing' : 'next';
		this.cut = end;
		return true;
	}

	private pass(needed: Expected, next: Expected): boolean {
		const isRight = this.expected === needed;
		if (isRight) this.expected = next;
		return isRight;
	}
}

/**
 * Reads JSON (with Python's bare NaN and Infinity) up to where it is cut or makes no sense: open lists and objects are closed there, and a
 * value that may be half of one is left out.
 * @param parse what reads a whole text
 */
export function parseJsonPrefix(text: string, parse: typeof parseTolerantJson = parseTolerantJson): PrefixReading {
	const whole = parse(text);
	if (whole !== undefined) return {value: whole, cutAt: text.length, torn: false};
	const walk = new Walk();
	let end = 0;
	let isOdd = false;
	token.lastIndex = 0;
	for (let match = token.exec(text); match !== null; match = token.exec(text)) {
		const [word] = match;
		// A word may be half of one where the text ends with it, or no word goes on: 12 of 123.
		if (/^[-+.\w]/.test(word) && !/^[\s,\]}]/.test(text.slice(token.lastIndex, token.lastIndex + 1))) {
			if (token.lastIndex === text.length) end = text.length;
			break;
		}
		isOdd = word.trim() !== '' && !walk.take(word, match.index);
		if (isOdd) break;
		end = token.lastIndex;
	}
	const {cut, open} = walk;
	const closers = open.map(opener => (opener === '{' ? '}' : ']')).reverse();
	const value = cut === 0 ? undefined : parse(text.slice(0, cut) + closers.join(''));
	return {value, cutAt: cut, torn: !isOdd && (end >= text.length || text[end] === '"')};
}
