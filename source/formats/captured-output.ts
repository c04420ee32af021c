import type {RunSink} from './format.ts';
import {FailureReader} from './textlog/ending/failures.ts';
import type {Ending} from './textlog/ending/process-death.ts';

/** What clients of trackers say themselves when the program is over. */
const ofClient = /^(?:COMET |\S{0,8}\[?neptune|[\d :,.-]*\S{0,8}neptune|ClearML |[\d :,.-]*clearml|\s*$)/i;
/** What is longer is no line that tells of an end. */
const mostCharacters = 64 * 1024;

/** What a tracker kept of the streams of a program: hands it on, and knows whether the last that was said is an error that ended it. */
export class CapturedOutput {
	/** How the program ended, as far as its last words tell; null where they tell nothing. */
	ending: Ending | null = null;
	private readonly failures = new FailureReader();
	/** The last line of each stream, which may go on. */
	private readonly begun = new Map<string, string>();

	constructor(private readonly run: RunSink) {}

	/** Takes a piece of any length. @param atMs when it was said; null where nobody knows */
	take(text: string, atMs: number | null, stream = ''): void {
		if (text === '') return;
		this.run.output(text, atMs);
		const lines = ((this.begun.get(stream) ?? '') + text).split('\n');
		const last = lines.pop() ?? '';
		// A progress bar is drawn over what stands there.
		this.begun.set(stream, last.slice(Math.max(last.lastIndexOf('\r') + 1, last.length - mostCharacters)));
		for (const line of lines) this.hear(line);
	}

	/** Takes note that the program went on: what it said before was no end. */
	goOn(): void {
		this.ending = null;
	}

	private hear(line: string): void {
		const found = this.failures.take(line);
		if (found !== null && found.isOfTraining !== true) this.ending = found;
		else if (!this.failures.isInside && !ofClient.test(line)) this.ending = null;
	}
}
