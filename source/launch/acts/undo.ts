import type {Target} from '../../core/acting/target.ts';
import type {JournalEntry} from '../../formats/native/index.ts';
import {whoActs} from '../action-log.ts';
import type {Executor} from '../executor.ts';
import type {Refusal} from '../refusal.ts';
import {followMoved} from '../shelf/follow.ts';
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
		async plan(seen) {
			const target = followMoved(seen);
			const last = lastStanding(readWords(target, cwd).entries, ({by}) => by === me);
			if (last.length > 0) return takeBack(target, last, cwd);
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

const spell = ({op, value}: JournalEntry) => `${op}${value === null ? '' : ` ${JSON.stringify(value)}`}`;

/** @param words those of one act, the newest first */
function takeBack(target: Target, words: readonly JournalEntry[], cwd: string): Step {
	const isPut = words.some(({op}) => op === 'archive' || op === 'delete');
	const move = isPut ? wayBack(target, cwd) : null;
	return {
		lines: [...words.map(word => ({label: 'takes', text: `back ${spell(word)}`})), ...(move?.lines ?? [])],
		async perform() {
			move?.perform();
			const notices = new Set<string>();
			for (const {op, value, key, isThrough} of words) {
				const word = {op, value, undoes: key, reachesTracker: isThrough || op === 'mark'};
				const {notice} = await say(moved(target, move), word, Date.now(), cwd);
				if (notice !== null) notices.add(notice);
			}
			const said = words.map(spell).join(' and ');
			return `took back ${said}${notices.size === 0 ? '' : ` (${[...notices].join('; ')})`}`;
		},
	};
}
