import type {Target} from '../../core/acting/target.ts';
import type {JournalEntry} from '../../formats/native/index.ts';
import {readActionLog, whoActs} from '../action-log.ts';
import type {Executor} from '../executor.ts';
import {isRefusal, type Refusal} from '../refusal.ts';
import {shelfOf} from '../shelf/shelf.ts';
import {type Identity, stopSignals} from '../stop.ts';
import {lastStanding, readWords, say} from '../words/say.ts';
import type {Act, Step} from './act.ts';
import {shelveAct} from './shelve.ts';
import {stopAct} from './stop.ts';
import {moved, wayBack} from './unshelve.ts';

const graceMs = 10_000;
const mostEntries = 1000;

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
			if (!isPut && wasStarted(target, me)) return stopAgain(target, cwd, executor);
			return bringBack(target, me, cwd);
		},
	};
}

function wasStarted({id}: Target, me: string): boolean {
	return readActionLog(mostEntries).some(
		({act, result, made, by}) => (act === 'restart' || act === 'create') && result === 'done' && made === id && by === me,
	);
}

/** A start is taken back by stopping it, where it still runs, and putting it into the trash. */
async function stopAgain(target: Target, cwd: string, executor: Executor<Identity>): Promise<Step | Refusal> {
	const stopping = await stopAct(stopSignals, graceMs, executor).plan(target);
	const isOver = isRefusal(stopping);
	const trash = shelveAct('trash', false, cwd);
	const ended: Target = {...target, status: 'stopped', statusWhy: 'it was just stopped'};
	const shown = await trash.plan(ended);
	if (isRefusal(shown)) return shown;
	return {
		lines: [...(isOver ? [] : stopping.lines), ...shown.lines],
		async perform() {
			const stopped = isOver ? null : await stopping.perform();
			if (stopped !== null && typeof stopped !== 'string' && isRefusal(stopped)) return stopped;
			return shown.perform();
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
