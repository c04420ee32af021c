import type {Json, JsonObject} from '../../../core/run.ts';
import {gather} from '../../../core/table/gather.ts';
import {momentOfText} from '../../../encodings/text/moments.ts';
import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';

const format = 'optuna';
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

interface Trial {
	run: TrackedRun;
	startedAtMs: number;
	config: JsonObject;
}

/**
 * Trials of Optuna by their numbers, for runs of MLflow that Optuna's callback has made: it tags them with the number and the start of the trial, by the
 * clock that the study has as well (optuna_integration/mlflow/mlflow.py, `_set_tags`).
 */
export class OptunaTrials {
	private byNumber: ReadonlyMap<string, Trial[]> | null = null;

	constructor(private readonly registry: Registry) {}

	/** The only trial with the number, the start and the parameters that a tracker's run tells; null where there is none, or a copy of its study. */
	find({factsNow}: Layer): TrackedRun | null {
		const number = tagOf(factsNow, numbered);
		const startMs = momentOfText(tagOf(factsNow, started) ?? '');
		if (number === null || Number.isNaN(startMs)) return null;
		this.byNumber ??= indexTrials(this.registry);
		const [only, ...others] = (this.byNumber.get(number) ?? []).filter(
			({startedAtMs, config}) => Math.abs(startedAtMs - startMs) <= roundingMs && agree(config, factsNow.config),
		);
		return others.length === 0 ? (only?.run ?? null) : null;
	}
}

function indexTrials({runs}: Registry): ReadonlyMap<string, Trial[]> {
	const trials = [...runs.values()].flatMap(run => {
		const layer = run.layers.find(each => each.format === format && each.below === '' && !each.removed);
		if (layer === undefined || layer.factsNow.startedAtMs === null) return [];
		const {id, startedAtMs, config} = layer.factsNow;
		return [{run, startedAtMs, config, number: /\/(\d+)$/.exec(id ?? '')?.[1] ?? null}];
	});
	return gather(trials, ({number}) => number);
}

/** True where no parameter of a trial is another one in what a tracker has, which keeps them as text. */
const agree = (params: JsonObject, told: JsonObject): boolean =>
	Object.entries(params).every(([name, value]) => !(name in told) || isSame(value, told[name]!));

function isSame(value: Json, told: Json): boolean {
	if (typeof value !== 'number') return typeof value !== 'string' || value === told;
	return Object.is(value, Number(told)) || Math.abs(value - Number(told)) <= 1e-9 * Math.abs(value);
}
