import {markAct} from '../../launch/acts/words.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {findValued} from './value.ts';

/** `xtui mark RUN… best|interesting|none`; none takes all marks away. */
export async function runMark(input: CommandInput): Promise<ExitStatus> {
	const found = findValued(input, 'mark takes runs and a mark: xtui mark RUN… best (or interesting, any other word, none)');
	return typeof found === 'number' ? found : actOnAll(input, found.targets, markAct(found.value, process.cwd()));
}
