import meow from 'meow';
import type {CommandInput, FlagSpec} from './command.ts';
import {helpText} from './help/help.ts';

type Flags = CommandInput['flags'];

/** Flags that say how the answer is written: it is written once. */
const forms = ['json', 'jsonl', 'csv', 'md', 'ids', 'line', 'tmux'];

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
	const words = joinValues(argv, specs);
	const {input, flags, unnormalizedFlags} = meow({
		importMeta: import.meta,
		argv: words,
		flags: known as Record<string, {type: 'string'}>,
		pkg: {name: 'xtui', version},
		help: helpText(),
		autoHelp: false,
		autoVersion: false,
		booleanDefault: undefined,
	});
	const letters = new Set(specs.map(({short}) => short));
	const unknown = Object.keys(unnormalizedFlags).find(name => !(camelCase(name) in known) && !letters.has(name));
	if (unknown !== undefined) return {fault: faultOf(unknown, words, specs)};
	for (const {name, kind} of specs) {
		const value: unknown = (flags as Flags)[camelCase(name)];
		if (kind === 'number' && value !== undefined && !Number.isFinite(value)) return {fault: `--${name} takes a number`};
	}
	const [form, other] = forms.filter(name => (flags as Flags)[name] === true);
	if (other !== undefined) return {fault: `--${form} and --${other} say how the answer is written: give one of them`};
	return {words: input.map(String), flags: flags as Flags};
}

/** The value of a flag may begin with a sign, as an order does: `--sort -loss` is `--sort=-loss`. */
function joinValues(argv: readonly string[], specs: readonly FlagSpec[]): string[] {
	const takesValue = new Set(specs.filter(({kind}) => kind === 'string').map(({name}) => `--${name}`));
	const letters = new Set(specs.flatMap(({short}) => (short === undefined ? [] : [`-${short}`])));
	const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
	const joined: string[] = [];
	for (let at = 0; at < argv.length; at++) {
		const [word, next] = [argv[at]!, argv[at + 1]];
		const isValue = next !== undefined && at + 1 < end && /^(?:-[^-]|["'])/.test(next) && !letters.has(next);
		if (at < end && isValue && takesValue.has(word)) joined.push(`${word}=${argv[++at]!}`);
		else joined.push(word);
	}
	return joined.map((word, at) => (at < end ? withQuotes(word) : word));
}

/** meow takes quotes around a whole value off, which are a part of a query: `"a b" or "c d"`. */
function withQuotes(word: string): string {
	const [, flag, value] = /^(--[a-z-]+=)(["'].*)$/s.exec(word) ?? [];
	return value !== undefined && value.length > 1 && value.endsWith(value[0]!) ? `${flag}${value[0]}${value}${value[0]}` : word;
}

/** What to do about a flag that is not known; a text or a query that begins with its sign is taken for one. */
function faultOf(flag: string, argv: readonly string[], specs: readonly FlagSpec[]): string {
	const word = argv.find(one => one.startsWith(`-${flag}`) && one.length > 2);
	if (flag.length > 1 || word === undefined) return `there is no flag ${flag.length > 1 ? '--' : '-'}${flag}; see xtui --help`;
	const takesText = specs.some(({name}) => name === 'value');
	const way = takesText
		? `a text that begins with - is given as --value='${word}', a query`
		: 'a query that begins with - is given';
	return `there is no flag -${flag}; ${way} as --where='${word}'`;
}

const camelCase = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
