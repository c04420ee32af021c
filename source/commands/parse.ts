import meow from 'meow';
import type {CommandInput, FlagSpec} from './command.ts';
import {helpText} from './help/help.ts';

type Flags = CommandInput['flags'];

/**
 * Parses words and flags by their specifications.
 * @returns the flags and words, or the message for a bad usage
 */
export function parseArguments(
	argv: readonly string[],
	specs: readonly FlagSpec[],
	version: string,
): {words: string[]; flags: Flags} | {fault: string} {
	const known = Object.fromEntries(
		specs.map(({name, kind, repeated, short}) => [
			camelCase(name),
			{type: kind, ...(repeated && {isMultiple: true as const}), ...(short !== undefined && {shortFlag: short})},
		]),
	);
	const {input, flags, unnormalizedFlags} = meow({
		importMeta: import.meta,
		argv,
		flags: known as Record<string, {type: 'string'}>,
		pkg: {name: 'xtui', version},
		help: helpText(),
		autoHelp: false,
		autoVersion: false,
		booleanDefault: undefined,
	});
	const letters = new Set(specs.map(({short}) => short));
	const unknown = Object.keys(unnormalizedFlags).find(name => !(camelCase(name) in known) && !letters.has(name));
	if (unknown !== undefined) return {fault: `there is no flag --${unknown}; see xtui --help`};
	for (const {name, kind} of specs) {
		const value: unknown = (flags as Flags)[camelCase(name)];
		if (kind === 'number' && value !== undefined && !Number.isFinite(value)) return {fault: `--${name} takes a number`};
	}
	return {words: input.map(String), flags: flags as Flags};
}

function camelCase(name: string): string {
	return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
