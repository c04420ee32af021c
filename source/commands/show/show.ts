import path from 'node:path';
import {isWithin} from '../../core/files/paths.ts';
import {describeLineage} from '../../core/lineage.ts';
import {isReturned, type RunRow, readAggregate} from '../../core/row.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {jsonNumber, jsonTime, jsonValue, runToJson} from '../../core/run-json.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {jsonText} from '../../core/text/safe-output.ts';
import {metricWords, tellersOf} from '../../engine/model/told.ts';
import type {TrackedRun} from '../../engine/model/tracked-run.ts';
import {type CommandInput, type ExitStatus, textsOf} from '../command.ts';
import {findNamed} from '../find/find-named.ts';
import {nameEach, sayHowToName} from '../find/say-unnamed.ts';
import {type Scanned, scanRoots, splitWords} from '../find/scan.ts';
import {pointsOf} from '../list/points.ts';
import {showLines} from './show-lines.ts';

/** Runs that a tracker has logged elsewhere as well, by the id or the place that it gave them there. */
function findLogged({rows, runs}: Scanned, word: string): RunRow[] {
	const absolute = path.resolve(word);
	return rows.filter(({key}) => {
		const {path: at, layers} = runs.get(key)!;
		const elsewhere = layers.filter(({below}) => below.startsWith('../'));
		return elsewhere.some(({factsNow: {id, name}, below}) => [id, name].includes(word) || path.join(at, below) === absolute);
	});
}

/** Runs below a directory that is no run itself; all that were read where it alone was asked for, whatever its links lead to. */
function findBelow(rows: readonly RunRow[], word: string, roots: readonly string[]): RunRow[] {
	const directory = path.resolve(word);
	return roots.length === 1 ? [...rows] : rows.filter(row => isWithin(row.path, directory));
}

/** What only a run by itself shows: events, what each source told, what was declared of metrics, and whatever else was recorded. */
function detailsToJson(run: TrackedRun): JsonObject {
	return {
		events: run.events.map(({atMs, step, kind, text}) => ({at: jsonTime(atMs), step, kind, text})),
		sources: tellersOf(run).map(({format, place, metrics, points, lastStep, problems}) => ({
			format,
			place,
			metrics,
			points,
			last_step: lastStep,
			problems,
		})),
		metrics_declared: Object.fromEntries(metricWords(run)),
		details: jsonValue(run.facts.extra),
	};
}

/** The runs that a word names: by what the list calls them, by what was logged, or by the directory in which they lie. */
function runsFor(word: string, roots: readonly string[], scanned: Scanned): RunRow[] {
	const listed = findNamed(scanned.rows, word);
	const named = listed.length > 0 ? listed : findLogged(scanned, word);
	return named.length === 0 && roots.includes(word) ? findBelow(scanned.rows, word, roots) : named;
}

/** `xtui show RUN`: one run in full. */
export async function runShow(input: CommandInput): Promise<ExitStatus> {
	const [word, ...rest] = input.words;
	if (word === undefined) {
		input.warn('xtui: show takes a run: an id, a name or a path, as xtui ls --ids lists them');
		return 2;
	}
	const {roots} = splitWords([word, ...rest]);
	const scanned = scanRoots(roots, input, {isJoined: true, hasStarts: true});
	if (scanned === null) return 1;
	const found = runsFor(word, roots, scanned);
	const [row] = found;
	if (row === undefined || found.length > 1) {
		const several = () => `${found.length} runs fit: ${nameEach(found)}${sayHowToName(found)}`;
		const which = found.length === 0 ? 'no run here has that id, name or path' : several();
		input.warn(`xtui: cannot show ${word}: ${which}`);
		return 1;
	}
	const run = scanned.runs.get(row.key)!;
	run.wake();
	const nowMs = Date.now();
	const {metric, points} = input.flags;
	const wanted = textsOf(metric);
	const missing = wanted.filter(name => !run.metrics.has(name) && !isReturned(row, name));
	if (missing.length > 0) {
		input.warn(
			`xtui: ${word} has no metric ${missing.join(', ')}; it has ${row.metrics.names.map(name => cleanText(name)).join(', ') || 'none'}`,
		);
		return 1;
	}
	if (typeof points === 'number' && !(Number.isInteger(points) && points > 0)) {
		input.warn('xtui: --points takes a whole number above 0');
		return 2;
	}
	const most = typeof points === 'number' ? points : Number.POSITIVE_INFINITY;
	const chosen = Object.fromEntries(wanted.map(name => [name, pointsNamed(run, row, name, most)]));
	if (input.flags.json === true) {
		const json = {...runToJson(row, run.facts, run.problems, nowMs), ...detailsToJson(run)};
		input.print(jsonText(wanted.length > 0 ? {...json, points: chosen} : json, 1));
		return 0;
	}
	const words = {
		problems: run.problems,
		notes: run.explainEstimate(nowMs),
		events: run.events,
		told: tellersOf(run),
		metricWords: metricWords(run),
		lineage: describeLineage(row, scanned.rows),
	};
	for (const line of showLines(row, run.facts, words, nowMs)) input.print(line);
	for (const [name, points] of Object.entries(chosen)) for (const line of pointLines(name, points)) input.print(line);
	return 0;
}

/** Points of a metric, `[step, value, time]` each; of a result, which has no curve, its value alone. */
function pointsNamed(run: TrackedRun, row: RunRow, name: string, most: number): Json[] {
	const series = run.metrics.get(name);
	return series ? pointsOf(series, most) : [[null, jsonNumber(readAggregate(row, name, 'last')), null]];
}

const pointLines = (name: string, points: readonly Json[]): string[] => [
	`\n${cleanText(name)}`,
	...points.map(point => `  ${(point as Json[]).filter(part => part !== null).join('  ')}`),
];
