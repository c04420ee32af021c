import type {Grid} from '../../source/draw/grid.ts';
import type {Key, MouseEvent, Terminal} from '../../source/terminal/terminal.ts';
import {key} from '../actions/press.ts';

/** A terminal that shows into memory, and whose keys and mouse are moved by the test. */
export class FakeTerminal implements Terminal {
	readonly capabilities = {
		colors: 16_777_216,
		unicode: true,
		braille: true,
		synchronized: false,
		dark: true,
		background: null,
	} as const;
	/** Every frame that was shown, as lines. */
	readonly frames: string[][] = [];
	calls: string[] = [];
	private keys: (keys: Key[]) => void = () => {};
	private mouse: (events: MouseEvent[]) => void = () => {};
	private paste: (text: string) => void = () => {};
	private resized: () => void = () => {};
	private readonly waiting: {isIt: (lines: string[]) => boolean; done: (lines: string[]) => void}[] = [];

	constructor(
		public cols: number,
		public rows: number,
	) {}

	show(grid: Grid): void {
		const lines = grid.lines();
		this.frames.push(lines);
		for (const wait of this.waiting.splice(0)) {
			if (wait.isIt(lines)) wait.done(lines);
			else this.waiting.push(wait);
		}
	}

	send(sequence: string): void {
		this.calls.push(`send ${sequence}`);
	}

	get screen(): string {
		return this.frames.at(-1)?.join('\n') ?? '';
	}

	/** The next frame, or the present one, whose text matches. */
	until(pattern: RegExp): Promise<string[]> {
		const isIt = (lines: string[]) => pattern.test(lines.join('\n'));
		const present = this.frames.at(-1);
		return present !== undefined && isIt(present)
			? Promise.resolve(present)
			: new Promise(done => this.waiting.push({isIt, done}));
	}

	/** Keys of one read. */
	press(names: string): void {
		this.keys(names.split(' ').map(name => key(name)));
	}

	point(action: MouseEvent['action'], x: number, y: number): void {
		this.mouse([{action, button: 'left', x, y, shift: false, meta: false, ctrl: false}]);
	}

	pasteText(text: string): void {
		this.paste(text);
	}

	resize(cols: number, rows: number): void {
		this.cols = cols;
		this.rows = rows;
		this.resized();
	}

	onKeys(listener: (keys: Key[]) => void) {
		this.keys = listener;
		return () => {
			this.keys = () => {};
		};
	}
	onMouse(listener: (events: MouseEvent[]) => void) {
		this.mouse = listener;
		return () => {};
	}
	onPaste(listener: (text: string) => void) {
		this.paste = listener;
		return () => {};
	}
	onResize(listener: () => void) {
		this.resized = listener;
		return () => {};
	}
	onResume() {
		return () => {};
	}
	onCapabilities() {
		return () => {};
	}
	redraw(): void {
		this.calls.push('redraw');
	}
	suspend(): void {
		this.calls.push('suspend');
	}
	pause<T>(work: () => Promise<T>): Promise<T> {
		return work();
	}
	close(): void {
		this.calls.push('close');
	}
}
