import type {CommandInput, ExitStatus} from '../command.ts';
import {findTargets, type Targets} from './targets.ts';

/**
 * Parts the words of a verb that says something of runs, `xtui tag RUN… TAG`: the last word is what is said, unless `--value` says it.
 * The value is null where there is nothing to say.
 */
export function splitValue({words, flags}: CommandInput): {runs: string[]; value: string | null} {
	if (typeof flags.value === 'string') return {runs: words, value: flags.value};
	const least = typeof flags.where === 'string' ? 1 : 2;
	if (words.length < least) return {runs: words, value: null};
	return {runs: words.slice(0, -1), value: words.at(-1)!};
}

/** Runs and what is said of them; the exit status where that is not whole, which has been said then. */
export function findValued(input: CommandInput, usage: string): (Targets & {value: string}) | ExitStatus {
	const {runs, value} = splitValue(input);
	if (value === null || value.trim() === '') {
		input.warn(`xtui: ${usage}`);
		return 2;
	}
	const found = findTargets(input, runs);
	return found === null ? 1 : {...found, value};
}
