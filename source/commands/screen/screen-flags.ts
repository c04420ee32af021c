import type {FlagSpec} from '../command.ts';

/** Flags of the screen itself. */
export const screenFlags: readonly FlagSpec[] = [
	{name: 'ascii', kind: 'boolean', about: 'Draw with ASCII only'},
	{name: 'mouse', kind: 'boolean', about: 'Take the mouse (--no-mouse leaves it to the terminal)'},
	{name: 'readonly', kind: 'boolean', about: 'Only look: refuse every act (as XTUI_READONLY=1 does)'},
	{name: 'light', kind: 'boolean', about: 'A light background, where the terminal does not tell its own'},
	{name: 'dark', kind: 'boolean', about: 'A dark background, where the terminal does not tell its own'},
	{name: 'where', kind: 'string', value: 'QUERY', about: 'Begin with this filter, also where it begins with -'},
	{name: 'view', kind: 'string', value: 'VIEW', about: 'Begin with a saved view, by its number or name'},
	{name: 'fresh', kind: 'boolean', about: 'Begin with the usual view, not the one that was left'},
];
