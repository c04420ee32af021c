import type {Grid} from '../draw/grid.ts';
import type {Capabilities, Environment} from './capabilities.ts';
import type {InputStream} from './input/input.ts';
import type {Key} from './input/key.ts';
import type {MouseEvent} from './input/mouse.ts';
import type {Cursor} from './paint/painter.ts';
import type {OutputStream} from './sink.ts';

export interface TerminalOptions {
	/** `process.stdin`. */
	input: InputStream;
	/** `process.stdout`. */
	output: OutputStream;
	env: Environment;
	/** Ask for clicks and the wheel; false leaves them to the terminal. Default false. */
	mouse?: boolean;
	/** Draw with ASCII only, whatever the locale says. */
	ascii?: boolean;
	/** Give the terminal back on every way out of the process, and end it on signals and errors. Default true. */
	onExitRestore?: boolean;
	/** Ends the process; default `process.exit`. */
	exit?: (code: number) => void;
}

/** Stops listening. */
export type Unsubscribe = () => void;

/** The one owner of the terminal. All sizes are in cells. */
export interface Terminal {
	readonly cols: number;
	readonly rows: number;
	/** `synchronized`, `dark` and `background` change when the terminal answers (`onCapabilities`). */
	readonly capabilities: Readonly<Capabilities>;
	/**
	 * Shows a grid (cut or filled up to the screen) and the cursor, or none, in one write of what has changed. While the terminal has not
	 * taken the last frame, only the newest grid is kept, and read when it is written: do not draw into it across ticks.
	 */
	show(grid: Grid, cursor?: Cursor | null): void;
	/** Sends a control sequence that writes no cell and moves no cursor (see signals.ts), between two frames. */
	send(sequence: string): void;
	/** All keys of one read in one call; keys typed before the first listener are kept for it. */
	onKeys(listener: (keys: Key[]) => void): Unsubscribe;
	onMouse(listener: (events: MouseEvent[]) => void): Unsubscribe;
	/** The whole of a bracketed paste, as it was pasted: controls and all. */
	onPaste(listener: (text: string) => void): Unsubscribe;
	/** `cols` and `rows` have changed; show a grid of the new size now. */
	onResize(listener: () => void): Unsubscribe;
	/** Back from a stop or a child. */
	onResume(listener: () => void): Unsubscribe;
	onCapabilities(listener: () => void): Unsubscribe;
	/** Writes every cell again, without a clear: for ctrl-l. */
	redraw(): void;
	/** Gives the terminal back and stops the process until SIGCONT: for ctrl-z. */
	suspend(): void;
	/** Gives the terminal to a child ($EDITOR) while `work` lasts. */
	pause<T>(work: () => Promise<T>): Promise<T>;
	/** Gives the terminal back for good. Can be called again. */
	close(): void;
}
