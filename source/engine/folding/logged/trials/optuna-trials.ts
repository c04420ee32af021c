import type {Json, JsonObject} from '../../../../core/run.ts';
import {gather} from '../../../../core/table/gather.ts';
import {momentOfText} from '../../../../encodings/text/moments.ts';
import type {Layer} from '../../../model/layer.ts';
import type {TrackedRun} from '../../../model/tracked-run.ts';
import type {Registry} from '../../../registry.ts';

/** Of one time that was written down twice, to the microsecond. */
const roundingMs = 1;
const numbered = /^number=(\d+)$/;
/** With its microseconds, without which two trials may have it. */
const started = /^datetime_start=(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6})$/;

const tagOf = ({tags}: Layer['factsNow'], pattern: RegExp): string | null => {
	for (const tag of tags) {
		const value = pattern.exec(tag)?.[1];
		if (value !== undefined) return value;
	}
	return null;
};

/** What W&B's callback calls a run of its own. */
const calledTrial = /^trial\/(\d+)\//;
/** What people call a run that they begin for each trial themselves. */
const namedTrial = /^trial[ _#-]{0,2}(\d+)$/i;
/** Of two programs' clocks, and of what is told in whole seconds. */
const clockMs = 1000;
/** From the end of a trial until the callback has begun a run of its own. */
const initMs = 10_000;

/** A trial that has begun. */
export interface Trial {
	run: TrackedRun;
	startedAtMs: number;
	endedAtMs: number | null;
	study: string | null;
	config: JsonObject;
	/** Within its study, as its id says. */
	number: string | null;
}

/** Trials of Optuna by their numbers, for runs of trackers that Optuna's callbacks or the objective itself have made. */
export class OptunaTrials {
	private byNumber: ReadonlyMap<string, Trial[]> | null = null;

	constructor(private readonly registry: Registry) {}

	/** The only trial that a tracker's run tells of; null where there is none, or a copy of its study. */
	find({factsNow}: Layer): TrackedRun | null {
		return this.findTagged(factsNow) ?? this.findNamed(factsNow) ?? this.findBegun(factsNow);
	}

	/**
	 * MLflow's callback tags a run with the number and the start of its trial, by the clock that the study has as well (optuna_integration/mlflow/mlflow.py,
	 * `_set_tags`).
	 */
	private findTagged(told: Layer['factsNow']): TrackedRun | null {
		const number = tagOf(told, numbered);
		const startMs = momentOfText(tagOf(told, started) ?? '');
		if (number === null || Number.isNaN(startMs)) return null;
		return this.only(
			number,
			({startedAtMs, config}) => Math.abs(startedAtMs - startMs) <= roundingMs && agree(config, told.config),
		);
	}

	/**
	 * W&B's callback, told to make a run of each trial, has the number in the name of the run, the study as a tag and the parameters in the settings
	 * (optuna_integration/wandb/wandb.py). The run goes on while the trial does, where the objective logs to it as well, or begins as the trial is over; it
	 * ends behind that.
	 */
	private findNamed({name, tags, config: told, startedAtMs: beganMs, endedAtMs: overMs}: Layer['factsNow']): TrackedRun | null {
		const number = calledTrial.exec(name ?? '')?.[1];
		if (number === undefined || beganMs === null || !('direction' in told)) return null;
		return this.only(number, ({study, startedAtMs, endedAtMs, config}) => {
			const isThen = beganMs >= startedAtMs - clockMs && endedAtMs !== null && beganMs <= endedAtMs + initMs;
			const isStudy = study !== null && tags.includes(study) && Object.keys(config).every(param => param in told);
			return isStudy && isThen && (overMs === null || overMs >= endedAtMs - clockMs) && agree(config, told);
		});
	}

	/** An objective that begins a run of its own logs the parameters to it: all of those that the trial has, while that goes on. */
	private findBegun({name, config: told, startedAtMs: beganMs}: Layer['factsNow']): TrackedRun | null {
		const number = namedTrial.exec(name ?? '')?.[1]?.replace(/^0+(?=\d)/, '');
		if (number === undefined || beganMs === null) return null;
		return this.only(number, ({startedAtMs, endedAtMs, config}) => {
			const isThen = beganMs >= startedAtMs - clockMs && beganMs <= (endedAtMs ?? Number.POSITIVE_INFINITY);
			return isThen && Object.keys(config).length > 0 && hasParams(config, name => told[name]);
		});
	}

	private only(number: string, isIt: (trial: Trial) => boolean): TrackedRun | null {
		this.byNumber ??= indexTrials(this.registry);
		const [only, ...others] = (this.byNumber.get(number) ?? []).filter(isIt);
		return others.length === 0 ? (only?.run ?? null) : null;
	}
}

const indexTrials = (registry: Registry): ReadonlyMap<string, Trial[]> => gather(listTrials(registry), ({number}) => number);

/** All trials that have begun. */
export function listTrials({runs}: Registry): Trial[] {
	return [...runs.values()].flatMap(run => {
		const layer = run.layers.find(each => each.isTrial && each.below === '' && !each.removed);
		if (layer === undefined || layer.factsNow.startedAtMs === null) return [];
		const {id, startedAtMs, endedAtMs, group, config} = layer.factsNow;
		return [{run, startedAtMs, endedAtMs, study: group, config, number: /\/(\d+)$/.exec(id ?? '')?.[1] ?? null}];
	});
}

/** True where no parameter of a trial is another one in what a tracker has, which keeps them as text. */
const agree = (params: JsonObject, told: JsonObject): boolean =>
	Object.entries(params).every(([name, value]) => !(name in told) || isSameParam(value, told[name]!));

/** True where a tracker has all parameters of a trial. @param told what it has of a name, undefined where that is nothing */
export const hasParams = (params: JsonObject, told: (name: string) => Json | undefined): boolean =>
	Object.entries(params).every(([name, value]) => {
		const own = told(name);
		return own !== undefined && isSameParam(value, own);
	});

/** True for a parameter that a tracker has, which may keep it as text. */
function isSameParam(value: Json, told: Json): boolean {
	if (typeof value !== 'number') return typeof value !== 'string' || value === told;
	return Math.abs(value - Number(told)) <= 1e-9 * Math.abs(value);
}
