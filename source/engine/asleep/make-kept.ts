import {emptyFacts, type Json, type JsonObject, type RunFacts} from '../../core/run.ts';
import {overStatuses} from '../liveness/over.ts';
import {silenceLimitOf} from '../liveness/silence.ts';
import {readCounters} from '../model/counters.ts';
import {tabulateMetrics} from '../model/row.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {SourceHandle} from '../reading/source-handle.ts';
import {keepPoints} from './kept-points.ts';
import type {Asleep, KeptReading} from './kept-reading.ts';
import {mostBytesAlone} from './pages.ts';
import {type Looker, shorten, takeStamps} from './stamps.ts';

const noFacts = emptyFacts();
const factNames = Object.keys(noFacts) as (keyof RunFacts)[];

/** What is made only when it is looked at is made anew by whoever reads the run. */
function withoutLazy(extra: JsonObject): JsonObject {
	const isLazy = (name: string) => Object.getOwnPropertyDescriptor(extra, name)?.get !== undefined;
	return Object.fromEntries(Object.keys(extra).flatMap(name => (isLazy(name) ? [] : [[name, extra[name]!]])));
}

function tellingFacts(facts: RunFacts): Partial<RunFacts> & Pick<RunFacts, 'extra'> {
	const telling: Record<string, unknown> = {};
	for (const name of factNames) {
		const value = facts[name];
		const saysNothing = Array.isArray(value) ? value.length === 0 : value === noFacts[name];
		if (!saysNothing) telling[name] = value;
	}
	return {...telling, extra: withoutLazy(facts.extra)};
}

/** What has less is read again as quickly as it is looked through for changes. */
const leastBytes = 2048;
/** Numbers beyond so many are read again. */
const mostNumbers = 250_000;
/** So few are kept in any case, of more only what takes half of the room at most that the files take: to read the others costs as little. */
const fewNumbers = 2000;
const bytesPerNumber = 16;

/** True for a source of one run, read to its end, that goes on no more, and of which nothing but its files tells what it says. */
function isSettled(handle: SourceHandle): boolean {
	const found = handle.runs.get('');
	if (found === undefined || handle.runs.size !== 1 || handle.state !== 'current' || handle.hasFault) return false;
	// No time tells when that may be read.
	if (handle.shut.all.length > 0) return false;
	// It says something else soon, although no file changes.
	if (!handle.isAsleep && (handle.source.turnsAtMs?.() ?? null) !== null) return false;
	if (handle.format.learnsFromOthers === true || (!handle.isAsleep && handle.source.tellsOthers === true)) return false;
	const {run, layer} = found;
	// Another command may not put together what this one has, and finds starts there then.
	if (layer.starts?.isOneByOthers === true) return false;
	return run.preview === null && !layer.removed && overStatuses.has(run.judgement.status);
}

/** True for one of these that no other source adds to: of its run a list needs no points. */
export const isWorthKeeping = (handle: SourceHandle): boolean => isSettled(handle) && tellsAlone(handle);

function tellsAlone({runs, owner}: SourceHandle): boolean {
	const {run} = runs.get('')!;
	// The next start will put it to its owner first, as this one has.
	if (run.earlier !== null || (owner !== null && owner !== run)) return false;
	return run.layers.length === 1;
}

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
export function soleOf({claim}: Pick<SourceHandle, 'claim'>): KeptReading['sole'] {
	return {files: claim.files.map(file => shorten(file, {claim})), ownsSubtree: claim.ownsSubtree};
}

export type Stands = Omit<Asleep, 'read'>;

/** What stands for a run's points while they are not read. */
export function standFor(run: TrackedRun): Stands {
	return {table: tabulateMetrics(run), counters: readCounters(run), silence: silenceLimitOf(run)};
}

/**
 * What to keep of a source; null where it is not worth it, where nobody noted all that it was read from, and where a file was changed so
 * lately that its time would not tell a further change.
 * @param stands what stands for the points of its run, where that was made already
 */
export function makeKept(handle: SourceHandle, looker: Looker, stands?: Stands): KeptReading | null {
	if (!handle.isNoted || !isSettled(handle)) return null;
	const isAlone = tellsAlone(handle);
	if (!isAlone && handle.bytesRead < leastBytes) return null;
	const {run, layer} = handle.runs.get('')!;
	const {factsNow, definitions, problems} = layer;
	const facts = tellingFacts(factsNow);
	// To pack what is too large to be kept took a third of a start.
	if (roomAfter(facts.extra, mostBytesAlone) < 0) return null;
	const stamps = takeStamps(handle, looker, handle.readAtMs);
	if (stamps === null) return null;
	const {modifiedAtMs, appendedAtMs, made, bornAtMs} = handle.watch;
	const points = isAlone ? null : keepPoints(layer.metrics, mostNumbersOf(handle));
	if (!isAlone && points === null) return null;
	const source = {
		stamps,
		sole: isAlone && handle.isSole ? soleOf(handle) : null,
		times: {modifiedAtMs, appendedAtMs, made, bornAtMs},
		facts,
		definitions: [...definitions],
		problems: [...problems],
	};
	if (points !== null) return {...source, claim: JSON.stringify(handle.claim), points};
	const {table, ...others} = stands ?? standFor(run);
	return {...source, table: {names: table.names, values: Array.from(table.values)}, ...others, health: run.health};
}
