import {sharedStart} from '../../core/query/complete/complete.ts';
import {findPlace} from '../../core/query/complete/cursor.ts';
import {settleQuery} from '../../core/query/complete/settle.ts';
import {recallQuery, rememberQuery} from '../../core/query/language/history.ts';
import {fieldsAt, selectCompletion, selectGhost} from '../../store/filter/completion.ts';
import {selectListed} from '../../store/selectors.ts';
import {look, type Store} from '../../store/store.ts';
import type {Cycle, Prompt, View} from '../../store/view.ts';
import {pasteIntoDialog} from '../acting/edit-dialog.ts';
import type {Ports} from '../action.ts';
import {keepReport} from '../ask-report.ts';
import {keepMoment} from '../compare/keep-moment.ts';
import {findNext} from '../find-text.ts';
import {type KeyPress, keyName} from '../keys.ts';
import {limitChart} from '../limit-chart.ts';
import {listCommand} from '../list-command.ts';
import {saveNamedView} from '../views.ts';
import {type EditedText, editText, insert} from './edit-text.ts';

/** A key while a prompt is open: it edits the text, and what is shown follows at once. Enter keeps, Esc brings back what was before. */
export function editPrompt(store: Store, key: KeyPress, ports: Pick<Ports, 'copy' | 'saveView' | 'post'>): void {
	const {prompt} = store.getState().view;
	if (prompt === null) return;
	const name = keyName(key);
	const edited = editText(key.ctrl || key.meta ? prompt : askedWith(prompt, key.text), key);
	const filters = prompt.kind === 'filter';
	if (name === 'tab' || name === 'shift-tab') complete(store, prompt, name === 'tab' ? 1 : -1);
	else if (name === 'enter' && prompt.kind === 'moment') keepMoment(store, prompt);
	else if (name === 'enter' && prompt.kind === 'report') keepReport(store, prompt, ports);
	else if (name === 'enter' || (name === 'backspace' && prompt.text === '')) keep(store, prompt, ports);
	else if (name === 'escape') change(store, null, {text: prompt.before, caret: 0}, prompt.kind);
	else if (filters && (name === 'up' || name === 'down')) recall(store, prompt, name === 'up' ? 1 : -1);
	else if (filters && name === 'ctrl-y') copyCommand(store, ports);
	else if (filters && isForward(name) && selectGhost(store.getState()) !== null) acceptGhost(store, prompt);
	else if (edited !== null) change(store, prompt, edited, prompt.kind);
}

/** Enter: the text stays in force. A filter that cannot be understood stays at the prompt, which says why. */
function keep(store: Store, {kind, text}: Prompt, ports: Pick<Ports, 'saveView'>): void {
	if (kind !== 'filter') look(store, {prompt: null});
	if ((kind === 'view' || kind === 'project-view') && text.trim() !== '')
		saveNamedView(store, ports, kind === 'view' ? 'own' : 'project', text.trim());
	if (kind !== 'filter') return;
	look(store, {filter: text});
	const {view, order} = store.getState();
	if (order.matcher.error === null) look(store, {prompt: null, history: rememberQuery(view.history, text)});
}

const isForward = (name: string) => ['right', 'end', 'ctrl-e', 'ctrl-f'].includes(name);

function acceptGhost(store: Store, prompt: Prompt): void {
	const text = prompt.text + (selectGhost(store.getState()) ?? '');
	change(store, prompt, {text, caret: text.length}, prompt.kind);
}

function recall(store: Store, prompt: Prompt, by: 1 | -1): void {
	const {draft, at} = prompt.recall ?? {draft: prompt.text, at: -1};
	const found = recallQuery(store.getState().view.history, draft, at, by);
	if (found === null) return;
	change(store, prompt, {text: found.text, caret: found.text.length, recall: {draft, at: found.at}}, prompt.kind);
}

