import type {RunRow} from '../../core/row.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {ChosenCommand, Dialog, DialogKind, Field} from '../../store/acting/dialog.ts';
import {markChoices, stopChoices, verdictChoices} from '../../store/acting/spec.ts';
import {tellChoices} from '../../store/acting/tell.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import {actedRows, reasonNotUndone, undoneRows} from './acted-rows.ts';

/** Dialogs whose keys go to their first field; in all others they go to Cancel. */
const beginInField: ReadonlySet<DialogKind> = new Set(['note', 'tags', 'mark', 'verdict', 'create', 'command', 'tell']);
let opened = 0;

/** What is archived already is restored, and what is in the trash is removed, where that is all there is. */
function kindFor(kind: DialogKind, rows: readonly RunRow[]): DialogKind {
	if (kind === 'archive' && rows.every(({marks}) => marks.includes('archived'))) return 'restore';
	return kind === 'delete' && rows.every(({status}) => status === 'deleted') ? 'purge' : kind;
}

/** Opens the dialog of an act on the runs that are marked, or says why nothing is done. */
export function openDialog(
	store: Store,
	state: State,
	wanted: DialogKind,
	chosen: {command: ChosenCommand | null; rows: readonly RunRow[]} | null = null,
): void {
	// To be told of something changes nothing.
	if (state.readonly !== null && wanted !== 'tell') {
		look(store, {notice: {text: `Refused: ${state.readonly}`, role: 'warn', atMs: state.nowMs}});
		return;
	}
	const rows = chosen?.rows ?? (wanted === 'create' ? [] : wanted === 'undo' ? undoneRows(state) : actedRows(state));
	const reason = wanted === 'undo' ? reasonNotUndone(state, rows) : null;
	if (reason !== null) {
		look(store, {notice: {text: reason, role: 'info', atMs: state.nowMs}});
		return;
	}
	const kind = kindFor(wanted, rows);
	const command = chosen?.command ?? null;
	const fields = command === null ? fieldsOf(kind, rows, state) : [];
	const dialog: Dialog = {
		serial: ++opened,
		kind,
		runs: rows.map(row => row.key),
		command,
		name: rows.length === 1 ? cleanText(rows[0]!.name) : null,
		fields,
		focus: beginInField.has(kind) && fields.length > 0 ? 0 : fields.length,
		scroll: null,
		plan: null,
		ask: null,
		fault: null,
		isAwaited: command?.ask === false,
	};
	look(store, {dialog, notice: null});
}

const text = (id: string, label: string, value: string, hint = '', was: string | null = null): Field => ({
	kind: 'text',
	id,
	label,
	text: value,
	caret: value.length,
	was,
	hint,
});
const choice = (id: string, label: string, options: readonly string[], at = 0): Field => ({
	kind: 'choice',
	id,
	label,
	options,
	at,
	was: at,
});

function fieldsOf(kind: DialogKind, rows: readonly RunRow[], state: State): Field[] {
	switch (kind) {
		case 'restart':
			return [text('set', rows.length === 1 ? 'also set' : 'set', '', 'NAME=VALUE …')];
		case 'stop':
			return [
				choice(
					'signals',
					'signals',
					stopChoices.map(({title}) => title),
				),
			];
		case 'note':
			return [text('note', 'note', '', 'ctrl-o opens your editor')];
		case 'tags': {
			// The tags that all of them have can be edited; what only some have stays as it is.
			const shared = rows[0]?.tags.filter(tag => rows.every(row => row.tags.includes(tag))) ?? [];
			const joined = shared.join(' ');
			return [text('tags', 'tags', joined === '' ? '' : `${joined} `, 'words, parted by blanks', joined)];
		}
		case 'mark':
			return [choice('mark', 'mark', markChoices)];
		case 'verdict': {
			const shared = rows.every(row => row.verdict === rows[0]?.verdict) ? (rows[0]?.verdict ?? null) : null;
			return [
				choice('verdict', 'verdict', verdictChoices, shared === 'fail' ? 1 : 0),
				text('resolution', 'resolution', '', 'why, kept as a note'),
			];
		}
		case 'create':
			return [
				text('command', 'command', '', 'python train.py --lr 0.1'),
				text('name', 'name', '', 'that of its script'),
				// Runs are made in `runs` below it, so that they are seen in the list.
				text('directory', 'directory', (state.roots[0] ?? '').replace(/(?<=.)\/runs$/, '')),
			];
		case 'tell':
			return [choice('when', 'when', tellChoices), text('condition', 'condition', '', 'loss<0.3')];
		case 'command':
			return [text('command', 'command', '', 'du -sh {dir}   also {id} {name} {path} {log} {root}')];
		default:
			return [];
	}
}
