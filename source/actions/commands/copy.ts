import {readAggregate} from '../../core/row.ts';
import {quoteWord} from '../../core/text/shell-words.ts';
import {currentRun, selectShownMetrics} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {usualReport} from '../ask-report.ts';
import {openPrompt} from '../editing/edit-prompt.ts';
import {listCommand} from '../list-command.ts';
import {hasLines, hasRun, onCompare, onRank, onRuns} from '../where.ts';

/** Command line of the open run, quoted for a shell; null where it is not known. */
function commandText(state: State): string | null {
	const run = currentRun(state);
	const command = state.detail !== null && state.detail.run === run?.key ? state.detail.facts.command : null;
	return command === null ? null : command.argv.map(quoteWord).join(' ');
}

/** The newest value of the chart in use, else of the first metric shown. */
function valueText(state: State): string | null {
	const run = currentRun(state);
	const metric = state.view.chartMetric ?? state.measured.chartMetrics[0] ?? selectShownMetrics(state)[0];
	const value = run === null || metric === undefined ? Number.NaN : readAggregate(run, metric, 'last');
	return Number.isNaN(value) ? null : String(value);
}

const copy = (
	id: string,
	key: string,
	what: string,
	text: (state: State) => string | null,
	when: (state: State) => boolean = hasRun,
): Action => ({
	id,
	title: `Copy the ${what}`,
	section: 'Copy',
	keys: [`y ${key}`],
	when: state => when(state) && text(state) !== null,
	run: ({store, state, ports}) => {
		const done = ports.copy(text(state) ?? '');
		const notice = done ? `Copied the ${what}` : `The ${what} is too long for the clipboard`;
		look(store, {notice: {text: notice, role: done ? 'info' : 'warn', atMs: state.nowMs}});
	},
});

const copiesCommand = copy('copy-command', 'c', 'command', commandText);

/** The list knows of a command only that there is one. */
const copyCommand: Action = {
	...copiesCommand,
	when: state => copiesCommand.when(state) || (hasRun(state) && currentRun(state)?.hasCommand === true),
	run: context => {
		const {store, state} = context;
		if (commandText(state) !== null) copiesCommand.run(context);
		else look(store, {notice: {text: 'Enter opens the run: y c copies its command there', role: 'info', atMs: state.nowMs}});
	},
};

export const copyActions: readonly Action[] = [
	copy('copy-path', 'p', 'path', state => currentRun(state)?.path ?? null),
	copy('copy-id', 'i', 'id', state => currentRun(state)?.id ?? null),
	copyCommand,
	copy('copy-value', 'v', 'value', valueText),
	copy('copy-query', 'q', 'filter', state => (state.view.filter === '' ? null : state.view.filter), onRuns),
	{
		id: 'report',
		title: 'Write a report of what is shown…',
		section: 'Copy',
		keys: ['y r'],
		when: state => (onRuns(state) && hasLines(state)) || onRank(state) || onCompare(state),
		run: ({store}) => openPrompt(store, 'report', usualReport),
	},
	copy('copy-list-command', 'l', 'xtui ls command of this list', listCommand, onRuns),
];
