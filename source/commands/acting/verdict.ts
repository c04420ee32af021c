import {verdictAct} from '../../launch/acts/words.ts';
import type {CommandInput, ExitStatus} from '../command.ts';
import {actOnAll} from './act.ts';
import {findValued} from './value.ts';

const verdicts = new Map([
	['success', 'success'],
	['fail', 'fail'],
	['none', null],
] as const);

/** `xtui verdict RUN… success|fail|none`. A verdict that contradicts the one that stands needs `--force`. */
export async function runVerdict(input: CommandInput): Promise<ExitStatus> {
	const usage = 'verdict takes runs and a verdict: xtui verdict RUN… success (or fail, none)';
	const found = findValued(input, usage);
	if (typeof found === 'number') return found;
	const known = [...verdicts].find(([name]) => name === found.value);
	if (known === undefined) {
		input.warn(`xtui: there is no verdict ${found.value}; ${usage}`);
		return 2;
	}
	const {resolution, force} = input.flags;
	const text = typeof resolution === 'string' ? resolution.trim() : '';
	return actOnAll(input, found.targets, verdictAct(known[1], text, force === true, process.cwd()));
}
