import {existsSync} from 'node:fs';
import path from 'node:path';
import {isLive, isWaiting} from '../../core/acting/target.ts';
import {formatBytes} from '../../core/text/units.ts';
import {copyDirectory, measureDirectory} from '../../io/directories.ts';
import {isDirectory} from '../../io/look.ts';
import {makeDirectory} from '../../io/write/make-directory.ts';
import type {Act} from './act.ts';

/**
 * Copies the directories of runs whole into another one.
 * @param into absolute
 */
export function copyAct(into: string): Act {
	return {
		verb: 'copy',
		asks: true,
		async plan(target) {
			const to = path.join(into, path.basename(target.path));
			if (!isDirectory(target.path)) return {refusal: `it has no directory of its own: ${target.path}`};
			if (existsSync(to)) return {refusal: `${to} exists already`};
			if (`${to}/`.startsWith(`${target.path}/`)) return {refusal: `${to} lies in the run itself`};
			const {bytes, files} = measureDirectory(target.path);
			return {
				lines: [
					{label: 'to', text: to},
					{label: 'size', text: `${formatBytes(bytes)} in ${files} ${files === 1 ? 'file' : 'files'}`},
					...(isLive(target) && !isWaiting(target, Date.now())
						? [{label: 'note', text: 'it still runs: the copy ends where it is now'}]
						: []),
				],
				async perform() {
					makeDirectory(into);
					copyDirectory(target.path, to);
					return `copied to ${to}`;
				},
			};
		},
	};
}
