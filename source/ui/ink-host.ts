import {Readable, Writable} from 'node:stream';
import chalk from 'chalk';

/** What Ink needs for a terminal, without one: it lays out, and the terminal's owner draws. */
export interface InkHost {
	/** Options for Ink's `render`. */
	readonly renderOptions: {
		stdout: NodeJS.WriteStream;
		stderr: NodeJS.WriteStream;
		stdin: NodeJS.ReadStream;
		debug: true;
		interactive: true;
		patchConsole: false;
		exitOnCtrlC: false;
	};
	/** The next frame is laid out for this size, in cells. */
	resize(cols: number, rows: number): void;
	/** Types text into Ink, for elements that listen by `useInput`. */
	send(text: string): void;
}

/** What Ink writes beside frames: cursor and paste modes, which are the terminal's own business. */
const isMode = (text: string) => /^(\x1b\[\?\d+[hl])*$/.test(text);

class FrameStream extends Writable {
	readonly isTTY = true;

	constructor(
		public columns: number,
		public rows: number,
		private readonly onFrame: (frame: string) => void,
	) {
		super({decodeStrings: false});
	}

	override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
		const text = chunk.toString();
		if (!isMode(text)) this.onFrame(text);
		done();
	}
}

class TypedStream extends Readable {
	readonly isTTY = true;

	override _read(): void {}
	setRawMode(): this {
		return this;
	}
	ref(): this {
		return this;
	}
	unref(): this {
		return this;
	}
}

/**
 * Makes the streams that Ink renders between. `onFrame` gets each frame as one text of lines with SGR sequences (see `parseFrame`), at once
 * and in the tick of the change that caused it.
 */
export function createInkHost(cols: number, rows: number, onFrame: (frame: string) => void): InkHost {
	// Colours stand for roles here (`inkColor`) and must come through whole, whatever the terminal can show.
	chalk.level = 3;
	const stdout = new FrameStream(cols, rows, onFrame);
	const stdin = new TypedStream();
	const nowhere = new FrameStream(cols, rows, () => {});
	return {
		renderOptions: {
			stdout: stdout as unknown as NodeJS.WriteStream,
			stderr: nowhere as unknown as NodeJS.WriteStream,
			stdin: stdin as unknown as NodeJS.ReadStream,
			debug: true,
			interactive: true,
			patchConsole: false,
			exitOnCtrlC: false,
		},
		resize(newCols, newRows) {
			stdout.columns = newCols;
			stdout.rows = newRows;
			stdout.emit('resize');
		},
		send: text => void stdin.push(text),
	};
}
