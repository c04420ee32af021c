import {rmSync} from 'node:fs';
import {formatBytes} from '../core/units.ts';
import {measureDirectory} from '../io/directories.ts';
import {isLive, type Refusal, type Target} from '../launch/target.ts';
import {actOnAll} from './acting/act.ts';
import {speakOfAll} from './acting/speak.ts';
import {findTargets} from './acting/targets.ts';
import type {CommandInput, ExitStatus} from './command.ts';

function sizeLines({path}: Target): string[] {
	const {bytes, files} = measureDirectory(path);
	return [`  size     ${formatBytes(bytes)} in ${files} files`];
}

/** `xtui delete RUN…`: into the trash, by a word in the journal; with `--purge` what is in the trash is removed from the disk. */
export async function runDelete(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words);
	if (found === null) return 1;
	const {targets} = found;
	if (input.flags.purge === true) return actOnAll(input, targets, {verb: 'purge', asks: true, plan: planPurge});
	return speakOfAll(input, {
		verb: 'delete',
		asks: true,
		targets,
		word: target => {
			if (isLive(target)) return {refusal: `it is ${target.status}: ${target.statusWhy}; stop it first`};
			return target.status === 'deleted' ? {refusal: 'it is deleted already'} : {op: 'delete', value: null};
		},
		told: () => 'deleted; xtui restore takes it back, xtui delete --purge frees its room',
		lines: sizeLines,
	});
}

async function planPurge(target: Target): Promise<Refusal | {lines: string[]; perform(): Promise<string>}> {
	if (target.format !== 'xtui') return {refusal: `its files belong to ${target.format}; remove it there`};
	if (target.status !== 'deleted') return {refusal: 'it is not in the trash; delete it first'};
	const {bytes} = measureDirectory(target.path);
	return {
		lines: [`  removes  ${target.path} for good`, ...sizeLines(target)],
		async perform() {
			rmSync(target.path, {recursive: true});
			return `removed; ${formatBytes(bytes)} are free again`;
		},
	};
}
