import type {FlagSpec} from '../command.ts';
import {flag, text} from '../shared-flags.ts';

/** Flags of the screen itself. */
export const screenFlags: readonly FlagSpec[] = [
	flag('ascii', 'Draw with ASCII only'),
	flag('mouse', 'Take the mouse (--no-mouse leaves it to the terminal)'),
	flag('readonly', 'Only look: refuse every act (as XTUI_READONLY=1 does)'),
	flag('light', 'A light background, where the terminal does not tell its own'),
	flag('dark', 'A dark background, where the terminal does not tell its own'),
	text('where', 'QUERY', 'Begin with this filter, also where it begins with -'),
	text('view', 'VIEW', 'Begin with a saved view, by its number or name'),
	flag('fresh', 'Begin with the usual view, not the one that was left'),
];
