import path from 'node:path';
import {isWithin} from '../../../../core/files/paths.ts';
import type {Layer} from '../../../model/layer.ts';
import type {TrackedRun} from '../../../model/tracked-run.ts';
import type {Registry} from '../../../registry.ts';
import {homeOf} from '../told-runs.ts';

const clockMs = 1000;

/** What MLflow keeps of a program which it started itself, as a step of a pipeline. */
interface Project {
	/** Where it was started, as it says: a directory of that machine, or a repository; and what of that is within what its store lies in, '' for none. */
	place: string;
	below: string;
	fromMs: number;
	/** Null for one that goes on, or was killed. */
	toMs: number | null;
	/** What the program was given. */
	values: readonly string[];
}

interface PlacedProject extends Project {
	run: TrackedRun;
	home: string;
}

/** Runs of MLflow Projects, for trackers that the programs have told of themselves. */
export class MlflowProjects {
	private projects: readonly PlacedProject[] | null = null;

	constructor(private readonly registry: Registry) {}

	/**
	 * The only project that was started where another tracker keeps its run, that was under way from the begin of that to its end, and was given what its
	 * program was; null where there is none, or several.
	 * @param place where the tracker keeps it
	 */
	find({logged, factsNow: {startedAtMs, endedAtMs, command}}: Layer, place: string): TrackedRun | null {
		if (logged.startsProjects === true || startedAtMs === null) return null;
		this.projects ??= [...this.registry.runs.values()].flatMap(run => projectIn(run) ?? []);
		const home = homeOf(place);
		const words = command === null ? null : command.argv.map(withoutOption);
		const [only, ...others] = this.projects.filter(({below, home: around, fromMs, toMs, values}) => {
			const isThen = startedAtMs >= fromMs - clockMs && toMs !== null && Math.max(startedAtMs, endedAtMs ?? 0) <= toMs + clockMs;
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

/** What a layer tells of the project that it is of; null where it is of none. */
export function projectOf({logged, factsNow: {extra, startedAtMs, endedAtMs, config}}: Layer): Project | null {
	const isProject = logged.startsProjects === true && extra['source type'] === 'PROJECT' && typeof extra.source === 'string';
	if (!isProject || startedAtMs === null) return null;
	const [whole = '', within = ''] = (extra.source as string).split('#');
	const below = within.replace(/^\/+|\/+$/g, '');
	const values = Object.values(config).flatMap(value => (typeof value === 'string' ? unquoted(value) || [] : []));
	// One that lies in no repository of git has no `file://` before it.
	const place = path.join(whole.replace(/^file:\/+/, '/').replace(/\/+$/, ''), below);
	return {place, below, fromMs: startedAtMs, toMs: endedAtMs, values};
}

function projectIn(run: TrackedRun): PlacedProject | null {
	const layer = run.layers.find(each => each.logged.startsProjects === true && !each.removed);
	const project = layer === undefined ? null : projectOf(layer);
	return project === null ? null : {run, home: homeOf(path.join(run.path, layer!.below)), ...project};
}
