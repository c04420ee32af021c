import {readSync} from 'node:fs';
import {Splitter} from './splitter.ts';

/** Longest wait for the answer that every terminal gives, and for stragglers after it. Slower ones come when the terminal has been given back. */
const patienceMs = {last: 150, stragglers: 15};
const stepMs = 5;

/** Reads away the answers that are still to come, so that they do not turn up as text at the shell's prompt. Blocks meanwhile. */
export function drainReplies(descriptor: number, isLastThere: boolean): void {
	const splitter = new Splitter();
	const buffer = Buffer.alloc(1024);
	const sleeper = new Int32Array(new SharedArrayBuffer(4));
	let leftMs = isLastThere ? patienceMs.stragglers : patienceMs.last;
	while (leftMs > 0) {
		try {
			const length = readSync(descriptor, buffer);
			if (length === 0) return;
			const events = splitter.push(buffer.toString('latin1', 0, length));
			if (events.some(event => event.kind === 'reply' && event.reply.isLast)) leftMs = patienceMs.stragglers;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
			Atomics.wait(sleeper, 0, 0, stepMs);
			leftMs -= stepMs;
		}
	}
}
