import type {CommandSpec, FlagSpec} from '../command.ts';
import {commands} from '../registry.ts';
import {screenFlags} from '../screen/screen-flags.ts';

function flagLine({name, value, about, short}: FlagSpec): string {
	const letter = short === undefined ? '' : `-${short}, `;
	return `  ${`${letter}--${name}${value ? `=${value}` : ''}`.padEnd(18)} ${about}`;
}

/** Text of `xtui COMMAND --help`. */
export function commandHelp({usage, about, flags}: CommandSpec): string {
	return [usage, about, ...(flags.length === 0 ? [] : ['', ...flags.map(flagLine)])].join('\n');
}

/** Text of `xtui --help`. */
export function helpText(): string {
	return [
		'Usage',
		'  xtui [DIR…] [QUERY]            every run under the directories (default: here), live; begins with the query as its filter',
		...commands.map(({usage, about}) => `  ${usage.padEnd(30)} ${about}`),
		'',
		'Flags of the screen',
		...screenFlags.map(flagLine),
		'',
		...commands.flatMap(({name, flags}) => (flags.length === 0 ? [] : [`Flags of ${name}`, ...flags.map(flagLine), ''])),
		'On the screen: ? shows the keys, q leaves. Without a terminal, xtui DIR prints the list once.',
		'Exit status: 0 done, 1 failed, 2 bad usage or query, 3 time-out, 4 a watched run failed.',
	].join('\n');
}
