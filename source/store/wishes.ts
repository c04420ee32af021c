import type {ComparedWish} from '../core/diff/compared.ts';
import type {SparkGroup, ToEngine} from '../engine/protocol.ts';
import type {CurveRequest, CurveShelf} from './shelves/curve-shelf.ts';
import type {MediaRequest, MediaShelf} from './shelves/media-shelf.ts';

/** What is on the screen now, as the last layout found it. */
export interface Shown {
	runs: readonly number[];
	/** Groups whose mean curve is shown. */
	groups: readonly SparkGroup[];
	metrics: readonly string[];
	/** Values a sparkline needs; 0 for none. */
	sparkWidth: number;
	curves: readonly CurveRequest[];
	media?: readonly MediaRequest[];
	opened: number | null;
	logLines: number;
	/** Nothing but the log is wanted of what is opened. */
	logOnly?: boolean;
	/** What the Compare screen shows of its runs. */
	compared: ComparedWish | null;
	/** True while the use of this machine is shown. */
	machine: boolean;
}

/** The messages that tell the engine what is on the screen. */
export function visibleWishes(shown: Shown, curves: CurveShelf, media: MediaShelf): ToEngine[] {
	return [
		{
			type: 'visible',
			runs: [...shown.runs],
			metrics: [...shown.metrics],
			sparkWidth: shown.sparkWidth,
			...(shown.groups.length > 0 && {groups: [...shown.groups]}),
		},
		{type: 'curves', wishes: shown.curves.map(request => curves.wish(request))},
		{type: 'media', wishes: (shown.media ?? []).map(request => media.wish(request))},
		{type: 'open', run: shown.opened, logLines: shown.logLines, ...(shown.logOnly && {logOnly: true})},
		{type: 'compared', wish: shown.compared},
		{type: 'machine', wanted: shown.machine},
	];
}

const restMs = 60;

/**
 * Sends wishes only when they changed, and during a held key at most every `restMs`: what is skipped on the way is never asked for.
 * `schedule` runs a function later and is passed in so that tests need no clock.
 */
export class WishSender {
	private readonly sent = new Map<string, string>();
	private waiting: readonly ToEngine[] | null = null;
	private resting = false;

	constructor(
		private readonly post: (message: ToEngine) => void,
		private readonly schedule: (run: () => void, delayMs: number) => void,
	) {}

	send(messages: readonly ToEngine[]): void {
		if (this.resting) {
			this.waiting = messages;
			return;
		}
		if (!this.flush(messages)) return;
		this.resting = true;
		this.schedule(() => {
			this.resting = false;
			const {waiting} = this;
			this.waiting = null;
			if (waiting !== null) this.send(waiting);
		}, restMs);
	}

	private flush(messages: readonly ToEngine[]): boolean {
		let any = false;
		for (const message of messages) {
			const text = JSON.stringify(message);
			if (this.sent.get(message.type) === text) continue;
			this.sent.set(message.type, text);
			this.post(message);
			any = true;
		}
		return any;
	}
}
