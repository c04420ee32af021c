import {isOfSweep, typedIn, withoutSigns} from '../../../../core/command/hydra-words.ts';
import {findProgram, isWorker} from '../../../../core/command/program.ts';
import {isWithin} from '../../../../core/files/paths.ts';
import type {Command} from '../../../../core/run.ts';
import type {Layer} from '../../../model/layer.ts';
import type {TrackedRun} from '../../../model/tracked-run.ts';
import {overlap, type Span} from '../evidence/times.ts';
import {agreeInLeaves, areOfTwoPrograms, flatConfigOf, shareLeaves} from '../evidence/two-programs.ts';
import {homeOf} from '../told-runs.ts';
import {clockMs, importsMs, type Job, localMs} from './hydra-job.ts';

/** More cannot be told apart in the time that a screen has for it. */
const most = 64;
/** Zones differ by multiples of that. */
const zoneMs = 900_000;

const keyOf = (word: string): string => withoutSigns(word).replace(/=.*/s, '');

/**
 * The only job of a program that went on while a tracker's run did and has no other value of any setting: of a sweep, of which all jobs have the words of one
 * command, and for trackers that keep the name of the program alone, or no local time. Null where there is none, or several.
 * @param path where the tracker keeps it
 * @param byName jobs by what their programs are called
 */
export function findMeanwhile(layer: Layer, path: string, byName: ReadonlyMap<string, readonly Job[]>): TrackedRun | null {
	const {command} = layer.factsNow;
	const span = localSpan(layer);
	if (command === null || span === null) return null;
	const program = findProgram(command.argv);
	const isNamed = !isWorker(program);
	const name = /([^/\\.]+)(?:\.py)?$/.exec(program.word)?.[1];
	const ofName = name === undefined || program.kind === 'code' ? [] : (byName.get(name) ?? []);
	const all = isNamed ? ofName : [...byName.values()].flat();
	const open = all.filter(job => isPlace(job, command, path) && mayBeThen(job, span) && fitsWords(job, command));
	if (open.length > most) return null;
	const fitting = open.filter(job => !areOfTwoPrograms(layer, job.layer));
	// What a program calls alike in two places may have two values, as a device does that it was told to choose: this only tells several jobs apart.
	const [only, ...others] = fitting.length > 1 ? fitting.filter(job => agreeInLeaves(layer, job.layer)) : fitting;
	if (only === undefined || others.length > 0) return null;
	const isWhole = isNamed && !command.isNameOnly;
	const isTold = only.span === null ? tellsWords(layer, only) : isWhole || sharesSettings(layer, only);
	return isTold ? only.run : null;
}

/** When a run went on by the clock of its machine, read as if it were this one's; null where that is not known. */
function localSpan({factsNow: {startedAtMs, endedAtMs, lastSignMs, extra}}: Layer): Span | null {
	if (startedAtMs === null) return null;
	const localBeganMs = localMs(extra);
	const shiftMs = Number.isNaN(localBeganMs) ? 0 : Math.round((localBeganMs - startedAtMs) / zoneMs) * zoneMs;
	return {fromMs: startedAtMs + shiftMs, toMs: Math.max(startedAtMs, endedAtMs ?? 0, lastSignMs ?? 0) + shiftMs};
}

/** True where both were started in one place. A tracker that does not tell its own keeps its store there, or above: many programs are called alike. */
function isPlace({startedIn, run}: Job, {cwd}: Command, path: string): boolean {
	const home = homeOf(path);
	return cwd === null ? startedIn === home || isWithin(run.path, home) : startedIn === cwd;
}

/** True also for a job that has written nothing itself and was made before, or whose sweep was. */
function mayBeThen({span: own, madeMs, isOfSweep}: Job, {fromMs, toMs}: Span): boolean {
	if (own !== null) return overlap(own, {fromMs, toMs});
	return !(madeMs > fromMs + clockMs) && (isOfSweep || fromMs <= madeMs + importsMs);
}

/** True where the words of a command may be those of a job: all of them, or of a sweep one value of each. */
function fitsWords(job: Job, {argv, isNameOnly}: Command): boolean {
	if (isNameOnly) return true;
	const words = argv.slice(findProgram(argv).argumentsAt);
	if (words.some(isOfSweep) !== job.isOfSweep) return false;
	const typed = typedIn(words);
	const own = JSON.parse(job.words) as string[];
	if (!job.isOfSweep) return typed.length === own.length && typed.every(word => own.includes(word));
	const keys = new Set(own.map(keyOf));
	return typed.every(word => keys.has(keyOf(word)));
}

const keysOf = (layer: Layer): Set<string> => new Set(Object.keys(flatConfigOf(layer)));

/** True where a tracker has a setting that the job has as well, and none that is another one there. */
function sharesSettings(layer: Layer, job: Job): boolean {
	const keys = keysOf(job.layer);
	return [...keysOf(layer)].some(key => keys.has(key)) && !areOfTwoPrograms(layer, job.layer);
}

/** The same also of settings that stand elsewhere in the job's config: one that was given to the model by itself. */
export const sharesAnySettings = (layer: Layer, job: Job): boolean => sharesSettings(layer, job) || shareLeaves(layer, job.layer);

/** True where a tracker has all that was set for a job by its words, so that it is no other one of the sweep. */
function tellsWords(layer: Layer, job: Job): boolean {
	const keys = keysOf(layer);
	const own = JSON.parse(job.words) as string[];
	return own.length > 0 && own.every(word => keys.has(keyOf(word)));
}
