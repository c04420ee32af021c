import type {RunRow} from '../../core/row.ts';
import type {ChosenCommand, DialogKind} from '../../store/acting/dialog.ts';
import {isLive} from '../../store/order/sort-values.ts';
import {currentRun, selectCounts} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look} from '../../store/store.ts';
import {hasActed} from '../acting/acted-rows.ts';
import {chooseCommand, openCommand} from '../acting/open-command.ts';
import {openDialog} from '../acting/open-dialog.ts';
import type {Action} from '../action.ts';
import {notHelp, onActs} from '../where.ts';

const canAct = (state: State) => notHelp(state) && !onActs(state) && hasActed(state);

// What was put away last is not in the list any more.
const hasUndone = (state: State) => notHelp(state) && !onActs(state) && (hasActed(state) || state.lastActed.runs.length > 0);

/** Whether the last line offers a restart: not of a run without a recorded command, of which the dialog says why it cannot be. */
function offersRestart(state: State): boolean {
	const run = currentRun(state);
	return run === null || run.hasCommand === true || run.status === 'queued' || state.view.marked.size > 0;
}

/** What only waits to be started has no process to stop. */
const canStop = (row: Pick<RunRow, 'status'>) => isLive(row) && row.status !== 'queued';

const act = (id: string, kind: DialogKind, key: string, title: string, hint?: Action['hint']): Action => ({
	id,
	title,
	section: 'Act',
	keys: [key],
	...(hint ? {hint} : {}),
	when: kind === 'undo' ? hasUndone : canAct,
	run: ({store, state}) => openDialog(store, state, kind),
});

/** What changes runs or starts them: each opens a dialog that shows exactly what will be done. */
export const actActions: readonly Action[] = [
	act('restart', 'restart', 'R', 'Restart as new runs…', {word: state => (offersRestart(state) ? 'restart' : ''), rank: 33}),
	act('stop', 'stop', 'X', 'Stop: INT, TERM, KILL…', {
		word: state => (selectCounts(state).some(canStop) ? 'stop' : ''),
		rank: 34,
	}),
	act('edit-note', 'note', 'e', 'Write a note…'),
	act('edit-tags', 'tags', '#', 'Tags…', {word: 'tags', rank: 39}),
	act('edit-mark', 'mark', 'M', 'Mark: best, interesting, none…'),
	act('judge', 'verdict', 'V', 'Verdict: success, fail, none…'),
	act('archive', 'archive', 'A', 'Archive…'),
	act('delete', 'delete', 'D', 'Delete: into the trash…'),
	act('undo', 'undo', 'U', 'Undo what was last said or done of the runs…'),
	act('tell', 'tell', 'W', 'Tell me: on its end, failure, stall, a condition…'),
	{
		...act('command', 'command', '!', 'Run a command on the runs…'),
		run: ({store, state}) => chooseCommand(store, state),
	},
	{
		id: 'create',
		title: 'Create a run…',
		section: 'Act',
		keys: ['C'],
		when: state => notHelp(state) && !onActs(state),
		run: ({store, state}) => openDialog(store, state, 'create'),
	},
	{
		id: 'acts',
		title: 'What xtui did: commands, errors',
		section: 'Act',
		keys: ['@'],
		when: state => notHelp(state) && !onActs(state),
		run: ({store, state}) =>
			look(store, {
				screens: [...state.view.screens, {kind: 'acts'}],
				focus: 'text',
				zoomed: false,
				textScroll: null,
				textColumn: 0,
				find: '',
			}),
	},
];

/** The commands that the person has set, each by its name and with its keys. */
export function ownCommandActions(commands: readonly ChosenCommand[]): Action[] {
	return commands.map(({name, key, on}) => ({
		id: `command:${name}`,
		title: `Run ${name}${on === 'one' ? ' on the run' : on === 'all' ? ' on the runs together' : ' on the runs'}…`,
		section: 'Act',
		keys: key,
		when: canAct,
		run: ({store, state}) => openCommand(store, state, name),
	}));
}
