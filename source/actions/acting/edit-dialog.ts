import {cancelAt, type Dialog, doAt, type Field, isChanged, isMoot, isUnsaid, willDo} from '../../store/acting/dialog.ts';
import {look, type Store} from '../../store/store.ts';
import type {Ports} from '../action.ts';
import {editText, insert} from '../editing/edit-text.ts';
import {type KeyPress, keyName} from '../keys.ts';

/** Words that can be taken back: Enter in their field says them. */
const atOnce: ReadonlySet<Dialog['kind']> = new Set(['note', 'tags']);
/** Dialogs in which the choice that stands there is one, too: it can be taken back, or changes nothing. */
const chosenAnyway: ReadonlySet<Dialog['kind']> = new Set(['mark', 'verdict', 'tell']);
const page = 5;

/** A key while a dialog that acts is open. Esc does nothing of it. */
export function editDialog(store: Store, ports: Ports, key: KeyPress): void {
	const {dialog} = store.getState().view;
	if (dialog === null) return;
	const name = keyName(key);
	const field = dialog.fields[dialog.focus];
	if (name === 'escape') close(store);
	else if (name === 'tab' || name === 'down') step(store, dialog, 1);
	else if (name === 'shift-tab' || name === 'up') step(store, dialog, -1);
	else if (name === 'pagedown' || name === 'pageup') scroll(store, dialog, name === 'pagedown' ? page : -page);
	else if (name === 'ctrl-o' && dialog.kind === 'note') ports.editNote();
	else if (field === undefined) pressButton(store, ports, dialog, name);
	else if (name === 'enter') leaveField(store, ports, dialog);
	else if (field.kind === 'text') {
		const edited = editText(field, key);
		if (edited !== null) change(store, dialog, {...field, ...edited});
	} else turn(store, dialog, field, name);
}

/** Pasted text goes into the text field that has the keys. */
export function pasteIntoDialog(store: Store, dialog: Dialog, pasted: string): void {
	const field = dialog.fields[dialog.focus];
	if (field?.kind === 'text') change(store, dialog, {...field, ...insert(field, pasted)});
}

function close(store: Store): void {
	look(store, {dialog: null});
}

function step(store: Store, dialog: Dialog, by: number): void {
	const stops = dialog.fields.length + (isMoot(dialog) ? 1 : 2);
	look(store, {dialog: {...dialog, focus: (dialog.focus + by + stops) % stops, scroll: null}});
}

function scroll(store: Store, dialog: Dialog, by: number): void {
	const {dialogTop, dialogLines, dialogRows} = store.getState().measured;
	const top = Math.max(0, Math.min(dialogLines - dialogRows, dialogTop + by));
	look(store, {dialog: {...dialog, scroll: top}});
}

/** A field that is another than before needs another plan, and what was shown is not to be done. */
function change(store: Store, dialog: Dialog, field: Field): void {
	const fields = dialog.fields.map((other, at) => (at === dialog.focus ? field : other));
	const isSame = JSON.stringify(fields) === JSON.stringify(dialog.fields);
	look(store, {dialog: {...dialog, fields, ...(isSame || onlyCaret(dialog, field) ? {} : {ask: null, isAwaited: false})}});
}

function onlyCaret({fields, focus}: Dialog, field: Field): boolean {
	const before = fields[focus];
	return before?.kind === 'text' && field.kind === 'text' && before.text === field.text;
}

function turn(store: Store, dialog: Dialog, field: Exclude<Field, {kind: 'text'}>, name: string): void {
	const by = name === 'left' || name === 'h' ? -1 : name === 'right' || name === 'l' || name === 'space' ? 1 : 0;
	if (by === 0) return;
	if (field.kind === 'switch') change(store, dialog, {...field, isOn: !field.isOn});
	else change(store, dialog, {...field, at: (field.at + by + field.options.length) % field.options.length});
}

/** Enter in a field: words are said at once; else the keys go to the act where something was chosen, and to Cancel where nothing was. */
function leaveField(store: Store, ports: Ports, dialog: Dialog): void {
	if (atOnce.has(dialog.kind)) confirm(store, ports, dialog);
	else {
		const isChosen = chosenAnyway.has(dialog.kind) || dialog.fields.some(isChanged);
		look(store, {dialog: {...dialog, focus: isChosen ? doAt(dialog) : cancelAt(dialog), scroll: null}});
	}
}

function pressButton(store: Store, ports: Ports, dialog: Dialog, name: string): void {
	const isCancel = dialog.focus === cancelAt(dialog);
	if (!isMoot(dialog) && (name === 'left' || name === 'right' || name === 'h' || name === 'l'))
		look(store, {dialog: {...dialog, focus: isCancel ? doAt(dialog) : cancelAt(dialog)}});
	else if (name === 'j' || name === 'k') scroll(store, dialog, name === 'j' ? 1 : -1);
	else if (name === 'y') confirm(store, ports, dialog);
	else if (name === 'n' || name === 'q' || (isCancel && (name === 'enter' || name === 'space'))) close(store);
	else if (name === 'enter' || name === 'space') confirm(store, ports, dialog);
}

/** Does what is shown. What is not shown yet is not done, but for words, which are said as soon as they can be. */
function confirm(store: Store, ports: Ports, dialog: Dialog): void {
	if (dialog.ask !== null && willDo(dialog) > 0) ports.perform(dialog);
	else if (dialog.ask === null && dialog.fault === null && atOnce.has(dialog.kind) && !isUnsaid(dialog))
		look(store, {dialog: {...dialog, isAwaited: true}});
}
