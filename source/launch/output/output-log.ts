import {AppendFile} from '../../io/write/append.ts';

const mostWaitingBytes = 32 * 1024 * 1024;
const entryBytes = 16;
const lineFeed = 0x0a;
/** Offsets in the index have 32 bits. */
const furthestOffset = 0xffff_ffff;

/** 1 standard output, 2 standard error. */
export type Stream = 1 | 2;

/**
 * `output.log` and `output.index` of the native layout: the bytes as they came, and for each beginning of a line, and each change of the
 * stream, when it came, where it begins and on which stream.
 */
export class OutputLog {
	lines = 0;
	private readonly log: AppendFile;
	private readonly index: AppendFile;
	private stream: Stream | null = null;
	private atLineStart = true;

	constructor(directory: string) {
		this.log = new AppendFile(`${directory}/output.log`, mostWaitingBytes);
		this.index = new AppendFile(`${directory}/output.index`, mostWaitingBytes / 8);
	}

	get bytes(): number {
		return this.log.size;
	}

	get lostBytes(): number {
		return this.log.lostBytes;
	}

	/** Why something could not be written, null while all is well. */
	get fault(): string | null {
		return this.log.fault ?? this.index.fault;
	}

	/** @param nowMs when the bytes came, milliseconds since the epoch */
	append(stream: Stream, bytes: Uint8Array, nowMs: number): void {
		const offset = this.log.size;
		if (!this.log.append(bytes)) return;
		const starts: number[] = [];
		if (this.atLineStart || stream !== this.stream) starts.push(offset);
		for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) {
			this.lines++;
			if (at + 1 < bytes.length) starts.push(offset + at + 1);
		}
		this.stream = stream;
		this.atLineStart = bytes.at(-1) === lineFeed;
		this.note(starts, stream, nowMs);
	}

	/** Takes in bytes that the files hold already. */
	recall(stream: Stream, bytes: Uint8Array): void {
		for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) this.lines++;
		this.stream = stream;
		this.atLineStart = bytes.at(-1) === lineFeed;
	}

	flush(): boolean {
		const isDone = this.log.flush();
		return this.index.flush() && isDone;
	}

	close(): void {
		this.log.close();
		this.index.close();
	}

	private note(starts: readonly number[], stream: Stream, nowMs: number): void {
		const entries = Buffer.alloc(starts.length * entryBytes);
		let end = 0;
		for (const start of starts) {
			if (start > furthestOffset) break;
			entries.writeDoubleLE(nowMs / 1000, end);
			entries.writeUInt32LE(start, end + 8);
			entries.writeUInt32LE(stream, end + 12);
			end += entryBytes;
		}
		if (end > 0) this.index.append(entries.subarray(0, end));
	}
}
