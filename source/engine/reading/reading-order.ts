import {isDue} from './rest-after.ts';
import type {SourceHandle} from './source-handle.ts';

/** Sources read before the screen has said what it shows. */
const mostEarly = 12;
const visibleUrgency = 4;

/** Whose turn it is to be read: visible runs first, then what was never read, then the rest of large files. */
export class ReadingOrder {
	private first: ReadonlySet<number> = new Set();

	/** @param now milliseconds since the epoch */
	constructor(
		private readonly handles: ReadonlyMap<string, SourceHandle>,
		private readonly now: () => number = Date.now,
	) {}

	/** Runs that are read before all others. */
	setFirst(keys: readonly number[]): void {
		this.first = new Set(keys);
	}

	/** True once somebody has said what is shown. */
	get isKnown(): boolean {
		return this.first.size > 0;
	}

	isFirst(key: number): boolean {
		return this.first.has(key);
	}

	/** What the screen shows and was read to its end. */
	shown(): SourceHandle[] {
		if (!this.isKnown) return [];
		return [...this.handles.values()].filter(handle => handle.state === 'current' && this.urgencyOf(handle) >= visibleUrgency);
	}

	/** What is read before everything is found: what is visible, again where it has grown; before the screen has said so, the first few. */
	early(): SourceHandle[] {
		const {isKnown} = this;
		const nowMs = this.now();
		const picked: SourceHandle[] = this.shown().filter(handle => isDue(handle, nowMs));
		let looked = 0;
		for (const handle of this.handles.values()) {
			if (!isKnown && looked++ >= mostEarly) break;
			if (handle.state === 'unread' && (!isKnown || this.urgencyOf(handle) >= visibleUrgency)) picked.push(handle);
		}
		return picked;
	}

	/** All that have something to read now. */
	waiting(): SourceHandle[] {
		const nowMs = this.now();
		const waiting = [...this.handles.values()].filter(handle => isDue(handle, nowMs));
		return waiting.sort((a, b) => this.urgencyOf(b) - this.urgencyOf(a));
	}

	/** True where anything has something to read now. */
	get hasAny(): boolean {
		const nowMs = this.now();
		for (const handle of this.handles.values()) if (isDue(handle, nowMs)) return true;
		return false;
	}

	private urgencyOf(handle: SourceHandle): number {
		let seen = 0;
		for (const {run} of handle.runs.values()) if (this.first.has(run.key)) seen = visibleUrgency;
		if (handle.owner !== null && this.first.has(handle.owner.key)) seen = visibleUrgency;
		return seen + (handle.state === 'unread' ? 2 : handle.state === 'current' ? 1 : 0);
	}
}
