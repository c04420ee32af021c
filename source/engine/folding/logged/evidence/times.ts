import type {Layer} from '../../../model/layer.ts';

/** When something was written, milliseconds since the epoch. */
export interface Span {
	fromMs: number;
	toMs: number;
}

/** Trackers are started one after the other: MLflow makes the tables of its database in up to half a minute. */
export const startsMs = 60_000;
/** What clocks of files and of programs differ in. */
const clockMs = 1000;

/**
 * The newest start of what some layers tell of: by their own times, else by those of their files; a moment alone where no start is known. Null where
 * there is no time at all.
 */
export function spanOf(layers: readonly Layer[]): Span | null {
	let [from, told, written] = [Number.NEGATIVE_INFINITY, 0, 0];
	for (const {factsNow, modifiedAtMs} of layers) {
		from = Math.max(from, factsNow.startedAtMs ?? Number.NEGATIVE_INFINITY);
		told = Math.max(told, factsNow.lastSignMs ?? 0, factsNow.endedAtMs ?? 0);
		written = Math.max(written, modifiedAtMs);
	}
	const to = told > 0 ? told : written;
	if (to <= 0) return Number.isFinite(from) ? {fromMs: from, toMs: from} : null;
	return {fromMs: Number.isFinite(from) ? Math.min(from, to) : to, toMs: Math.max(from, to)};
}

/** True where nothing but the times of files tells when these layers were written. */
export const isUntimed = (layers: readonly Layer[]): boolean =>
	layers.every(({factsNow}) => (factsNow.startedAtMs ?? factsNow.lastSignMs ?? factsNow.endedAtMs) === null);

/** True where both were written at one time. */
export const overlap = (one: Span, other: Span): boolean =>
	Math.max(one.fromMs, other.fromMs) <= Math.min(one.toMs, other.toMs) + clockMs;

/** True where a tracker was started just after the last sign of what may have stopped soon after its own start. */
export const followsSoon = (tracker: Span, run: Span): boolean =>
	tracker.fromMs >= run.fromMs && tracker.fromMs <= run.toMs + startsMs;
