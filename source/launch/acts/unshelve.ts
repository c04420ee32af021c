import type {Target} from '../../core/acting/target.ts';
import {formatBytes} from '../../core/text/units.ts';
import {removeDirectory} from '../../io/directories.ts';
import type {Refusal} from '../refusal.ts';
import {followMoved} from '../shelf/follow.ts';
import type {Move} from '../shelf/move.ts';
import {placeOf} from '../shelf/native.ts';
import {shelfOf} from '../shelf/shelf.ts';
import {moveBack, whyNotWhole} from '../shelf/whole.ts';
import {readWords, say} from '../words/say.ts';
import type {Act, Step} from './act.ts';
import {measureParts} from './shelve.ts';

/** How what lies in the trash or the archive gets back to where it was; null where it lies there. */
export function wayBack(target: Target, cwd: string): Move | null {
	const shelf = shelfOf(target);
	if (shelf !== null) return shelf.now === null ? null : shelf.back;
	return moveBack(target, readWords(target, cwd).entries);
}

/** Takes runs back from the archive and the trash. */
export function restoreAct(cwd: string): Act {
	return {
		verb: 'restore',
		asks: true,
		async plan(seen): Promise<Step | Refusal> {
			const target = followMoved(seen);
			const {archived, deleted} = readWords(target, cwd).state;
			const move = wayBack(target, cwd);
			const isSaid = archived || deleted;
			if (!isSaid && move === null && target.status === 'deleted')
				return {refusal: `nothing here has deleted it: ${target.statusWhy}`};
			if (!isSaid && move === null) return {refusal: 'it is neither archived nor deleted'};
			return {
				lines: [...(move?.lines ?? []), ...(isSaid ? [{label: 'journal', text: 'restore'}] : [])],
				async perform() {
					move?.perform();
					if (isSaid) await say(moved(target, move), {op: 'restore', value: null}, Date.now(), cwd);
					return 'restored';
				},
			};
		},
	};
}

/** The run where it lies after a move: a native one has its journal with it. */
export function moved(target: Target, move: Move | null): Target {
	return move?.to === undefined ? target : {...target, path: move.to};
}

/** Removes what is in the trash from the disk. */
export function purgeAct(): Act {
	return {
		verb: 'purge',
		asks: true,
		async plan(target) {
			const shelf = shelfOf(target);
			if (target.status !== 'deleted') return {refusal: 'it is not in the trash; delete it first'};
			const isOurs = shelf !== null || placeOf(target.path).now === 'trash';
			const way = `remove it there${whyNotWhole(target) === null ? ', or restore it and delete it with --move' : ''}`;
			if (!isOurs) return {refusal: `its files belong to ${target.format}; ${way}`};
			const parts = shelf?.parts ?? [target.path];
			const {bytes, line} = measureParts(parts);
			return {
				bytes,
				lines: [...parts.map(part => ({label: 'removes', text: `${part} for good`})), line],
				async perform() {
					for (const part of parts) removeDirectory(part);
					return `removed; ${formatBytes(bytes)} are free again`;
				},
			};
		},
	};
}
