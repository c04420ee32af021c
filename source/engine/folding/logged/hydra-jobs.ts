import {isForHydra, isOfSweep} from '../../../core/command/hydra-words.ts';
import {findProgram} from '../../../core/command/program.ts';
import type {JsonObject} from '../../../core/run.ts';
import {gather} from '../../../core/table/gather.ts';
import {momentOfText} from '../../../encodings/text/moments.ts';
import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';

const format = 'hydra';
/** The directory is made before the program's own code begins, and the first line of its log says so at the latest. */
const clockMs = 1000;
/** Until its own code begins a program imports what it needs. */
const importsMs = 300_000;
const madeText = 'directory made';

interface Job {
	run: TrackedRun;
	layer: Layer;
	/** What a person typed, without what was meant for Hydra itself. */
	words: string;
	name: string;
	startedIn: string;
	/** When it began, by the clock of its machine read as if it were this one's; milliseconds. */
	madeMs: number;
}

const textIn = (extra: JsonObject, title: string): string => {
	const text = extra[title];
	return typeof text === 'string' ? text : '';
};

/** The text of a local time; NaN where there is none. Trackers of one machine mean the same zone, whichever that is. */
const localMs = (extra: JsonObject): number =>
	momentOfText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.exec(textIn(extra, madeText))?.[0] ?? '');

/** What was found out about jobs, as long as their facts stay: there may be thousands. */
const known = new WeakMap<Layer, {version: number; job: Omit<Job, 'run' | 'layer'>}>();

function jobOf(run: TrackedRun): Job | null {
	const layer = run.layers.find(each => each.format === format && each.below === '');
	if (layer === undefined) return null;
	let found = known.get(layer);
	if (found?.version !== layer.factsVersion) {
		found = {version: layer.factsVersion, job: readJob(layer)};
		known.set(layer, found);
	}
	return {run, layer, ...found.job};
}

function readJob(layer: Layer): Omit<Job, 'run' | 'layer'> {
	const {extra, startedAtMs} = layer.factsNow;
	const {overrides} = extra;
	const words = Array.isArray(overrides) ? JSON.stringify(overrides) : '[]';
	const madeMs = localMs(extra);
	const name = textIn(extra, 'job');
	return {
		words,
		name,
		startedIn: textIn(extra, 'started in'),
		madeMs: Number.isNaN(madeMs) ? (startedAtMs ?? madeMs) : madeMs,
	};
}

/** Jobs of Hydra by what they were started with, for trackers that have kept the words of the command as well. */
export class HydraJobs {
	private readonly byWords: ReadonlyMap<string, Job[]>;

	constructor({runs}: Registry) {
		const jobs = [...runs.values()].flatMap(run => jobOf(run) ?? []);
		this.byWords = gather(jobs, ({name, words}) => (name === '' ? null : `${name}\0${words}`));
	}

	/**
	 * The only job with the program and the words of a tracker's run that went on when that began; null where there is none, or another one of which that
	 * is not sure.
	 */
	find(layer: Layer): TrackedRun | null {
		if (this.byWords.size === 0) return null;
		const {command, extra, startedAtMs} = layer.factsNow;
		const beganMs = localMs(extra);
		if (command === null || startedAtMs === null || Number.isNaN(beganMs)) return null;
		const [, script = '', ...words] = command.argv;
		const name = /([^/]+)\.py$/.exec(script)?.[1];
		// Of a sweep each job has words of its own, in one process.
		if (name === undefined || words.some(word => word.startsWith('-'))) return null;
		const typed = typedOf(words);
		const jobs = (this.byWords.get(`${name}\0${typed}`) ?? []).filter(({startedIn}) =>
			command.cwd === null ? typed !== '[]' : startedIn === command.cwd,
		);
		const open = jobs.flatMap(job => {
			const goesOn = mayGoOn(job, layer, beganMs, startedAtMs);
			return goesOn === false ? [] : [{run: job.run, goesOn}];
		});
		const [only, ...others] = open;
		return others.length === 0 && only?.goesOn === true ? only.run : null;
	}

	/**
	 * The only job with the program, the words and the place of a process that was started, whose directory was made as that process began; null where
	 * there is none, or another one that fits as well.
	 */
	findStarted({factsNow: {command, startedAtMs, endedAtMs}}: Layer): TrackedRun | null {
		if (this.byWords.size === 0 || command === null || command.cwd === null || startedAtMs === null) return null;
		const {word, kind, argumentsAt} = findProgram(command.argv);
		const name = /([^/.]+)(?:\.py)?$/.exec(word)?.[1];
		const words = command.argv.slice(argumentsAt);
		const isOther = kind === 'code' || words.some(each => each.startsWith('-') || isOfSweep(each));
		if (name === undefined || isOther) return null;
		const toMs = Math.min(endedAtMs ?? Number.POSITIVE_INFINITY, startedAtMs + importsMs);
		const [only, ...others] = (this.byWords.get(`${name}\0${typedOf(words)}`) ?? []).filter(
			({startedIn, madeMs}) => startedIn === command.cwd && madeMs >= startedAtMs - clockMs && madeMs <= toMs + clockMs,
		);
		return others.length === 0 ? (only?.run ?? null) : null;
	}
}

/** What a person typed for the program itself, without what was meant for Hydra. */
const typedOf = (words: readonly string[]): string => JSON.stringify(words.filter(word => !isForHydra(word)));

/** Whether a job went on at a moment, by its log and by what else it has written; null where nothing tells. */
function mayGoOn({run, layer, madeMs}: Job, logged: Layer, beganMs: number, startedAtMs: number): boolean | null {
	if (Number.isNaN(madeMs)) return null;
	if (beganMs < madeMs - clockMs) return false;
	let isKnown = false;
	for (const other of run.layers) {
		const {lastSignMs} = other.factsNow;
		if (other === logged || lastSignMs === null) continue;
		isKnown = true;
		if (lastSignMs >= (other === layer || other.isZoneless ? beganMs : startedAtMs) - clockMs) return true;
	}
	return isKnown ? false : null;
}
