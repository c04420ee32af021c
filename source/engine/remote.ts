import {Worker} from 'node:worker_threads';
import type {ToEngine, ToScreen} from './protocol.ts';

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
 */
export function startEngine(file: string): RemoteEngine {
	const listeners = new Set<(message: ToScreen) => void>();
	const tell = (message: ToScreen) => {
		for (const listener of listeners) listener(message);
	};
	const worker = new Worker(file, {stdout: false, stderr: false});
	let closing = false;
	worker.on('message', tell);
	worker.on('error', error => tell({type: 'fatal', message: error instanceof Error ? error.message : String(error)}));
	worker.on('exit', code => {
		if (!closing && code !== 0) tell({type: 'fatal', message: `the reading thread ended with code ${code}`});
	});
	return {
		post: message => worker.postMessage(message),
		onMessage(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async close() {
			closing = true;
			worker.postMessage({type: 'stop'} satisfies ToEngine);
			await worker.terminate();
		},
	};
}
