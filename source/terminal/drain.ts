import {readSync} from 'node:fs';
import {Splitter} from './splitter.ts';

/** Longest wait, in milliseconds: a terminal that takes longer is given back with its answers on the way. */
const patienceMs = 150;

/** Reads away the answers that are still to come, so that they do not turn up as text at the shell's prompt. Blocks until the last is there. */
export function drainReplies(descriptor: number): void {
	const splitter = new Splitter();
	const buffer = Buffer.alloc(1024);
	const sleeper = new Int32Array(new SharedArrayBuffer(4));
	for (let waited = 0; waited < patienceMs; waited += 5) {
		try {
			const length = readSync(descriptor, buffer);
			if (length === 0) return;
			const events = splitter.push(buffer.toString('latin1', 0, length));
			if (events.some(event => event.kind === 'reply' && event.reply.isLast)) return;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
			Atomics.wait(sleeper, 0, 0, 5);
		}
	}
}
