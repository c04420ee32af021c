import {speakOfAll} from './acting/speak.ts';
import {findValued} from './acting/value.ts';
import type {CommandInput, ExitStatus} from './command.ts';

const verdicts = new Map([
	['success', 'success'],
	['fail', 'fail'],
	['none', null],
]);

/** `xtui verdict RUN… success|fail|none`. A verdict that contradicts the one that stands needs `--force`. */
export async function runVerdict(input: CommandInput): Promise<ExitStatus> {
	const usage = 'verdict takes runs and a verdict: xtui verdict RUN… success (or fail, none)';
	const found = findValued(input, usage);
	if (typeof found === 'number') return found;
	const {targets, value} = found;
	const verdict = verdicts.get(value);
	if (verdict === undefined) {
		input.warn(`xtui: there is no verdict ${value}; ${usage}`);
		return 2;
	}
	return speakOfAll(input, {
		verb: 'verdict',
		asks: false,
		targets,
		word({facts}) {
			const contradicts = facts.verdict !== null && verdict !== null && facts.verdict !== verdict;
			if (contradicts && input.flags.force !== true)
				return {refusal: `its verdict is ${facts.verdict}, which ${verdict} contradicts; say --force to overrule it`};
			return {op: 'verdict', value: verdict};
		},
		told: () => (verdict === null ? 'no verdict any more' : `verdict ${verdict}`),
	});
}
