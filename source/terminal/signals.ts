/** Longest text that terminals take onto the clipboard, in bytes of base64 (xterm takes 100,000 characters for a whole sequence). */
const longestClip = 98_000;

/** For `Terminal.send`: rings. */
export const bell = '\x07';

/** For `Terminal.send`: puts text on the clipboard of the machine that the person sits at, SSH or not (OSC 52). Null: too long for that. */
export function copySequence(text: string): string | null {
	const encoded = Buffer.from(text).toString('base64');
	return encoded.length > longestClip ? null : `\x1b]52;c;${encoded}\x07`;
}

/** For `Terminal.send`: a desktop notification, where the terminal knows them (OSC 9); others leave it out. */
export const notifySequence = (text: string): string => `\x1b]9;${text.replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ')}\x07`;
