import type {Told} from '../told-runs.ts';
import {digestsOf, mayBeSame} from './digests.ts';
import {overlap, type Span, spanOf, startsMs} from './times.ts';

/** More that began together cannot be told apart in the time that a screen has for it. */
const mostAtOnce = 64;
/**
 * A table is written once more at the end of a training, after the last checkpoint, and trackers lose their last seconds where a program is killed. Who
 * starts one once more without the tracker, as for debugging, takes longer until that is over.
 */
const savesMs = 20_000;
/** How long a clone takes to write its files. */
const copiesMs = 60_000;

/** Pairs of which one program may have told both, by the times of their trackers and files. */
export function* atOneTime(all: readonly Told[]): Generator<readonly [Told, Told]> {
	yield* begunTogether(all);
	yield* writtenWhile(all);
}

function* begunTogether(all: readonly Told[]): Generator<readonly [Told, Told]> {
	const timed = all.flatMap(told => (told.startedAtMs === null ? [] : [{told, atMs: told.startedAtMs}]));
	timed.sort((a, b) => a.atMs - b.atMs);
	for (const [at, one] of timed.entries()) {
		for (let next = at + 1; next < Math.min(timed.length, at + mostAtOnce); next++) {
			const other = timed[next]!;
			if (other.atMs > one.atMs + startsMs) break;
			yield [one.told, other.told];
		}
	}
}

/** Tables and what was told while their files were written; where there is nothing like that, what was over just before, or came here with them. */
function* writtenWhile(all: readonly Told[]): Generator<readonly [Told, Told]> {
	const tables = all.filter(({startedAtMs}) => startedAtMs === null);
	if (tables.length === 0) return;
	const others = all.filter(({startedAtMs}) => startedAtMs !== null);
	const spans = others.map(told => ({told, span: spanOf(told.layers)!, digests: told.layers.map(digestsOf)}));
	for (const table of tables) {
		const written = spanOf(table.layers);
		if (written === null) continue;
		const own = table.layers.map(digestsOf);
		// Hundreds may go on at once, and comparing all points takes a hundred times as long.
		const alike = spans.filter(({digests}) => own.some(one => digests.some(other => mayBeSame(one, other))));
		const during = alike.filter(({span}) => overlap(written, span));
		const soon = during.length > 0 ? during : alike.filter(({span}) => endsSoon(written, span));
		const several = soon.length > 0 ? soon : alike.filter(({told, span}) => areCopiedTogether(table, told, span));
		for (const {told} of several.slice(0, mostAtOnce)) yield [table, told];
	}
}

/**
 * True for files that were all made in one go long after the points that they hold, as a clone's are: their times tell nothing of when a table was
 * written first.
 */
const areCopiedTogether = (table: Told, {layers}: Told, {toMs}: Span): boolean =>
	layers.some(
		({modifiedAtMs: madeMs}) =>
			madeMs > toMs + savesMs && table.layers.every(({modifiedAtMs}) => Math.abs(modifiedAtMs - madeMs) <= copiesMs),
	);

const endsSoon = (table: Span, {fromMs, toMs}: Span): boolean => table.fromMs >= fromMs && table.toMs <= toMs + savesMs;
