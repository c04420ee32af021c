import {emptyFacts, type Json, type JsonObject, type RunFacts} from '../../core/run.ts';
import {silenceLimitOf} from '../liveness/signs/silence.ts';
import {readCounters} from '../model/counts/counters.ts';
import {tabulateMetrics} from '../model/row.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {SourceHandle} from '../reading/source-handle.ts';
import {keepPoints} from './kept-points.ts';
import type {Asleep, KeptReading, KeptRun} from './kept-reading.ts';
import {mostBytesAlone} from './pages.ts';
import {type HeldRun, isToldAlone, settledOf, settledRuns} from './settled.ts';
import {type Looker, shorten, takeStamps} from './stamps.ts';

const noFacts = emptyFacts();
const factNames = Object.keys(noFacts) as (keyof RunFacts)[];

/** What is made only when it is looked at is made anew by whoever reads the run. */
function withoutLazy(extra: JsonObject): JsonObject {
	const isLazy = (name: string) => Object.getOwnPropertyDescriptor(extra, name)?.get !== undefined;
	return Object.fromEntries(Object.keys(extra).flatMap(name => (isLazy(name) ? [] : [[name, extra[name]!]])));
}

function tellingFacts(facts: RunFacts): Partial<RunFacts> {
	const telling: Record<string, unknown> = {};
	for (const name of factNames) {
		const value = facts[name];
		const saysNothing = Array.isArray(value) ? value.length === 0 : value === noFacts[name];
		if (!saysNothing) telling[name] = value;
	}
	telling.extra = withoutLazy(facts.extra);
	return telling;
}

/** What has less is read again as quickly as it is looked through for changes. */
const leastBytes = 2048;
/** Numbers beyond so many are read again. */
const mostNumbers = 250_000;
/** So few are kept in any case, of more only what takes half of the room at most that the files take: to read the others costs as little. */
const fewNumbers = 2000;
const bytesPerNumber = 16;

const mostNumbersOf = ({bytesRead}: SourceHandle): number =>
	Math.min(mostNumbers, Math.max(fewNumbers, bytesRead / bytesPerNumber));

/** What is left of a room of so many bytes after a value, at most; below 0 as soon as it is more than full. */
function roomAfter(value: Json, bytes: number): number {
	if (typeof value === 'string') return bytes - value.length;
	if (value === null || typeof value !== 'object') return bytes - 1;
	let left = bytes;
	for (const each of Object.values(value)) {
		left = roomAfter(each, left);
		if (left < 0) break;
	}
	return left;
}

/** A claim that is the only one on its directory, as it is kept. */
export function soleOf({claim}: Pick<SourceHandle, 'claim'>, depth: number | null): KeptReading['sole'] {
	return {files: claim.files.map(file => shorten(file, {claim})), ownsSubtree: claim.ownsSubtree, depth};
}

export type Stands = Omit<Asleep, 'read'>;

/** What stands for a run's points while they are not read. */
export function standFor(run: TrackedRun): Stands {
	const {outcome} = run.facts;
	const isProven = outcome !== null && outcome.mayBeOld !== true;
	return {table: tabulateMetrics(run), counters: readCounters(run), silence: isProven ? null : silenceLimitOf(run)};
}

/**
 * What to keep of a source; null where it is not worth it, where nobody noted all that it was read from, and where a file was changed so
 * lately that its time would not tell a further change.
 * @param stands what stands for the points of its only run, where that was made already
 */
export function makeKept(handle: SourceHandle, looker: Looker, stands?: Stands): KeptReading | null {
	const all = handle.isNoted ? settledRuns(handle) : null;
	const held = all ?? settledOf(handle);
	if (held.length === 0) return null;
	const isAlone = held.every(({run}) => isToldAlone(run, handle));
	if (!isAlone && handle.bytesRead < leastBytes) return null;
	// To pack what is too large to be kept took a third of a start.
	if (held.some(({layer}) => roomAfter(withoutLazy(layer.factsNow.extra), mostBytesAlone) < 0)) return null;
	const stamps = all === null ? null : takeStamps(handle, looker, handle.readAtMs);
	const mark = (handle.isAsleep ? null : handle.source.mark?.()) ?? null;
	const runs = stamps === null && mark === null ? null : keepRuns(held, handle, stands);
	if (runs === null) return null;
	const {modifiedAtMs, appendedAtMs, made, bornAtMs} = handle.watch;
	return {
		stamps: stamps ?? {paths: [], numbers: []},
		mark,
		isPart: stamps === null,
		sole: stamps !== null && isAlone && handle.isSole ? soleOf(handle, null) : null,
		claim: isAlone ? null : JSON.stringify(handle.claim),
		times: {modifiedAtMs, appendedAtMs, made, bornAtMs},
		bytesRead: handle.bytesRead,
		runs,
	};
}

/** What to keep of each run; null where that is too much. */
function keepRuns(held: readonly HeldRun[], handle: SourceHandle, stands?: Stands): KeptRun[] | null {
	const kept: KeptRun[] = [];
	let numbersLeft = mostNumbersOf(handle);
	for (const {key, run, layer} of held) {
		const {definitions, problems, factsNow} = layer;
		const findings = layer.findings.keep();
		const told = {key, facts: tellingFacts(factsNow), definitions: [...definitions], problems: [...problems], findings};
		if (isToldAlone(run, handle)) {
			const {table, ...others} = stands ?? standFor(run);
			kept.push({table: {names: table.names, values: [...table.values]}, health: run.health, ...others, ...told});
			continue;
		}
		const points = keepPoints(layer.metrics, numbersLeft);
		if (points === null) return null;
		numbersLeft -= points.numbers.length;
		kept.push({points, ...told});
	}
	return kept;
}
