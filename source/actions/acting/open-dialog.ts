import type {RunRow} from '../../core/row.ts';
import {cleanText} from '../../core/text.ts';
import type {ChosenCommand, Dialog, DialogKind, Field} from '../../store/acting/dialog.ts';
import {markChoices, stopChoices, verdictChoices} from '../../store/acting/spec.ts';
import {tellChoices} from '../../store/acting/tell.ts';
import {currentRun, cursorIndex} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import {topScreen} from '../../store/view.ts';

/** Dialogs whose keys go to their first field; in all others they go to Cancel. */
const beginInField: ReadonlySet<DialogKind> = new Set(['note', 'tags', 'mark', 'verdict', 'create', 'command', 'tell']);
let opened = 0;

/** Whether an act would be about any run; asked of every act with every key, so nothing is listed. */
export function hasActed(state: State): boolean {
	const {view, rows, order} = state;
	if (currentRun(state) !== null) return true;
	if (topScreen(view).kind !== 'runs') return false;
	for (const key of view.marked) if (rows.has(key)) return true;
	return order.lines[cursorIndex(state)]?.below.some(({key}) => rows.has(key)) ?? false;
}

/** Runs that an act is about: in the list the marked ones, in its order; else the one under the cursor or open. */
export function actedRows(state: State): RunRow[] {
	const {view, rows, order} = state;
	const marked = topScreen(view).kind === 'runs' ? [...view.marked] : [];
	const place = (key: number) => order.index.get(key) ?? Number.POSITIVE_INFINITY;
	const found = marked.flatMap(key => rows.get(key) ?? []).sort((a, b) => (place(a.key) < place(b.key) ? -1 : 1));
	if (found.length > 0) return found;
	const current = currentRun(state);
	if (current !== null) return [current];
	// A heading stands for all that is below it.
	const line = topScreen(view).kind === 'runs' ? order.lines[cursorIndex(state)] : undefined;
	return line?.below.flatMap(({key}) => rows.get(key) ?? []) ?? [];
}

/** Runs that an undo is about: the marked ones, else those that something was done to last, which may lie elsewhere now. */
export function undoneRows(state: State): RunRow[] {
	const last = new Set(state.lastActed);
	const found = state.view.marked.size > 0 ? [] : [...state.rows.values()].filter(({id, path}) => last.has(id) || last.has(path));
	return found.length > 0 ? found : actedRows(state);
}

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
