import {dragBorder} from '../actions/compare/mouse-panes.ts';
import type {KeyPress} from '../actions/keys.ts';
import {click, drag, pointAt, turnWheel} from '../actions/mouse.ts';
import type {Store} from '../store/store.ts';
import type {MouseEvent} from '../terminal/terminal.ts';
import type {Frame} from './frame.ts';

const twiceMs = 400;

/** The keys that do in an open menu what the wheel does there: a line each. */
export function wheelKeys(events: readonly MouseEvent[]): KeyPress[] {
	const names = events.flatMap(({action}) => (action === 'wheeldown' ? ['down'] : action === 'wheelup' ? ['up'] : []));
	return names.map(name => ({name, ctrl: false, shift: false, meta: false, text: ''}));
}

/** Turns what the mouse did into acts on what lies under it. */
export class Pointer {
	private last = {target: '', atMs: 0};
	/** Where the mouse was last. */
	private column = 0;
	/** The line between panes that it has hold of, and where. */
	private border: {path: string; direction: 'right' | 'below'; x: number; y: number} | null = null;

	constructor(
		private readonly store: Store,
		private readonly frame: Pick<Frame, 'zoneAt' | 'measure'>,
		private readonly now: () => number,
	) {}

	take(events: readonly MouseEvent[]): void {
		for (const event of events) this.takeOne(event);
	}

	private takeOne({action, button, x, y}: MouseEvent): void {
		if (this.dragsBorder(action, x, y)) return;
		const zone = this.frame.zoneAt(x, y);
		if (zone === null) return;
		const pointed = {...zone, x, y};
		if (action === 'wheelup' || action === 'wheeldown') {
			turnWheel(this.store, pointed, action === 'wheeldown', () => void this.frame.measure());
		}
		if (action === 'drag' && zone.target.kind === 'chart') {
			if (button === 'left') drag(this.store, zone.target, x, x - this.column);
			else pointAt(this.store, zone.target, x);
		}
		this.column = x;
		if (action !== 'press' || button !== 'left') return;
		if (zone.target.kind === 'border') this.border = {...zone.target, x, y};
		const target = zone.target.kind === 'chart' ? zone.target.metric : `${zone.split} ${y} ${JSON.stringify(zone.target)}`;
		const atMs = this.now();
		const twice = target === this.last.target && atMs - this.last.atMs < twiceMs;
		this.last = {target: twice ? '' : target, atMs};
		click(this.store, pointed, twice);
	}

	/** A line between panes follows the mouse, wherever that is, until the button is let go. */
	private dragsBorder(action: MouseEvent['action'], x: number, y: number): boolean {
		const {border} = this;
		if (border === null || action !== 'drag') {
			this.border = null;
			return false;
		}
		dragBorder(this.store, border.path, border.direction === 'right' ? x - border.x : y - border.y);
		this.frame.measure();
		this.border = {...border, x, y};
		return true;
	}
}
