import type {FlagSpec} from './command.ts';

/** Flags of the screen itself. */
export const screenFlags: readonly FlagSpec[] = [
	{name: 'ascii', kind: 'boolean', about: 'Draw with ASCII only'},
	{name: 'mouse', kind: 'boolean', about: 'Take the mouse (--no-mouse leaves it to the terminal)'},
	{name: 'light', kind: 'boolean', about: 'Colours for a light background (else the terminal is asked)'},
	{name: 'dark', kind: 'boolean', about: 'Colours for a dark background'},
];
