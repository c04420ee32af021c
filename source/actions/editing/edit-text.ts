import type {KeyPress} from '../keys.ts';
import {keyName} from '../keys.ts';

export interface EditedText {
	text: string;
	caret: number;
}

const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
const before = (text: string, at: number) => Math.max(0, at - (isLow(text.charCodeAt(at - 1)) ? 2 : 1));
const after = (text: string, at: number) => Math.min(text.length, at + (isLow(text.charCodeAt(at + 1)) ? 2 : 1));
const wordStart = (text: string, at: number) => at - (text.slice(0, at).match(/\S*\s*$/)?.[0].length ?? 0);

/** A line of text after a key, with the keys of a shell; null where the key edits nothing. */
export function editText({text, caret}: EditedText, key: KeyPress): EditedText | null {
	switch (keyName(key)) {
		case 'left':
		case 'ctrl-b':
			return {text, caret: before(text, caret)};
		case 'right':
		case 'ctrl-f':
			return {text, caret: after(text, caret)};
		case 'home':
		case 'ctrl-a':
			return {text, caret: 0};
		case 'end':
		case 'ctrl-e':
			return {text, caret: text.length};
		case 'backspace':
		case 'ctrl-h':
			return {text: text.slice(0, before(text, caret)) + text.slice(caret), caret: before(text, caret)};
		case 'delete':
		case 'ctrl-d':
			return {text: text.slice(0, caret) + text.slice(after(text, caret)), caret};
		case 'ctrl-u':
			return {text: text.slice(caret), caret: 0};
		case 'ctrl-k':
			return {text: text.slice(0, caret), caret};
		case 'ctrl-w':
			return {text: text.slice(0, wordStart(text, caret)) + text.slice(caret), caret: wordStart(text, caret)};
		default:
			return key.text === '' || key.ctrl || key.meta ? null : insert({text, caret}, key.text);
	}
}

/** Text with something typed or pasted at the caret; line breaks become spaces. */
export function insert({text, caret}: EditedText, typed: string): EditedText {
	const clean = typed.replace(/[\r\n\t]+/g, ' ').replace(/[\x00-\x1f\x7f]/g, '');
	return {text: text.slice(0, caret) + clean + text.slice(caret), caret: caret + clean.length};
}
