import {readNumber, readSpan} from '../query/language/numbers.ts';

/** Where in its course a run is looked at: up to a step, or up to so many seconds after its start. */
export type Moment = {kind: 'step'; step: number} | {kind: 'time'; seconds: number};

/** Reads `500`, `1k`, `30m`, `1d12h`; null for anything else. */
export function readMoment(text: string): Moment | null {
	// `5m` is five minutes; a million steps are `5M`.
	const seconds = readSpan(text);
	if (seconds !== null) return {kind: 'time', seconds};
	const step = readNumber(text);
	return step === null || !Number.isFinite(step) ? null : {kind: 'step', step};
}

/** Parts `run@500` into the run and the moment; null where there is no moment behind the last `@`. */
export function splitMoment(word: string): {word: string; at: Moment} | null {
	const from = word.lastIndexOf('@');
	const at = from < 1 ? null : readMoment(word.slice(from + 1));
	return at && {word: word.slice(0, from), at};
}
