import path from 'node:path';
import {restartAct} from '../../launch/acts/restart.ts';
import {localExecutor} from '../../launch/executor.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {textsOf} from '../command.ts';
import {runnerCommand} from '../runner/runner-verb.ts';
import {actOnAll} from './act.ts';
import {findTargets} from './targets.ts';

/** `xtui restart RUN…`: starts runs again as new ones, in the background, with the settings that were recorded. */
export async function runRestart(input: CommandInput): Promise<ExitStatus> {
	const {flags, words} = input;
	if (flags.source !== undefined && flags.source !== 'recorded' && flags.source !== 'latest') {
		input.warn('xtui: --source takes recorded or latest');
		return 2;
	}
	const found = findTargets(input, words);
	if (found === null) return 1;
	const choice = {
		changes: textsOf(flags.set),
		inPlace: flags.inPlace === true,
		runsDirectory: typeof flags.runs === 'string' ? flags.runs : null,
		cwd: typeof flags.cwd === 'string' ? path.resolve(flags.cwd) : null,
		recordsSecrets: flags.recordSecrets === true,
		source: flags.source === 'recorded' || flags.source === 'latest' ? (flags.source as 'recorded' | 'latest') : null,
		fromCheckpoint: flags.fromCheckpoint === true,
		force: flags.force === true,
	};
	return actOnAll(input, found.targets, restartAct(choice, localExecutor(runnerCommand()), found.scannedAtMs));
}
