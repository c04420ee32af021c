import {reasonAgainst} from './acting/read-only.ts';
import type {CommandSpec} from './command.ts';
import {namesPath} from './find/roots.ts';
import {parseArguments} from './parse.ts';
import {splitProgram} from './runner/split-program.ts';
import {screenFlags} from './screen/screen-flags.ts';

/**
 * What to say of a verb behind flags, where it would be taken for a filter and the act for a list: `xtui --readonly tag RUN best`. Null where there is
 * none: a directory of such a name is that directory, and what stands behind `--` is a word of a query.
 * @returns the fault and the exit status; an act that may not be done is refused in the words in which its verb refuses it
 */
export function refuseLateVerb(
	argv: readonly string[],
	verbs: readonly Pick<CommandSpec, 'name' | 'flags'>[],
	version: string,
): {fault: string; status: 1 | 2} | null {
	const {own, program} = splitProgram(argv, screenFlags);
	const verb = own.length === 0 || argv[own.length] === '--' ? undefined : verbs.find(({name}) => name === program[0]);
	if (verb === undefined || namesPath(verb.name)) return null;
	const parsed = parseArguments(own, screenFlags, version);
	if ('fault' in parsed) return {fault: parsed.fault, status: 2};
	const {name, flags} = verb;
	const against = flags.some(flag => flag.name === 'readonly') ? reasonAgainst(parsed.flags) : null;
	if (against !== null) return {fault: `${name} was refused: ${against}`, status: 1};
	return {fault: `${name} is a command, and comes first: xtui ${name}; --where=${name} begins with it as a filter`, status: 2};
}
