/** What the mouse did, in cells from 0. */
export interface MouseEvent {
	action: 'press' | 'release' | 'drag' | 'wheelup' | 'wheeldown';
	button: 'left' | 'middle' | 'right' | 'none';
	x: number;
	y: number;
	shift: boolean;
	meta: boolean;
	ctrl: boolean;
}

const buttons = ['left', 'middle', 'right', 'none'] as const;

/** Reads an SGR mouse report (mode 1006): CSI < code ; column ; row M, or m for a release. Undefined: another sequence, or a button nobody uses. */
export function parseMouse(sequence: string): MouseEvent | undefined {
	const match = /^\x1b\[<(\d+);(\d+);(\d+)([Mm])$/.exec(sequence);
	if (!match) return undefined;
	const code = Number(match[1]);
	const isWheel = (code & 64) > 0;
	if (code >= 128 || (isWheel && (code & 3) > 1)) return undefined;
	const press = isWheel ? ((code & 1) === 1 ? 'wheeldown' : 'wheelup') : (code & 32) > 0 ? 'drag' : 'press';
	return {
		action: match[4] === 'm' ? 'release' : press,
		button: isWheel ? 'none' : buttons[code & 3]!,
		x: Number(match[2]) - 1,
		y: Number(match[3]) - 1,
		shift: (code & 4) > 0,
		meta: (code & 8) > 0,
		ctrl: (code & 16) > 0,
	};
}
