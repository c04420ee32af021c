import {click, drag, pointAt, turnWheel} from '../actions/mouse.ts';
import type {Store} from '../store/store.ts';
import type {MouseEvent} from '../terminal/terminal.ts';
import type {Frame} from './frame.ts';

const twiceMs = 400;

/** Turns what the mouse did into acts on what lies under it. */
export class Pointer {
	private last = {target: '', atMs: 0};
	/** Where the mouse was last. */
	private column = 0;

	constructor(
		private readonly store: Store,
		private readonly frame: Pick<Frame, 'zoneAt'>,
		private readonly now: () => number,
	) {}

	take(events: readonly MouseEvent[]): void {
		for (const event of events) this.takeOne(event);
	}

	private takeOne({action, button, x, y}: MouseEvent): void {
		const zone = this.frame.zoneAt(x, y);
		if (zone === null) return;
		if (action === 'wheelup' || action === 'wheeldown') turnWheel(this.store, zone.pane, zone.target, x, action === 'wheeldown');
		if (action === 'drag' && zone.target.kind === 'chart') {
			if (button === 'left') drag(this.store, zone.target, x, x - this.column);
			else pointAt(this.store, zone.target, x);
		}
		this.column = x;
		if (action !== 'press' || button !== 'left') return;
		const target = zone.target.kind === 'chart' ? zone.target.metric : JSON.stringify(zone.target);
		const atMs = this.now();
		const twice = target === this.last.target && atMs - this.last.atMs < twiceMs;
		this.last = {target: twice ? '' : target, atMs};
		click(this.store, zone.target, zone.pane, x, twice);
	}
}
