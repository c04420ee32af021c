import path from 'node:path';
import {copyAct} from '../../launch/acts/copy.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {findValued} from './value.ts';

/** `xtui copy RUN… DIR`: copies the directories of runs whole into another one. */
export async function runCopy(input: CommandInput): Promise<ExitStatus> {
	const found = findValued(input, 'copy takes runs and a directory: xtui copy RUN… DIR');
	return typeof found === 'number' ? found : actOnAll(input, found.targets, copyAct(path.resolve(found.value)));
}
