import type {RunSink} from './format.ts';
import {FailureReader} from './textlog/ending/failures.ts';
import type {Ending} from './textlog/ending/process-death.ts';

/** What clients of trackers say themselves when the program is over. */
const ofClient = /^(?:COMET |\S{0,8}\[?neptune|[\d :,.-]*\S{0,8}neptune|ClearML |[\d :,.-]*clearml|\s*$)/i;
/** What is longer is no line that tells of an end. */
const mostCharacters = 64 * 1024;

interface Stream {
	failures: FailureReader;
	/** Its last line, which may go on. */
	begun: string;
	ending: Ending | null;
	/** When that was said; NaN where nobody knows. */
	endedAtMs: number;
}

/** What a tracker kept of the streams of a program: hands it on, and knows whether an error is the last that was said, and ended it. */
export class CapturedOutput {
	/** Streams are kept by threads of their own: which of two lines of different ones was said first is not known. */
	private readonly streams = new Map<string, Stream>();

	constructor(private readonly run: RunSink) {}

	/** How the program ended, as far as the last words of a stream tell; null where they tell nothing. */
	get ending(): Ending | null {
		for (const {ending} of this.streams.values()) if (ending !== null) return ending;
		return null;
	}

	/** Takes a piece of any length. @param atMs when it was said; null where nobody knows */
	take(text: string, atMs: number | null, name = ''): void {
		if (text === '') return;
		this.run.output(text, atMs);
		const stream = this.streams.get(name) ?? {failures: new FailureReader(), begun: '', ending: null, endedAtMs: Number.NaN};
		this.streams.set(name, stream);
		const lines = (stream.begun + text).split('\n');
		const last = lines.pop() ?? '';
		// A progress bar is drawn over what stands there.
		stream.begun = last.slice(Math.max(last.lastIndexOf('\r') + 1, last.length - mostCharacters));
		for (const line of lines) hear(stream, line);
		stream.endedAtMs = stream.ending === null ? Number.NaN : lines.length > 0 ? (atMs ?? Number.NaN) : stream.endedAtMs;
	}

	/** Takes note that the program went on: what it said before was no end. @param atMs when; NaN where nobody knows */
	goOn(atMs: number): void {
		for (const stream of this.streams.values()) if (atMs > stream.endedAtMs) stream.ending = null;
	}
}

function hear(stream: Stream, line: string): void {
	const found = stream.failures.take(line);
	if (found !== null && found.isOfTraining !== true) stream.ending = found;
	else if (!stream.failures.isInside && !ofClient.test(line)) stream.ending = null;
}