function copyCommand(store: Store, ports: Pick<Ports, 'copy'>): void {
	const state = store.getState();
	const done = ports.copy(listCommand(state));
	const text = done ? 'Copied the xtui ls command of this list' : 'The command is too long for the clipboard';
	look(store, {notice: {text, role: done ? 'info' : 'warn', atMs: state.nowMs}});
}

/** The prompt before a text comes into it: with a colon where that can only be the value of a field that Tab has written. */
const askedWith = (prompt: Prompt, text: string): EditedText =>
	prompt.named && /^[\p{L}\p{N}"']/u.test(text) ? insert(prompt, ':') : prompt;

/** Tab: what all candidates share, then each of them in turn; behind the whole name of a field what it is asked for with. */
function complete(store: Store, prompt: Prompt, by: number): void {
	const cycle = prompt.cycle ?? beginCycle(store, prompt);
	if (cycle === null && prompt.named) change(store, prompt, insert(prompt, ':'), prompt.kind);
	if (cycle === null) return;
	const at = (cycle.at + by + cycle.inserts.length) % cycle.inserts.length;
	const word = cycle.inserts[at] ?? '';
	const text = cycle.text.slice(0, cycle.from) + word + cycle.text.slice(cycle.to);
	const only = cycle.inserts.length === 1;
	const named = cycle.areFields && !/[: ]$/.test(word);
	const caret = cycle.from + word.length;
	change(store, {...prompt, cycle: null}, {text, caret, cycle: only ? null : {...cycle, at}, named}, prompt.kind);
}

function beginCycle(store: Store, {text, caret}: Prompt): Cycle | null {
	const state = store.getState();
	const begun = selectCompletion(state);
	const {candidates, from, to} = begun.candidates.length > 0 ? begun : fieldsAt(state);
	if (candidates.length === 0) return null;
	const shared = sharedStart(candidates);
	const typed = text.slice(from, to);
	const isShared = shared.length > typed.length;
	const areFields = findPlace(text, caret).kind === 'field' && !(isShared && candidates.length > 1);
	return {text, from, to, inserts: isShared ? [shared] : candidates.map(({insert}) => insert), at: -1, areFields};
}

/** Pasted text goes into the open prompt or dialog; nothing happens where none is open, so that a stray paste presses no keys. */
export function pasteText(store: Store, text: string): void {
	const {prompt, dialog} = store.getState().view;
	if (prompt !== null) change(store, prompt, insert(askedWith(prompt, text), text), prompt.kind);
	else if (dialog !== null) pasteIntoDialog(store, dialog, text);
}

type Change = EditedText & Partial<Pick<Prompt, 'cycle' | 'named' | 'recall'>>;

function change(store: Store, prompt: Prompt | null, edited: Change, kind: Prompt['kind']): void {
	const next: Partial<View> = {
		prompt: prompt === null ? null : {...prompt, cycle: null, named: false, recall: null, ...edited},
		notice: null,
	};
	if (kind === 'filter') look(store, {...next, filter: prompt === null ? edited.text : meantSoFar(store, edited)});
	else if (kind === 'moment') look(store, next);
	else if (kind === 'limits') {
		look(store, next);
		limitChart(store, edited.text);
	} else if (kind === 'help') look(store, {...next, helpText: edited.text, helpCursor: 0});
	else if (kind !== 'find') look(store, next);
	else {
		look(store, {...next, find: edited.text});
		if (prompt !== null && edited.text !== '') findNext(store, 1, true);
	}
}

/** The filter while it is typed: letters on their way to a field's name do not empty the list meanwhile. */
function meantSoFar(store: Store, {text, caret}: EditedText): string {
	const state = store.getState();
	return settleQuery(text, caret, {rows: selectListed(state), zone: state.zone}, state.nowMs);
}

/** Opens a prompt with the text that is in force, the caret at its end. */
export function openPrompt(store: Store, kind: Prompt['kind'], text: string): void {
	look(store, {prompt: {kind, text, caret: text.length, before: text, cycle: null, recall: null}, notice: null});
}
