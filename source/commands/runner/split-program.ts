import type {FlagSpec} from '../command.ts';

/**
 * Parts the words of a command that starts a program: its own flags come first; the program begins behind `--`, or with the first word that
 * is none of them.
 */
export function splitProgram(words: readonly string[], specs: readonly FlagSpec[]): {own: string[]; program: string[]} {
	let at = 0;
	while (at < words.length && words[at]!.startsWith('-') && words[at] !== '--') {
		const word = words[at]!;
		const spec = specs.find(({name}) => word === `--${name}` || word === `--no-${name}`);
		at += spec !== undefined && spec.kind !== 'boolean' ? 2 : 1;
	}
	return {own: words.slice(0, at), program: words.slice(words[at] === '--' ? at + 1 : at)};
}
