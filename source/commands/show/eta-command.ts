import type {CommandInput, ExitStatus} from '../command.ts';
import {runEta} from './eta.ts';

/** `xtui eta --jsonl`: the estimator between standard input and standard output. */
export async function runEtaCommand(input: CommandInput): Promise<ExitStatus> {
	if (input.flags.jsonl !== true) {
		input.warn('xtui: eta speaks JSON lines only; call it as xtui eta --jsonl');
		return 2;
	}
	await runEta(process.stdin, process.stdout);
	return 0;
}
