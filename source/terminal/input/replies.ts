import type {Environment} from '../capabilities.ts';
import {luminance, type Rgb} from '../colour/rgb.ts';

/** How long an answer may take: one that comes later is still kept out of the keys, but changes nothing any more. */
export const replyTimeoutMs = 1000;

/** What one answer of the terminal says. */
export interface Reply {
	synchronized?: boolean;
	background?: Rgb;
	dark?: boolean;
	/** Device attributes: every terminal knows them, and they are asked last. */
	isLast?: boolean;
}

/**
 * The questions to ask at the start: mode 2026 (DECRQM), the background colour (OSC 11), device attributes (DA1). A Linux console and a dumb
 * terminal would print them, and Apple's Terminal prints the end of the first.
 */
export function questions(env: Environment): string {
	const term = env.TERM ?? '';
	if (term === '' || term === 'dumb' || term === 'linux' || /^vt\d/.test(term)) return '';
	const mode = env.TERM_PROGRAM === 'Apple_Terminal' ? '' : '\x1b[?2026$p';
	return `${mode}\x1b]11;?\x1b\\\x1b[c`;
}

/** Reads 'rgb:RRRR/GGGG/BBBB' with 1 to 4 hexadecimal digits a channel, and '#RRGGBB' (XParseColor's forms). */
function parseColor(text: string): Rgb | undefined {
	const hash = /^#([\da-f]{6})/i.exec(text);
	if (hash) return Number.parseInt(hash[1]!, 16);
	const parts = /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(text);
	if (!parts) return undefined;
	return parts
		.slice(1)
		.reduce((rgb, digits) => rgb * 256 + Math.round((Number.parseInt(digits, 16) * 255) / (16 ** digits.length - 1)), 0);
}

/** Reads one whole control sequence; undefined: nothing that was asked for. */
export function parseReply(sequence: string): Reply | undefined {
	const mode = /^\x1b\[\?2026;(\d)\$y$/.exec(sequence);
	// 1 set, 2 reset: it is there to be switched; 0 unknown, 3 and 4 fixed.
	if (mode) return {synchronized: mode[1] === '1' || mode[1] === '2'};
	if (/^\x1b\[\?[\d;]*c$/.test(sequence)) return {isLast: true};
	const color = /^\x1b\]11;([^\x07\x1b]*)/.exec(sequence);
	const background = color ? parseColor(color[1]!) : undefined;
	return background === undefined ? undefined : {background, dark: luminance(background) < 0.18};
}
