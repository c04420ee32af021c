import path from 'node:path';
import {isWithin} from '../../../core/files/paths.ts';
import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';
import {homeOf} from './told-runs.ts';

const clockMs = 1000;

/** A run that MLflow made for a program which it started itself, as a step of a pipeline. */
interface Project {
	run: TrackedRun;
	/** Within what its store lies in; '' for that itself. */
	below: string;
	home: string;
	fromMs: number;
	toMs: number;
	/** What the program was given. */
	values: readonly string[];
}

/** Runs of MLflow Projects, for trackers that the programs have told of themselves. */
export class MlflowProjects {
	private projects: readonly Project[] | null = null;

	constructor(private readonly registry: Registry) {}

	/**
	 * The only project that was started where another tracker keeps its run, that was under way from the begin of that to its end, and was given what its
	 * program was; null where there is none, or several.
	 * @param place where the tracker keeps it
	 */
	find({logged, factsNow: {startedAtMs, endedAtMs, command}}: Layer, place: string): TrackedRun | null {
		if (logged.startsProjects === true || startedAtMs === null) return null;
		this.projects ??= [...this.registry.runs.values()].flatMap(run => projectOf(run) ?? []);
		const home = homeOf(place);
		const words = command === null ? null : command.argv.map(withoutOption);
		const [only, ...others] = this.projects.filter(({below, home: around, fromMs, toMs, values}) => {
			const isThen = startedAtMs >= fromMs - clockMs && Math.max(startedAtMs, endedAtMs ?? 0) <= toMs + clockMs;
			const isThere = below === '' ? home === around : isWithin(home, around) && home.endsWith(`/${below}`);
			return isThen && isThere && (words === null || values.every(value => words.includes(value)));
		});
		return others.length === 0 ? (only?.run ?? null) : null;
	}
}

/** `--lr=0.1` gives a program the same as `--lr 0.1`. */
const withoutOption = (word: string): string => word.replace(/^--?[\w-]+=/, '');

/** MLflow quotes what it hands to a shell, and keeps that so (mlflow/projects/_project_spec.py, `compute_parameters`). */
const unquoted = (value: string): string => value.replace(/^'(.*)'$/s, '$1');

function projectOf(run: TrackedRun): Project | null {
	const layer = run.layers.find(each => each.logged.startsProjects === true && !each.removed);
	if (layer === undefined) return null;
	const {extra, startedAtMs, endedAtMs, config} = layer.factsNow;
	if (extra['source type'] !== 'PROJECT' || typeof extra.source !== 'string' || startedAtMs === null || endedAtMs === null)
		return null;
	const [, below = ''] = extra.source.split('#');
	const values = Object.values(config).flatMap(value => (typeof value === 'string' ? unquoted(value) || [] : []));
	const home = homeOf(path.join(run.path, layer.below));
	return {run, below: below.replace(/^\/+|\/+$/g, ''), home, fromMs: startedAtMs, toMs: endedAtMs, values};
}
