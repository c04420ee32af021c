import type {JsonObject} from '../../../../core/run.ts';
import {momentOfText} from '../../../../encodings/text/moments.ts';
import type {Layer} from '../../../model/layer.ts';
import type {TrackedRun} from '../../../model/tracked-run.ts';
import {type Span, spanOf} from '../evidence/times.ts';

const madeText = 'directory made';
/** Until its own code begins, and trackers are told, a program imports what it needs. */
export const importsMs = 300_000;

/** The directory of a job is made before the program's own code begins, and the first line of its log says so at the latest. */
export const clockMs = 1000;

/** A job, and what tells which process it was of. */
export interface Job {
	run: TrackedRun;
	layer: Layer;
	/** What a person typed, without what was meant for Hydra itself. */
	words: string;
	name: string;
	startedIn: string;
	/** When it began, by the clock of its machine read as if it were this one's; milliseconds. Of a job of a sweep, when that began. */
	madeMs: number;
	/** When it went on by what it wrote itself; null where that does not tell it. */
	span: Span | null;
	/** True for one of the jobs of a sweep, which have one process, and one command. */
	isOfSweep: boolean;
}

const textIn = (extra: JsonObject, title: string): string => {
	const text = extra[title];
	return typeof text === 'string' ? text : '';
};

/** The text of a local time; NaN where there is none. Trackers of one machine mean the same zone, whichever that is. */
export const localMs = (extra: JsonObject): number =>
	momentOfText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.exec(textIn(extra, madeText))?.[0] ?? '');

/** What was found out about jobs, as long as their facts stay: there may be thousands. */
const known = new WeakMap<Layer, {version: number; job: Omit<Job, 'run' | 'layer' | 'span'>}>();

/** What a run tells of itself as a job of Hydra; null where it is none. */
export function jobOf(run: TrackedRun): Job | null {
	const layer = run.layers.find(each => each.logged.isJob === true && each.below === '');
	if (layer === undefined) return null;
	let found = known.get(layer);
	if (found?.version !== layer.factsVersion) {
		found = {version: layer.factsVersion, job: readJob(layer)};
		known.set(layer, found);
	}
	return {run, layer, span: spanOfJob(run, layer), ...found.job};
}

/** An empty log says when it was made alone, and Hydra's own files do so too. */
function spanOfJob({layers}: TrackedRun, layer: Layer): Span | null {
	const own = layers.filter(each => !each.removed && !each.logsPrograms && !each.isStarter);
	return own.length > 1 || layer.factsNow.lastSignMs !== null ? spanOf(own) : null;
}

function readJob(layer: Layer): Omit<Job, 'run' | 'layer' | 'span'> {
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
		isOfSweep: typeof extra['job number'] === 'number',
	};
}
