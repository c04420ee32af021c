import {labelAct} from '../../launch/acts/label.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {findValued} from './value.ts';

/** `xtui label RUN… TEXT`: sets the label that a tracker (Guild, Gage) keeps of its runs; `none` takes it away. */
export async function runLabel(input: CommandInput): Promise<ExitStatus> {
	const found = findValued(input, 'label takes runs and a text: xtui label RUN… TEXT (or none)');
	return typeof found === 'number' ? found : actOnAll(input, found.targets, labelAct(found.value));
}
