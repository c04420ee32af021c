import path from 'node:path';
import type {ActLine} from '../../core/acting/act.ts';
import {isLive, isWaiting, type Target} from '../../core/acting/target.ts';
import {formatBytes} from '../../core/text/units.ts';
import {measureDirectory} from '../../io/directories.ts';
import {howToEnd, isRefusal, type Refusal} from '../refusal.ts';
import type {Move, Shelf} from '../shelf/move.ts';
import {shelfOf} from '../shelf/shelf.ts';
import {moveWhole, whyNotWhole} from '../shelf/whole.ts';
import {homeOf, readWords, say} from '../words/say.ts';
import type {Act, Step} from './act.ts';

type Place = 'archive' | 'trash';
const words = {
	archive: {verb: 'archive', op: 'archive', told: 'archived; xtui restore takes it back'},
	trash: {
		verb: 'delete',
		op: 'delete',
		told: 'deleted; xtui restore takes it back, xtui delete --purge frees its room',
	},
} as const;

/** Room that the files of a run take. */
export function measureParts(parts: readonly string[]): {bytes: number; line: ActLine} {
	const all = parts.map(measureDirectory);
	const bytes = all.reduce((sum, part) => sum + part.bytes, 0);
	const files = all.reduce((sum, part) => sum + part.files, 0);
	return {bytes, line: {label: 'size', text: `${formatBytes(bytes)} in ${files} ${files === 1 ? 'file' : 'files'}`}};
}

/**
 * Puts runs into the archive or the trash: those of xtui by moving them beside the others, those of Guild and Gage as these do it themselves,
 * all others by a word in the journal.
 * @param moves true where the directories of those others are moved, too
 */
export function shelveAct(to: Place, moves: boolean, cwd: string): Act {
	const {verb} = words[to];
	return {
		verb,
		asks: true,
		async plan(target) {
			const waits = isWaiting(target, Date.now());
			if (isLive(target) && !isLeft(target) && !waits)
				return {refusal: `it is ${target.status}: ${target.statusWhy}; ${howToEnd(target)}`};
			const shelf = shelfOf(target);
			if (target.status === 'deleted') return {refusal: 'it is deleted already; restore it first'};
			if (to === 'archive' && isArchived(target, shelf)) return {refusal: 'it is archived already'};
			const own = to === 'trash' ? shelf?.toTrash : shelf?.toArchive;
			const step = own && shelf?.tellsByPlace ? byPlace(own, to, shelf.parts) : byWord(target, to, own ?? null, moves, cwd);
			return isLive(target) && !waits && !isRefusal(step) ? {...step, lines: [doubt(target), ...step.lines]} : step;
		},
	};
}

/** Silent for longer than it ever was, and no process here has its files open: whoever is asked knows whether it is over. */
const isLeft = ({status, isUnheld}: Target): boolean => status === 'stalled' && isUnheld;

function doubt({statusWhy}: Target): ActLine {
	return {label: 'note', text: `it is stalled: ${statusWhy}; no process here has its files open, so it is taken for over`};
}

function isArchived({facts}: Target, shelf: Shelf | null): boolean {
	return shelf?.now === 'archive' || facts.marks.includes('archived');
}

/** In the tracker's own way, which it knows itself. */
function byPlace(move: Move, to: Place, parts: readonly string[]): Step {
	const {bytes, line} = measureParts(parts);
	return {
		bytes,
		lines: [...move.lines, line],
		async perform() {
			move.perform();
			return words[to].told;
		},
	};
}

const whatStays = ({format}: Target): string => `its files stay where they are: they belong to ${format}`;

/** By a word in the journal, said before anything is moved: cut off in between, the word counts, and nothing is lost. */
function byWord(target: Target, to: Place, own: Move | null, moves: boolean, cwd: string): Step | Refusal {
	const {op} = words[to];
	// Where that cannot be read, nobody would know of the word either.
	readWords(target, cwd);
	const reason = own === null ? whyNotWhole(target) : null;
	if (moves && reason !== null) return {refusal: reason};
	const move = own ?? (moves ? moveWhole(target, to) : null);
	// What stays where it is takes its room, and is not xtui's to remove.
	const told = to === 'trash' && move === null ? `deleted; xtui restore takes it back; ${whatStays(target)}` : words[to].told;
	const from = path.relative(homeOf(target, cwd), target.path);
	const value = own === null && move !== null ? {from} : null;
	const {bytes, line} = measureParts([target.path]);
	return {
		bytes,
		lines: [
			{label: 'journal', text: `${op}${value === null ? '' : ` ${JSON.stringify(value)}`}`},
			...(move?.lines ?? [{label: 'note', text: `nothing is moved: its files belong to ${target.format}`}]),
			line,
		],
		offers: own === null && reason === null ? [{id: 'moves', label: 'move it, too'}] : [],
		async perform() {
			const {notice} = await say(target, {op, value}, Date.now(), cwd);
			move?.perform();
			return notice === null ? told : `${told} (${notice})`;
		},
	};
}
