import {sharedStart} from '../core/query/complete.ts';
import {selectCompletion} from '../store/completion.ts';
import {look, type Store} from '../store/store.ts';
import type {Cycle, Prompt, View} from '../store/view.ts';
import {type EditedText, editText, insert} from './edit-text.ts';
import {findNext} from './find-text.ts';
import {type KeyPress, keyName} from './keys.ts';

/** A key while a prompt is open: it edits the text, and what is shown follows at once. Enter keeps, Esc brings back what was before. */
export function editPrompt(store: Store, key: KeyPress): void {
	const {prompt} = store.getState().view;
	if (prompt === null) return;
	const name = keyName(key);
	const edited = editText(prompt, key);
	if (name === 'tab' || name === 'shift-tab') complete(store, prompt, name === 'tab' ? 1 : -1);
	else if (name === 'enter' || (name === 'backspace' && prompt.text === '')) look(store, {prompt: null});
	else if (name === 'escape') change(store, null, {text: prompt.before, caret: 0}, prompt.kind);
	else if (edited !== null) change(store, prompt, edited, prompt.kind);
}

/** Tab: what all candidates share, then each of them in turn. */
function complete(store: Store, prompt: Prompt, by: number): void {
	const cycle = prompt.cycle ?? beginCycle(store, prompt);
	if (cycle === null) return;
	const at = (cycle.at + by + cycle.inserts.length) % cycle.inserts.length;
	const insert = cycle.inserts[at] ?? '';
	const text = cycle.text.slice(0, cycle.from) + insert + cycle.text.slice(cycle.to);
	const only = cycle.inserts.length === 1;
	change(
		store,
		{...prompt, cycle: null},
		{text, caret: cycle.from + insert.length, cycle: only ? null : {...cycle, at}},
		prompt.kind,
	);
}

function beginCycle(store: Store, {text}: Prompt): Cycle | null {
	const {candidates, from, to} = selectCompletion(store.getState());
	if (candidates.length === 0) return null;
	const shared = sharedStart(candidates);
	const typed = text.slice(from, to);
	if (shared.length > typed.length) return {text, from, to, inserts: [shared], at: -1};
	return {text, from, to, inserts: candidates.map(({insert}) => insert), at: -1};
}

/** Pasted text goes into the open prompt; nothing happens where none is open, so that a stray paste presses no keys. */
export function pasteText(store: Store, text: string): void {
	const {prompt} = store.getState().view;
	if (prompt !== null) change(store, prompt, insert(prompt, text), prompt.kind);
}

function change(store: Store, prompt: Prompt | null, edited: EditedText & {cycle?: Cycle | null}, kind: Prompt['kind']): void {
	const next: Partial<View> = {prompt: prompt === null ? null : {...prompt, cycle: null, ...edited}};
	if (kind === 'filter') look(store, {...next, filter: edited.text});
	else if (kind === 'help') look(store, {...next, helpText: edited.text, helpCursor: 0});
	else {
		look(store, {...next, find: edited.text});
		if (prompt !== null && edited.text !== '') findNext(store, 1, true);
	}
}

/** Opens a prompt with the text that is in force, the caret at its end. */
export function openPrompt(store: Store, kind: Prompt['kind'], text: string): void {
	look(store, {prompt: {kind, text, caret: text.length, before: text, cycle: null}, notice: null});
}
