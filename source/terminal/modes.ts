import type {Environment} from './capabilities.ts';

export interface ModeOptions {
	mouse: boolean;
	env: Environment;
	rows: number;
	synchronized: boolean;
}

/** Clicks, drags and the wheel (1002) in SGR form (1006). */
const mouseOn = '\x1b[?1002h\x1b[?1006h';
const mouseOff = '\x1b[?1006l\x1b[?1002l';

/** Takes the screen over: alternate screen, no cursor, bracketed paste, plain pen. */
export function enterSequence({mouse}: ModeOptions): string {
	return `\x1b[?1049h\x1b[?25l\x1b[?2004h${mouse ? mouseOn : ''}\x1b[m`;
}

/** Gives it back as it was. Ends a frame that might have been broken off. */
export function leaveSequence({mouse, env, rows, synchronized}: ModeOptions): string {
	// The Linux console has no alternate screen to leave: the prompt goes below what stands there.
	const below = env.TERM === 'linux' ? `\x1b[${rows};1H\r\n` : '';
	return `${synchronized ? '\x1b[?2026l' : ''}${mouse ? mouseOff : ''}\x1b[?2004l\x1b[m${below}\x1b[?1049l\x1b[?25h`;
}
