import {parseNumber} from '../numbers/odd-number.ts';
import type {JsonValue} from './tolerant-json.ts';

const deepest = 32;
const words: Record<string, JsonValue> = {None: null, null: null, True: true, true: true, False: false, false: false};
const scalar = /[^\s,:{}[\]()'"]+/y;
const call = /[\w.]+\([^()]*(?:\([^()]*\)[^()]*)*\)/y;
const keyword = /(\w+)\s*=\s*/y;
const codePoint = /^(?:u([\dA-Fa-f]{4})|x([\dA-Fa-f]{2}))/;
const longestEscape = 5;
const escapes: Record<string, string> = {n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', '/': '/'};

class Reader {
	at = 0;

	/** `calls`: whether `dict(a=1)` is read as what it stands for, in place of being kept as text. */
	constructor(
		private readonly text: string,
		private readonly calls = false,
	) {}

	value(depth: number): JsonValue | undefined {
		this.skipBlanks();
		const character = this.text[this.at];
		if (character === undefined || depth > deepest) return undefined;
		if (character === '{') return this.mapping(depth);
		if (character === '[' || character === '(') return this.sequence(character === '[' ? ']' : ')', depth);
		if (character === "'" || character === '"') return this.quoted(character);
		if (this.calls && this.text.startsWith('dict(', this.at)) return this.keywords(depth);
		return this.bare();
	}

	isAtLineEnd(): boolean {
		return /[^\S\n]*(?:#.*)?(?:\n|$)/y.test(this.text.slice(this.at));
	}

	private keywords(depth: number): JsonValue | undefined {
		const found: {[key: string]: JsonValue} = {};
		this.at += 'dict('.length;
		for (;;) {
			this.skipBlanks();
			if (this.take(')')) return found;
			keyword.lastIndex = this.at;
			const key = keyword.exec(this.text);
			if (key === null) return undefined;
			this.at = keyword.lastIndex;
			const value = this.value(depth + 1);
			if (value === undefined) return undefined;
			found[key[1]!] = value;
			this.skipBlanks();
			if (!this.take(',') && this.text[this.at] !== ')') return undefined;
		}
	}

	private mapping(depth: number): JsonValue | undefined {
		const found: {[key: string]: JsonValue} = {};
		this.at++;
		for (;;) {
			this.skipBlanks();
			if (this.take('}')) return found;
			const key = this.value(depth + 1);
			this.skipBlanks();
			if (key === undefined || typeof key === 'object' || !this.take(':')) return undefined;
			const value = this.value(depth + 1);
			if (value === undefined) return undefined;
			if (key === '__proto__') Object.defineProperty(found, key, {value, enumerable: true, configurable: true, writable: true});
			else found[String(key)] = value;
			this.skipBlanks();
			if (!this.take(',') && this.text[this.at] !== '}') return undefined;
		}
	}

	private sequence(close: string, depth: number): JsonValue | undefined {
		const found: JsonValue[] = [];
		this.at++;
		for (;;) {
			this.skipBlanks();
			if (this.take(close)) return found;
			const value = this.value(depth + 1);
			if (value === undefined) return undefined;
			found.push(value);
			this.skipBlanks();
			if (!this.take(',') && this.text[this.at] !== close) return undefined;
		}
	}

	private quoted(mark: string): string | undefined {
		let found = '';
		for (let at = this.at + 1; at < this.text.length; at++) {
			const character = this.text[at]!;
			if (character === mark) {
				this.at = at + 1;
				return found;
			}
			if (character === '\\') {
				at++;
				const point = codePoint.exec(this.text.slice(at, at + longestEscape));
				if (point === null) found += escapes[this.text[at] ?? ''] ?? `\\${this.text[at] ?? ''}`;
				else {
					// Two that make one character beyond 16 bits are put together as they are joined.
					found += String.fromCharCode(Number.parseInt(point[1] ?? point[2]!, 16));
					at += point[0].length - 1;
				}
			} else found += character;
		}
		return undefined;
	}

	private bare(): JsonValue | undefined {
		call.lastIndex = this.at;
		scalar.lastIndex = this.at;
		const found = (call.exec(this.text) ?? scalar.exec(this.text))?.[0];
		if (found === undefined) return undefined;
		this.at += found.length;
		if (Object.hasOwn(words, found)) return words[found];
		// An object that is no number, such as a tensor of many, is kept as its text.
		return parseNumber(found) ?? (found.endsWith(')') ? found : undefined);
	}

	private take(character: string): boolean {
		if (this.text[this.at] !== character) return false;
		this.at++;
		return true;
	}

	private skipBlanks(): void {
		while (this.text[this.at] === ' ' || this.text[this.at] === '\t' || this.text[this.at] === '\n') this.at++;
	}
}

/** The dict of `parsePythonDict`, with the place in the text behind its end. */
export function pythonDictAt(text: string, start: number): {dict: {[key: string]: JsonValue}; end: number} | undefined {
	if (text[start] !== '{') return undefined;
	const reader = new Reader(text.slice(start));
	const value = reader.value(0);
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
	return {dict: value, end: start + reader.at};
}

/**
 * The dict (Python's or JSON's spelling) that a text begins with, with `nan`, `None`, tuples and printed scalars; undefined where it begins with
 * none. Nothing is evaluated.
 */
export const parsePythonDict = (text: string): {[key: string]: JsonValue} | undefined => pythonDictAt(text, 0)?.dict;

/**
 * What a text of Python assigns at its top, as far as it is literals and `dict(…)` of literals, such as a config that MMEngine printed.
 * Nothing is evaluated: what is anything else is left out.
 */
export function parsePythonAssignments(text: string): {[key: string]: JsonValue} {
	const found: [string, JsonValue][] = [];
	for (const {0: head, 1: name, index} of text.matchAll(/^(\w+) = /gm)) {
		const reader = new Reader(text.slice(index + head.length), true);
		const value = reader.value(0);
		if (value !== undefined && reader.isAtLineEnd()) found.push([name!, value]);
	}
	return Object.fromEntries(found);
}
