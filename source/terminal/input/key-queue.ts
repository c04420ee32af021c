import {Emitter} from '../emitter.ts';
import type {Key} from './key.ts';

/** Keys that are kept for a screen that is not there yet. */
const longest = 1000;

/** Keys on their way to the screen. What is typed before it listens is kept for it, except ctrl-c, which then ends the program. */
export class KeyQueue {
	private readonly keys = new Emitter<Key[]>();
	private early: Key[] = [];

	constructor(private readonly interrupt: () => void) {}

	readonly on = (listener: (keys: Key[]) => void): (() => void) => {
		const stop = this.keys.on(listener);
		if (this.early.length > 0) {
			const {early} = this;
			this.early = [];
			queueMicrotask(() => this.push(early));
		}
		return stop;
	};

	push(keys: Key[]): void {
		if (this.keys.hasListeners) this.keys.emit(keys);
		else if (keys.some(key => key.ctrl && key.name === 'c')) this.interrupt();
		else this.early = [...this.early, ...keys].slice(0, longest);
	}
}
