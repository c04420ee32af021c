import {Worker} from 'node:worker_threads';
import type {ToEngine, ToScreen} from './protocol.ts';

/** Room for what is made anew, a quarter of V8's own choice: readers make little garbage, so that more room was no quicker, and it is never given back. */
const youngMb = 12;

/** The engine in its own thread, as the screen sees it. */
export interface RemoteEngine {
	post(message: ToEngine): void;
	/** @returns how to stop listening */
	onMessage(listener: (message: ToScreen) => void): () => void;
	close(): Promise<void>;
}

/**
 * Starts the engine's thread.
 * @param file the bundled worker, which lies beside the bundled program
 * @param isLater true to start it in the turn after the first message: where there is something to show without it, it would only slow that down
 */
export function startEngine(file: string, isLater: boolean): RemoteEngine {
	const listeners = new Set<(message: ToScreen) => void>();
	const tell = (message: ToScreen) => {
		for (const listener of listeners) listener(message);
	};
	let closing = false;
	const start = (): Worker => {
		const worker = new Worker(file, {stdout: false, stderr: false, resourceLimits: {maxYoungGenerationSizeMb: youngMb}});
		worker.on('message', tell);
		worker.on('error', error => tell({type: 'fatal', message: error instanceof Error ? error.message : String(error)}));
		worker.on('exit', code => {
			if (!closing && code !== 0) tell({type: 'fatal', message: `the reading thread ended with code ${code}`});
		});
		return worker;
	};
	let worker = isLater ? null : start();
	const waiting: ToEngine[] = [];
	const startLate = () => {
		if (closing) return;
		worker = start();
		for (const message of waiting.splice(0)) worker.postMessage(message);
	};
	return {
		post(message) {
			if (worker !== null) worker.postMessage(message);
			else if (waiting.push(message) === 1) setImmediate(startLate);
		},
		onMessage(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async close() {
			closing = true;
			worker?.postMessage({type: 'stop'} satisfies ToEngine);
			await worker?.terminate();
		},
	};
}
