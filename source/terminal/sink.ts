import {closeSync, constants, openSync, writeSync} from 'node:fs';

/** The part of `tty.WriteStream` that is used. */
export interface OutputStream {
	isTTY?: boolean;
	fd?: number;
	columns?: number;
	rows?: number;
	readonly writableLength: number;
	/** Node's own: asks the terminal for its size, which is else asked for at SIGWINCH alone. */
	_refreshSize?(): void;
	write(text: string, done?: (error?: Error | null) => void): boolean;
	on(event: 'resize', listener: () => void): unknown;
	on(event: 'error', listener: (error: Error) => void): unknown;
	off(event: 'resize', listener: () => void): unknown;
	off(event: 'error', listener: (error: Error) => void): unknown;
}

/** Where frames go: one at a time, none waits behind another. */
export interface Sink {
	/** False while the terminal has not taken the last frame whole. */
	readonly isFree: boolean;
	write(text: string): void;
	/** Writes at once even if the last frame is stuck halfway, and waits a moment for it: for the way out. */
	writeLast(text: string): void;
	close(): void;
}

export interface SinkListeners {
	onFree(): void;
	/** The terminal is gone (EIO, EPIPE, …). */
	onGone(): void;
}

const retryMs = 8;
/** How long the way out waits for a terminal that takes nothing. */
const lastPatienceMs = 500;
/** Cancels a control sequence that the terminal is in the middle of. */
const cancel = '\x18';

const isBusy = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EAGAIN';

/**
 * Writes to a description of its own of the terminal that never blocks (Node's own stream blocks the whole program while a slow link is
 * full, and one that does not block would change the shell's and every child's, which share theirs).
 */
class DescriptorSink implements Sink {
	private rest: Buffer | null = null;
	private timer: NodeJS.Timeout | undefined;

	constructor(
		private readonly descriptor: number,
		private readonly listeners: SinkListeners,
	) {}

	get isFree(): boolean {
		return this.rest === null;
	}

	write(text: string): void {
		this.rest = Buffer.from(text);
		this.push();
		if (this.rest) this.timer = setTimeout(this.retry, retryMs);
	}

	writeLast(text: string): void {
		clearTimeout(this.timer);
		this.rest = Buffer.from(this.rest ? cancel + text : text);
		const sleeper = new Int32Array(new SharedArrayBuffer(4));
		for (let waited = 0; this.push() && waited < lastPatienceMs; waited += 5) Atomics.wait(sleeper, 0, 0, 5);
		this.rest = null;
	}

	close(): void {
		clearTimeout(this.timer);
		closeSync(this.descriptor);
	}

	/** Writes what the terminal takes; whether something is left. */
	private push(): boolean {
		try {
			while (this.rest && this.rest.length > 0) this.rest = this.rest.subarray(writeSync(this.descriptor, this.rest));
		} catch (error) {
			if (isBusy(error)) return true;
			this.rest = null;
			this.listeners.onGone();
		}
		this.rest = null;
		return false;
	}

	private readonly retry = (): void => {
		if (this.push()) this.timer = setTimeout(this.retry, retryMs);
		else this.listeners.onFree();
	};
}

/** Writes to the stream: for tests, and where the terminal cannot be opened again. */
class StreamSink implements Sink {
	private readonly send: OutputStream['write'];

	constructor(
		private readonly stream: OutputStream,
		private readonly listeners: SinkListeners,
	) {
		// Kept from before stray writes to the same stream are caught.
		this.send = stream.write.bind(stream);
	}

	get isFree(): boolean {
		return this.stream.writableLength === 0;
	}

	write(text: string): void {
		this.send(text, error => {
			if (error) this.listeners.onGone();
			else if (this.isFree) this.listeners.onFree();
		});
	}

	writeLast(text: string): void {
		this.send(text);
	}

	close(): void {}
}

/** The best sink for a stream. */
export function createSink(stream: OutputStream, listeners: SinkListeners): Sink {
	if (stream.isTTY && stream.fd !== undefined && process.platform === 'linux') {
		try {
			const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
			return new DescriptorSink(openSync(`/proc/self/fd/${stream.fd}`, flags), listeners);
		} catch {
			// Another user's terminal (after su), or no /proc.
		}
	}
	return new StreamSink(stream, listeners);
}
