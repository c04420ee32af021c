import {existsSync, mkdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {formatBytes} from '../core/units.ts';
import {copyDirectory, measureDirectory} from '../io/directories.ts';
import {isLive} from '../launch/target.ts';
import {actOnAll} from './acting/act.ts';
import {findValued} from './acting/value.ts';
import type {CommandInput, ExitStatus} from './command.ts';

/** `xtui copy RUN… DIR`: copies the directories of runs whole into another one. */
export async function runCopy(input: CommandInput): Promise<ExitStatus> {
	const found = findValued(input, 'copy takes runs and a directory: xtui copy RUN… DIR');
	if (typeof found === 'number') return found;
	const into = path.resolve(found.value);
	return actOnAll(input, found.targets, {
		verb: 'copy',
		asks: true,
		async plan(target) {
			const to = path.join(into, path.basename(target.path));
			if (!existsSync(target.path) || !statSync(target.path).isDirectory())
				return {refusal: `it has no directory of its own: ${target.path}`};
			if (existsSync(to)) return {refusal: `${to} exists already`};
			if (`${to}/`.startsWith(`${target.path}/`)) return {refusal: `${to} lies in the run itself`};
			const {bytes, files} = measureDirectory(target.path);
			return {
				lines: [
					`  to       ${to}`,
					`  size     ${formatBytes(bytes)} in ${files} files`,
					...(isLive(target) ? ['  note     it still runs: the copy ends where it is now'] : []),
				],
				async perform() {
					mkdirSync(into, {recursive: true});
					copyDirectory(target.path, to);
					return `copied to ${to}`;
				},
			};
		},
	});
}
