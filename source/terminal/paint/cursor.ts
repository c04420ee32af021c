const numbered = (count: number, letter: string) => `\x1b[${count === 1 ? '' : count}${letter}`;

function absolute(x: number, y: number): string {
	if (x === 0) return y === 0 ? '\x1b[H' : `\x1b[${y + 1}H`;
	return `\x1b[${y === 0 ? '' : y + 1};${x + 1}H`;
}

function along(from: number, to: number): string {
	if (to === from) return '';
	if (to === 0) return '\r';
	if (to > from) return numbered(to - from, 'C');
	return from - to < 4 ? '\b'.repeat(from - to) : numbered(from - to, 'D');
}

const shorter = (one: string, other: string) => (other.length < one.length ? other : one);

/**
 * The shortest bytes that move the cursor (cells from 0). `fromX` is -1 where the column is not known for sure: after the last column, and
 * after a character that terminals disagree about; `fromY` is -1 where nothing is known. Never scrolls.
 */
export function moveCursor(fromX: number, fromY: number, x: number, y: number): string {
	const direct = absolute(x, y);
	if (fromY < 0) return direct;
	if (fromY === y) {
		const byColumn = x === 0 ? '\r' : `\x1b[${x + 1}G`;
		return shorter(shorter(direct, byColumn), fromX < 0 ? `\r${along(0, x)}` : along(fromX, x));
	}
	if (fromX === x) return shorter(direct, numbered(Math.abs(y - fromY), y > fromY ? 'B' : 'A'));
	// The terminal driver makes CR LF of LF, so a step down is also a step to column 0.
	return y > fromY && y - fromY < 4 ? shorter(direct, `\r${'\n'.repeat(y - fromY)}${along(0, x)}`) : direct;
}
