import {moveCursor} from './cursor.ts';
import {type Pen, penChange, visibleOnBlank} from './pen.ts';

/** Collects the bytes of a frame, and knows what the terminal's cursor and pen are after each. */
export class FrameWriter {
	text = '';
	/** -1: unknown. */
	x = -1;
	y = -1;
	private pen: Pen | null = null;

	constructor(private readonly cols: number) {}

	/** After something else has written: nothing is known any more. */
	forget(): void {
		this.pen = null;
		this.x = -1;
		this.y = -1;
	}

	/** Whether a cell of this pen can be written without changing the terminal's. */
	fits(pen: Pen, isBlank: boolean): boolean {
		const now = this.pen;
		if (now === pen) return true;
		return isBlank && now !== null && now.background === pen.background && !((now.attributes | pen.attributes) & visibleOnBlank);
	}

	move(x: number, y: number): void {
		if (x === this.x && y === this.y) return;
		this.text += moveCursor(this.x, this.y, x, y);
		this.x = x;
		this.y = y;
	}

	use(pen: Pen, isBlank = false): void {
		if (this.fits(pen, isBlank)) return;
		this.text += penChange(this.pen, pen);
		this.pen = pen;
	}

	/** Writes text of so many cells where the cursor is; `isSure` false: terminals may disagree about its width. */
	write(text: string, cells: number, isSure = true): void {
		this.text += text;
		this.x += cells;
		// In the last column terminals differ in whether the cursor has left the line yet.
		if (!isSure || this.x >= this.cols) this.x = -1;
	}
}
