import {isDue} from './rest-after.ts';
import type {SourceHandle} from './source-handle.ts';

/** Sources read before the screen has said what it shows. */
const mostEarly = 12;
const visibleUrgency = 4;
/** How often what is visible is looked for among thousands, which are asked for that between any two slices of work. */
const lookEveryMs = 100;

/** Whose turn it is to be read: visible runs first, then what was never read, then the rest of large files. */
export class ReadingOrder {
	private first: ReadonlySet<number> = new Set();
	private seen: readonly SourceHandle[] = [];
	private lookedAtMs = Number.NEGATIVE_INFINITY;

	/** @param now milliseconds since the epoch */
	constructor(
		private readonly handles: ReadonlyMap<string, SourceHandle>,
		private readonly now: () => number = Date.now,
	) {}

	/** Runs that are read before all others. */
	setFirst(keys: readonly number[]): void {
		this.first = new Set(keys);
		this.lookedAtMs = Number.NEGATIVE_INFINITY;
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
		return this.visible().filter(({state}) => state === 'current');
	}

	/** What is read before everything is found: what is visible, again where it has grown; before the screen has said so, the first few. */
	early(): SourceHandle[] {
		const nowMs = this.now();
		const picked = this.shown().filter(handle => isDue(handle, nowMs));
		const found = this.isKnown ? this.visible() : this.firstFew();
		return [...picked, ...found.filter(({state}) => state === 'unread')];
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

	private firstFew(): SourceHandle[] {
		const few: SourceHandle[] = [];
		for (const handle of this.handles.values()) if (few.push(handle) >= mostEarly) break;
		return few;
	}

	/** What the screen shows, of all that is open. */
	private visible(): SourceHandle[] {
		if (!this.isKnown) return [];
		const nowMs = this.now();
		if (Math.abs(nowMs - this.lookedAtMs) >= lookEveryMs) {
			this.lookedAtMs = nowMs;
			this.seen = [...this.handles.values()].filter(handle => this.isVisible(handle));
		}
		return this.seen.filter(handle => this.handles.get(handle.key) === handle);
	}

	private isVisible(handle: SourceHandle): boolean {
		if (handle.owner !== null && this.first.has(handle.owner.key)) return true;
		for (const {run} of handle.runs.values()) if (this.first.has(run.key)) return true;
		return false;
	}

	private urgencyOf(handle: SourceHandle): number {
		const seen = this.isVisible(handle) ? visibleUrgency : 0;
		return seen + (handle.state === 'unread' ? 2 : handle.state === 'current' ? 1 : 0);
	}
}
