const named: Readonly<Record<string, string>> = {
	up: '\x1b[A',
	down: '\x1b[B',
	right: '\x1b[C',
	left: '\x1b[D',
	home: '\x1b[H',
	end: '\x1b[F',
	pageup: '\x1b[5~',
	pagedown: '\x1b[6~',
	delete: '\x1b[3~',
	enter: '\r',
	escape: '\x1b',
	tab: '\t',
	'shift-tab': '\x1b[Z',
	space: ' ',
	backspace: '\x7f',
};

/** Bytes that a terminal sends for a key: a name of the list above, 'ctrl-x', 'alt-x', or the text itself. */
export function bytesOfKey(key: string): string {
	const control = /^ctrl-([a-z])$/.exec(key);
	if (control) return String.fromCharCode(control[1]!.charCodeAt(0) & 0x1f);
	if (/^alt-.$/u.test(key)) return `\x1b${key.slice(4)}`;
	return named[key] ?? key;
}
