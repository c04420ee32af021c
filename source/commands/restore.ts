import {speakOfAll} from './acting/speak.ts';
import {findTargets} from './acting/targets.ts';
import type {CommandInput, ExitStatus} from './command.ts';

/** `xtui restore RUN…`: takes runs back from the archive and the trash. */
export async function runRestore(input: CommandInput): Promise<ExitStatus> {
	const found = findTargets(input, input.words);
	if (found === null) return 1;
	return speakOfAll(input, {
		verb: 'restore',
		asks: true,
		targets: found.targets,
		word: (_, {archived, deleted}) =>
			archived || deleted ? {op: 'restore', value: null} : {refusal: 'it was neither archived nor deleted by xtui'},
		told: () => 'restored',
	});
}
