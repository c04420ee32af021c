import {type Telling, takeHeld} from '../../core/acting/telling.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {look, type Store} from '../../store/store.ts';
import {bell, notifySequence} from '../../terminal/signals.ts';

const mostSaid = 3;

/** Watches for what the person wants to be told of, and tells it: with the bell, a notification of the terminal, and a line at the foot. */
export class Teller {
	private seenAt = -1;
	private tellings: readonly Telling[] = [];

	constructor(
		private readonly store: Store,
		/** Sends a sequence to the terminal. */
		private readonly send: (sequence: string) => void,
		private readonly now: () => number,
	) {}

	/** To be called after each change of the store. */
	follow(): void {
		const {tellings, versions, rows} = this.store.getState();
		if (tellings.length === 0 || (versions.rows === this.seenAt && tellings === this.tellings)) return;
		this.seenAt = versions.rows;
		this.tellings = tellings;
		const nowMs = this.now();
		const {said, rest} = takeHeld(tellings, rows, nowMs);
		if (rest.length === tellings.length && said.length === 0 && rest.every((telling, at) => telling === tellings[at])) return;
		this.tellings = rest;
		this.store.setState({tellings: rest});
		if (said.length === 0) return;
		const text = cleanText(said.length > mostSaid ? `${said[0]} and ${said.length - 1} others` : said.join('; '));
		this.send(bell + notifySequence(`xtui: ${text}`));
		look(this.store, {notice: {text, role: 'info', atMs: nowMs}});
	}
}
