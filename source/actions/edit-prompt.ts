import {look, type Store} from '../store/store.ts';
import type {Prompt, View} from '../store/view.ts';
import {type EditedText, editText, insert} from './edit-text.ts';
import {findNext} from './find-text.ts';
import {type KeyPress, keyName} from './keys.ts';

/** A key while a prompt is open: it edits the text, and what is shown follows at once. Enter keeps, Esc brings back what was before. */
export function editPrompt(store: Store, key: KeyPress): void {
	const {prompt} = store.getState().view;
	if (prompt === null) return;
	const name = keyName(key);
	const edited = editText(prompt, key);
	if (name === 'enter' || (name === 'backspace' && prompt.text === '')) look(store, {prompt: null});
	else if (name === 'escape') change(store, null, {text: prompt.before, caret: 0}, prompt.kind);
	else if (edited !== null) change(store, prompt, edited, prompt.kind);
}

/** Pasted text goes into the open prompt; nothing happens where none is open, so that a stray paste presses no keys. */
export function pasteText(store: Store, text: string): void {
	const {prompt} = store.getState().view;
	if (prompt !== null) change(store, prompt, insert(prompt, text), prompt.kind);
}

function change(store: Store, prompt: Prompt | null, edited: EditedText, kind: Prompt['kind']): void {
	const next: Partial<View> = {prompt: prompt === null ? null : {...prompt, ...edited}};
	if (kind === 'filter') look(store, {...next, filter: edited.text});
	else if (kind === 'help') look(store, {...next, helpText: edited.text, helpCursor: 0});
	else {
		look(store, {...next, find: edited.text});
		if (prompt !== null && edited.text !== '') findNext(store, 1, true);
	}
}

/** Opens a prompt with the text that is in force, the caret at its end. */
export function openPrompt(store: Store, kind: Prompt['kind'], text: string): void {
	look(store, {prompt: {kind, text, caret: text.length, before: text}, notice: null});
}
