import type {ActOutcome} from '../../core/acting/act.ts';
import type {DialogKind} from '../../store/acting/dialog.ts';
import type {Notice} from '../../store/view.ts';

/** What a run is called while it is being acted on. */
export const underWay: Record<DialogKind, string> = {
	restart: 'Restarting',
	stop: 'Stopping',
	archive: 'Archiving',
	delete: 'Deleting',
	restore: 'Restoring',
	purge: 'Removing',
	undo: 'Undoing',
	note: 'Noting',
	tags: 'Tagging',
	mark: 'Marking',
	verdict: 'Judging',
	create: 'Starting',
	command: 'Running the command',
	tell: 'Waiting',
};

/** The line that says what came of an act: the answer for one run, counts for several, the first reason where one failed. */
export function summarise(kind: DialogKind, outcomes: readonly ActOutcome[]): Pick<Notice, 'text' | 'role'> {
	const failed = outcomes.filter(({isDone}) => !isDone);
	const done = outcomes.length - failed.length;
	const [first] = failed;
	const nameOf = ({run}: ActOutcome) => (run === null ? '' : `${run.name}: `);
	if (first !== undefined) {
		const count = failed.length > 1 || done > 0 ? `${failed.length} of ${outcomes.length} failed; ` : '';
		return {text: `${count}${nameOf(first)}${first.message} (@ shows all)`, role: 'bad'};
	}
	const [only] = outcomes;
	if (only === undefined) return {text: 'Nothing was done', role: 'warn'};
	if (outcomes.length === 1) return {text: `${nameOf(only)}${only.message}`, role: 'info'};
	return {text: `${underWay[kind]}: done for ${done} runs (@ shows all)`, role: 'info'};
}
