import {hasControls, stripControls} from './controls.ts';

const widest = 4096;
const tallest = 1000;
const token =
	/(?:\x1b\[|\x9b)([0-?]*)[ -/]*([@-~])|\n|\r|\x08|\t|[^\x00-\x1f\x7f-\x9f]+|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n\r]*(?:\x07|\x1b\\|\x9c)?|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c\n\r]*(?:\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?|[\x00-\x1f\x7f-\x9f]/g;
const joining = /^(?:\p{M}|\u200d|\ufe0f)$/u;

/** The little of a terminal that progress bars use: a cursor on lines of characters, and erasing. No width, no scrolling. */
class Sheet {
	readonly rows: string[][] = [[]];
	private x = 0;
	private y = 0;
	private top = 0;

	print(text: string): void {
		for (const character of text) {
			const row = this.row();
			if (this.x > 0 && joining.test(character)) {
				row[this.x - 1] = (row[this.x - 1] ?? ' ') + character;
				continue;
			}
			while (row.length < this.x) row.push(' ');
			row[this.x] = character;
			if (this.x < widest) this.x++;
		}
	}

	act(token: string): void {
		if (token === '\n') this.moveTo(this.y + 1, 0);
		else if (token === '\r') this.x = 0;
		else if (token === '\b') this.x = Math.max(0, this.x - 1);
		else if (token === '\t') this.print(' '.repeat(8 - (this.x % 8)));
	}

	/** A control sequence: cursor movement and erasing; everything else (colours, modes) changes no text. */
	control(parameters: string, final: string): void {
		const [first = 0, second = 0] = parameters.split(';').map(part => Math.min(widest, Number.parseInt(part, 10) || 0));
		const count = Math.max(1, first);
		if (final === 'A' || final === 'F') this.moveTo(this.y - count, final === 'F' ? 0 : this.x);
		else if (final === 'B' || final === 'E')
			this.moveTo(Math.min(this.y + count, this.rows.length - 1), final === 'E' ? 0 : this.x);
		else if (final === 'C') this.x = Math.min(widest, this.x + count);
		else if (final === 'D') this.x = Math.max(0, this.x - count);
		else if (final === 'G') this.x = count - 1;
		else if (final === 'H' || final === 'f')
			this.moveTo(Math.min(this.top + count - 1, this.top + tallest), Math.max(1, second) - 1);
		else if (final === 'K') this.eraseLine(first);
		else if (final === 'P') this.row().splice(this.x, count);
		else if (final === 'J') this.eraseBelow(first);
	}

	private eraseLine(kind: number): void {
		const row = this.row();
		if (kind === 0) row.length = Math.min(row.length, this.x);
		else if (kind === 2) row.length = 0;
		else for (let i = 0; i <= this.x && i < row.length; i++) row[i] = ' ';
	}

	// What was on a cleared screen stays in a log; the new screen begins below it.
	private eraseBelow(kind: number): void {
		if (kind === 0) {
			this.eraseLine(0);
			this.rows.length = this.y + 1;
		} else if (kind >= 2) {
			const isBlank = this.rows.at(-1)!.length === 0;
			this.top = isBlank ? this.rows.length - 1 : this.rows.length;
			this.moveTo(this.top, 0);
		}
	}

	private moveTo(y: number, x: number): void {
		this.y = Math.max(this.top, y);
		this.x = x;
		while (this.rows.length <= this.y) this.rows.push([]);
	}

	private row(): string[] {
		return this.rows[this.y]!;
	}
}

/**
 * Lines of a log as a terminal would show them in the end: carriage returns, backspaces, cursor movement and erasing obeyed, everything else
 * removed, blanks at the ends of lines and blank lines at the end cut. What was overdrawn is gone.
 */
export function renderLog(text: string): string[] {
	if (!hasControls(text)) return dropBlankEnd(text.split('\n').map(line => line.replaceAll('\t', '    ').trimEnd()));
	const sheet = new Sheet();
	for (const match of text.matchAll(token)) {
		const [found, parameters, final] = match;
		if (final !== undefined) sheet.control(parameters ?? '', final);
		else if (found >= ' ' && found !== '\x7f') sheet.print(stripControls(found));
		else sheet.act(found);
	}
	const lines = sheet.rows.map(row => Array.from(row, character => character ?? ' ').join(''));
	return dropBlankEnd(lines.map(line => line.trimEnd()));
}

function dropBlankEnd(lines: string[]): string[] {
	let length = lines.length;
	while (length > 0 && lines[length - 1] === '') length--;
	return lines.slice(0, length);
}
