import {speakOfAll} from './acting/speak.ts';
import {findTargets} from './acting/targets.ts';
import type {CommandInput, ExitStatus} from './command.ts';

/** `xtui archive RUN…`: marks runs as put away. Nothing is moved. */
export async function runArchive(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words);
	if (found === null) return 1;
	return speakOfAll(input, {
		verb: 'archive',
		asks: true,
		targets: found.targets,
		word: ({facts}) => (facts.marks.includes('archived') ? {refusal: 'it is archived already'} : {op: 'archive', value: null}),
		told: () => 'archived',
	});
}
