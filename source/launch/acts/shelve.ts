import {rmSync} from 'node:fs';
import type {ActLine} from '../../core/acting/act.ts';
import {isLive, type Target} from '../../core/acting/target.ts';
import {formatBytes} from '../../core/units.ts';
import {measureDirectory} from '../../io/directories.ts';
import type {Act} from './act.ts';
import {speakAct} from './speak.ts';

/** Puts runs away and takes them back. */

function sizeLines({path}: Target): ActLine[] {
	const {bytes, files} = measureDirectory(path);
	return [{label: 'size', text: `${formatBytes(bytes)} in ${files} files`}];
}

export function archiveAct(cwd: string): Act {
	return speakAct(
		{
			verb: 'archive',
			asks: true,
			words: ({facts}) =>
				facts.marks.includes('archived') ? {refusal: 'it is archived already'} : [{op: 'archive', value: null}],
			told: 'archived',
			lines: sizeLines,
		},
		cwd,
	);
}

export function deleteAct(cwd: string): Act {
	return speakAct(
		{
			verb: 'delete',
			asks: true,
			words: target => {
				if (isLive(target)) return {refusal: `it is ${target.status}: ${target.statusWhy}; stop it first`};
				return target.status === 'deleted' ? {refusal: 'it is deleted already'} : [{op: 'delete', value: null}];
			},
			told: 'deleted; xtui restore takes it back, xtui delete --purge frees its room',
			lines: sizeLines,
		},
		cwd,
	);
}

export function restoreAct(cwd: string): Act {
	return speakAct(
		{
			verb: 'restore',
			asks: true,
			words: (_, {archived, deleted}) =>
				archived || deleted ? [{op: 'restore', value: null}] : {refusal: 'it was neither archived nor deleted by xtui'},
			told: 'restored',
		},
		cwd,
	);
}

/** Removes what is in the trash from the disk. */
export function purgeAct(): Act {
	return {
		verb: 'purge',
		asks: true,
		async plan(target) {
			if (target.format !== 'xtui') return {refusal: `its files belong to ${target.format}; remove it there`};
			if (target.status !== 'deleted') return {refusal: 'it is not in the trash; delete it first'};
			const {bytes} = measureDirectory(target.path);
			return {
				lines: [{label: 'removes', text: `${target.path} for good`}, ...sizeLines(target)],
				async perform() {
					rmSync(target.path, {recursive: true});
					return `removed; ${formatBytes(bytes)} are free again`;
				},
			};
		},
	};
}
