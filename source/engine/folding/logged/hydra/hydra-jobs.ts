import {isOfSweep, typedIn} from '../../../../core/command/hydra-words.ts';
import {findProgram} from '../../../../core/command/program.ts';
import {gather} from '../../../../core/table/gather.ts';
import type {Layer} from '../../../model/layer.ts';
import type {TrackedRun} from '../../../model/tracked-run.ts';
import type {Registry} from '../../../registry.ts';
import {areOfTwoPrograms} from '../evidence/two-programs.ts';
import {clockMs, importsMs, type Job, jobOf, localMs} from './hydra-job.ts';
import {findMeanwhile, sharesAnySettings} from './hydra-meanwhile.ts';
import {projectOf} from './mlflow-projects.ts';

/** Until a tracker begins, at the least. */
const leastMs = 3000;

/** Jobs of Hydra by what they were started with, for trackers that have kept the words of the command as well. */
export class HydraJobs {
	private readonly byWords: ReadonlyMap<string, Job[]>;
	private readonly byName: ReadonlyMap<string, Job[]>;
	private readonly byPlace: ReadonlyMap<string, Job[]>;

	constructor({runs}: Registry) {
		const jobs = [...runs.values()].flatMap(run => jobOf(run) ?? []);
		this.byName = gather(jobs, ({name}) => name);
		this.byPlace = gather(jobs, ({startedIn}) => startedIn);
		this.byWords = gather(jobs, ({name, words}) => `${name}\0${words}`);
	}

	/**
	 * The only job with the program and the words of a tracker's run that went on when that began; null where there is none, or another one of which that
	 * is not sure.
	 */
	find(layer: Layer, path: string): TrackedRun | null {
		if (this.byWords.size === 0) return null;
		const {command, extra, startedAtMs} = layer.factsNow;
		const beganMs = localMs(extra);
		if (command === null || startedAtMs === null) return null;
		const [, script = '', ...words] = command.argv;
		// Of a sweep each job has words of its own, in one process.
		if (Number.isNaN(beganMs) || words.some(isOfSweep)) return findMeanwhile(layer, path, this.byName);
		const name = /([^/\\]+)\.py$/.exec(script)?.[1];
		if (name === undefined) return null;
		const typed = typedOf(words);
		const jobs = (this.byWords.get(`${name}\0${typed}`) ?? []).filter(({startedIn}) =>
			command.cwd === null ? typed !== '[]' : startedIn === command.cwd,
		);
		const open = jobs.flatMap(job => {
			const goesOn = mayGoOn(job, layer, beganMs, startedAtMs);
			return goesOn === false ? [] : [{job, goesOn}];
		});
		const [only, ...others] = open.sort((a, b) => b.job.madeMs - a.job.madeMs);
		if (only === undefined) return null;
		const isUntold = open.every(({goesOn}) => goesOn === null);
		if (!others.every(({job}) => isUntold && isLongBefore(job, only.job, beganMs))) return null;
		const isOfPlace = command.cwd !== null && !areOfTwoPrograms(layer, only.job.layer);
		return (only.goesOn ?? (isOfPlace || sharesAnySettings(layer, only.job))) ? only.job.run : null;
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
		const isOther = kind === 'code' || words.some(isOfSweep);
		if (name === undefined || isOther) return null;
		const toMs = Math.min(endedAtMs ?? Number.POSITIVE_INFINITY, startedAtMs + importsMs);
		const [only, ...others] = (this.byWords.get(`${name}\0${typedOf(words)}`) ?? []).filter(
			({startedIn, madeMs}) => startedIn === command.cwd && madeMs >= startedAtMs - clockMs && madeMs <= toMs + clockMs,
		);
		return others.length === 0 ? (only?.run ?? null) : null;
	}

	/**
	 * The only job that was made in the place of a project which MLflow started, while that went on, with no words but those that the project was given;
	 * null where there is none, or another one that fits as well.
	 */
	findOfProject(layer: Layer): TrackedRun | null {
		const project = this.byPlace.size === 0 ? null : projectOf(layer);
		if (project === null) return null;
		const {place, fromMs, toMs, values} = project;
		const given = values.map(asWords);
		const [only, ...others] = (this.byPlace.get(place) ?? []).filter(({madeMs, words}) => {
			const isThen = madeMs >= fromMs - clockMs && madeMs <= (toMs ?? fromMs + importsMs) + clockMs;
			return isThen && (JSON.parse(words) as string[]).every(word => given.some(value => value.includes(asWords(word))));
		});
		return others.length === 0 ? (only?.run ?? null) : null;
	}
}

/** MLflow gives a program its words through a shell, each in quotes; `lr=0.5` is no part of `lr=0.55`. */
const asWords = (text: string): string => ` ${text.replace(/["']/g, '').trim()} `;

/** What a person typed for the program itself, without what was meant for Hydra. */
const typedOf = (words: readonly string[]): string => JSON.stringify(typedIn(words));

/**
 * True for a job that was made so long before another one that a tracker which began soon after that is not its own: one program takes about as long each
 * time until it begins.
 */
const isLongBefore = (job: Job, newest: Job, beganMs: number): boolean =>
	beganMs - job.madeMs >= Math.max(beganMs - newest.madeMs, leastMs) * 5;

/** Whether a job went on at a moment, by its log and by what else it has written; null where nothing tells, and it began not long before. */
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
	return isKnown || beganMs > madeMs + importsMs ? false : null;
}
