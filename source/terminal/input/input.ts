import {StringDecoder} from 'node:string_decoder';
import {type InputEvent, Splitter} from './splitter.ts';

/** The part of `tty.ReadStream` that is used. */
export interface InputStream {
	isTTY?: boolean;
	fd?: number;
	setRawMode?(isRaw: boolean): unknown;
	on(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
	on(event: 'end' | 'error', listener: () => void): unknown;
	off(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
	off(event: 'end' | 'error', listener: () => void): unknown;
	pause(): unknown;
	resume(): unknown;
}

export interface InputListeners {
	/** The events of one read, or of one time limit that ran out; never empty. */
	onEvents(events: InputEvent[]): void;
	/** The terminal is gone. */
	onEnd(): void;
}

/**
 * How long the rest of a sequence is waited for: a lone Esc must be felt at once, the rest of a torn sequence may be a slow link away; no person types
 * what a report of the mouse begins with.
 */
const patienceMs = {escape: 20, escapeWhileAsking: 100, sequence: 250, mouse: 2000, paste: 2000};

/** Reads the terminal in raw mode. */
export class InputReader {
	/** An answer is on its way, and might be torn just after its Esc. */
	isAsking = false;
	private readonly splitter = new Splitter();
	private decoder = new StringDecoder('utf8');
	private timer: NodeJS.Timeout | undefined;
	private letGo: NodeJS.Immediate | undefined;

	constructor(
		private readonly stream: InputStream,
		private readonly listeners: InputListeners,
	) {}

	start(): void {
		const {stream} = this;
		// Twice, because Node leaves out a change to the mode that it thinks is on: after a stop the shell has changed it.
		if (stream.isTTY) {
			stream.setRawMode?.(false);
			stream.setRawMode?.(true);
		}
		stream.on('data', this.take);
		// A terminal never ends while it is there; a pipe may.
		if (stream.isTTY) stream.on('end', this.listeners.onEnd);
		stream.on('error', this.listeners.onEnd);
		stream.resume();
	}

	stop(): void {
		const {stream} = this;
		this.waitNoMore();
		this.splitter.flush();
		this.decoder = new StringDecoder('utf8');
		stream.off('data', this.take);
		stream.off('end', this.listeners.onEnd);
		// The error listener stays: reading a terminal that is gone must not end the process by an uncaught error.
		stream.pause();
		if (stream.isTTY) stream.setRawMode?.(false);
	}

	private readonly take = (chunk: Buffer | string): void => {
		this.waitNoMore();
		const text = typeof chunk === 'string' ? chunk : this.decoder.write(chunk);
		const events = this.splitter.push(text);
		const {waiting} = this.splitter;
		if (waiting !== 'nothing') {
			const ms = patienceMs[waiting === 'escape' && this.isAsking ? 'escapeWhileAsking' : waiting];
			// Where the process was held up longer than that, the rest may be there and unread: what is there is read first.
			const flush = () => this.emit(this.splitter.flush());
			this.timer = setTimeout(() => (this.letGo = setImmediate(flush)), ms);
		}
		this.emit(events);
	};

	private waitNoMore(): void {
		clearTimeout(this.timer);
		clearImmediate(this.letGo);
	}

	private emit(events: InputEvent[]): void {
		if (events.length > 0) this.listeners.onEvents(events);
	}
}
