import {type Key, keyOfCharacter, makeKey, withMeta} from './key.ts';
import {keyOfSequence} from './key-sequences.ts';
import {type MouseEvent, parseMouse} from './mouse.ts';
import {parseReply, type Reply} from './replies.ts';

export type InputEvent =
	| {kind: 'key'; key: Key}
	| {kind: 'mouse'; mouse: MouseEvent}
	| {kind: 'paste'; text: string}
	| {kind: 'reply'; reply: Reply};

const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';
/** What is held of one string (an answer that never ends): enough for any answer. */
const longestString = 4096;

/** Length of the control sequence at `at`, 0 where it is not whole yet. ECMA-48: CSI, SS3, and strings up to ST or BEL. */
function sequenceLength(text: string, at: number): number {
	const kind = text[at + 1];
	if (kind === undefined) return 0;
	if (kind === 'O') return lengthOf(/\x1bO[\d;]*[^\d;]/y, text, at);
	if (kind === '[') {
		// The Linux console's function keys, and the old mouse report with its three bytes.
		if (text[at + 2] === '[') return text.length > at + 3 ? 4 : 0;
		if (text[at + 2] === 'M') return text.length > at + 5 ? 6 : 0;
		return lengthOf(/\x1b\[[0-?]*[ -/]*(?:[@-~]|(?=[^ -~]))/y, text, at);
	}
	if (']PX^_'.includes(kind)) {
		// What does not begin like an answer is the key with Alt.
		if (text.length > at + 2 && !/[\d>!|=G]/.test(text[at + 2]!)) return 2;
		return lengthOf(/\x1b[\s\S][^\x07\x1b]*(?:\x07|\x1b\\|\x1b(?=[^\\]))/y, text, at);
	}
	// Esc twice is Esc twice, not a key with Alt.
	if (kind === '\x1b') return 1;
	return 1 + String.fromCodePoint(text.codePointAt(at + 1)!).length;
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	const match = pattern.exec(text);
	if (!match) return 0;
	// An Esc that breaks a sequence off begins the next one.
	return match[0].length > 1 && match[0].endsWith('\x1b') ? match[0].length - 1 : match[0].length;
}

function eventOf(sequence: string): InputEvent | undefined {
	if (sequence === '\x1b') return {kind: 'key', key: makeKey('escape')};
	const second = sequence[1]!;
	if (second === '[' || second === 'O') {
		const mouse = parseMouse(sequence);
		if (mouse) return {kind: 'mouse', mouse};
		const key = keyOfSequence(sequence);
		if (key) return {kind: 'key', key};
	}
	const reply = parseReply(sequence);
	if (reply) return {kind: 'reply', reply};
	if (sequence.length > 2 || '[O'.includes(second)) return undefined;
	const key = keyOfCharacter(sequence.slice(1));
	return key && {kind: 'key', key: withMeta(key)};
}

/** Splits what the terminal sends into keys, mouse reports, pastes and answers; what is not whole yet waits for the rest. */
export class Splitter {
	private rest = '';
	private paste: string | null = null;

	/** What waits for its rest, and may have to be let go by `flush`: a lone Esc can be a key by itself. */
	get waiting(): 'nothing' | 'escape' | 'sequence' | 'mouse' | 'paste' {
		if (this.paste !== null) return 'paste';
		if (this.rest === '') return 'nothing';
		if (this.rest === '\x1b') return 'escape';
		return this.rest.startsWith('\x1b[<') ? 'mouse' : 'sequence';
	}

	/** Takes what was read; returns the events that are whole. */
	push(read: string): InputEvent[] {
		const events: InputEvent[] = [];
		const text = this.rest + read;
		this.rest = '';
		let at = 0;
		while (at < text.length) {
			if (this.paste !== null) {
				at = this.takePaste(text, at, events);
				continue;
			}
			if (text[at] !== '\x1b') {
				const character = String.fromCodePoint(text.codePointAt(at)!);
				const key = keyOfCharacter(character);
				if (key) events.push({kind: 'key', key});
				at += character.length;
				continue;
			}
			const length = sequenceLength(text, at);
			if (length === 0) {
				this.rest = text.slice(at, at + longestString);
				break;
			}
			const sequence = text.slice(at, at + length);
			if (sequence === pasteStart) this.paste = '';
			else {
				const event = eventOf(sequence);
				if (event) events.push(event);
			}
			at += length;
		}
		return events;
	}

	/**
	 * Nothing more came: a lone Esc was the key, Esc with one character a key with Alt, a paste is what there is of it; the beginning of any
	 * other sequence is dropped.
	 */
	flush(): InputEvent[] {
		const text = this.rest;
		const {paste} = this;
		this.rest = '';
		this.paste = null;
		if (paste !== null) return [{kind: 'paste', text: paste + text}];
		if (text === '\x1b') return [{kind: 'key', key: makeKey('escape')}];
		const key = text.length === 2 ? keyOfCharacter(text[1]!) : undefined;
		return key ? [{kind: 'key', key: withMeta(key)}] : [];
	}

	/** Collects pasted text up to its end mark, of which a part may still be to come. Returns where to go on. */
	private takePaste(text: string, at: number, events: InputEvent[]): number {
		const end = text.indexOf(pasteEnd, at);
		if (end >= 0) {
			events.push({kind: 'paste', text: this.paste + text.slice(at, end)});
			this.paste = null;
			return end + pasteEnd.length;
		}
		const mark = text.lastIndexOf('\x1b');
		const split = mark >= at && pasteEnd.startsWith(text.slice(mark)) ? mark : text.length;
		this.paste += text.slice(at, split);
		this.rest = text.slice(split);
		return text.length;
	}
}
