import type {Target} from '../../core/acting/target.ts';
import type {JournalEntry} from '../../formats/native/index.ts';
import {whoActs} from '../action-log.ts';
import type {Executor} from '../executor.ts';
import type {Refusal} from '../refusal.ts';
import {shelfOf} from '../shelf/shelf.ts';
import type {Identity} from '../stop.ts';
import {lastStanding, readWords, say} from '../words/say.ts';
import type {Act, Step} from './act.ts';
import {startOf, takeBackStart} from './undo-start.ts';
import {moved, wayBack} from './unshelve.ts';

/**
 * Takes back the last thing that this person said of a run or did with it: a tag, a note, a verdict, archiving, deleting; of a run that was
 * started from here, and of which nothing was said since, the start itself.
 */
export function undoAct(cwd: string, executor: Executor<Identity>): Act {
	const me = whoActs();
	return {
		verb: 'undo',
		asks: false,
		async plan(target) {
			const last = lastStanding(readWords(target, cwd).entries, ({by}) => by === me);
			if (last !== null) return takeBack(target, last, cwd);
			const isPut = shelfOf(target)?.now != null;
			const start = isPut ? null : startOf(target, me);
			if (start !== null) return takeBackStart(target, start, cwd, executor);
			return bringBack(target, me, cwd);
		},
	};
}

/** A tracker's own trash needs no words. */
function bringBack(target: Target, me: string, cwd: string): Step | Refusal {
	const move = wayBack(target, cwd);
	if (move === null) return {refusal: `${me} has said nothing of it that stands`};
	return {
		lines: move.lines,
		async perform() {
			move.perform();
			return 'restored';
		},
	};
}

function takeBack(target: Target, {op, value, key, isThrough}: JournalEntry, cwd: string): Step {
	const said = `${op}${value === null ? '' : ` ${JSON.stringify(value)}`}`;
	const move = op === 'archive' || op === 'delete' ? wayBack(target, cwd) : null;
	return {
		lines: [{label: 'takes', text: `back ${said}`}, ...(move?.lines ?? [])],
		async perform() {
			move?.perform();
			const {notice} = await say(
				moved(target, move),
				{op, value, undoes: key, reachesTracker: isThrough || op === 'mark'},
				Date.now(),
				cwd,
			);
			return `took back ${said}${notice === null ? '' : ` (${notice})`}`;
		},
	};
}
