import {madeOnce} from '../../core/made-once.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {momentOfText} from '../../encodings/text/moments.ts';
import type {RunSink, SeriesSink} from '../format.ts';
import {isObject} from '../values.ts';
import {pointValue} from './plain-values.ts';

interface Fed {
	sink: SeriesSink;
	count: number;
	/** The last point taken, as text: where it is another one now, the list is another one. */
	last: string;
}

/** Takes what is new of metrics.json, which holds every point of the run and is rewritten whole at each heartbeat. */
export class MetricFeed {
	private fed = new Map<string, Fed>();
	/** Newest time of a point, milliseconds; NaN for none. */
	newestMs = Number.NaN;

	/** False where the file is no continuation of what was taken: the run has to be reset, and the file fed anew after `forget`. */
	take(metrics: JsonObject, run: RunSink): boolean {
		const lists = Object.entries(metrics).flatMap(([name, metric]) => (isObject(metric) ? [{name, ...listsOf(metric)}] : []));
		const lengths = new Map(lists.map(({name, values}) => [name, values.length]));
		for (const [name, {count}] of this.fed) if ((lengths.get(name) ?? 0) < count) return false;
		for (const {name, steps, values} of lists) {
			const known = this.fed.get(name);
			if (known !== undefined && known.count > 0 && pointText(known.count - 1, steps, values) !== known.last) return false;
		}
		for (const {name, steps, values, times} of lists) {
			// Sacred never starts a run again, so a step that goes back is no restart: every point counts.
			const fed = madeOnce(this.fed, name, () => ({sink: run.series(name, 'sort'), count: 0, last: ''}));
			for (let i = fed.count; i < values.length; i++) this.push(fed.sink, steps[i], times[i], values[i]!, i);
			fed.count = values.length;
			if (fed.count > 0) fed.last = pointText(fed.count - 1, steps, values);
		}
		return true;
	}

	/** True for a metric of which something was taken. */
	has(name: string): boolean {
		return this.fed.has(name);
	}

	forget(): void {
		this.fed = new Map();
	}

	private push(sink: SeriesSink, step: Json | undefined, time: Json | undefined, value: Json, index: number): void {
		if (value === null) return;
		const wallMs = typeof time === 'string' ? utcMoment(time) : Number.NaN;
		if (wallMs > this.newestMs || Number.isNaN(this.newestMs)) this.newestMs = wallMs;
		sink.push(typeof step === 'number' && Number.isFinite(step) ? step : index, wallMs, pointValue(value));
	}
}

/** The lists of one metric, as far as all have as many items: the last ones of a torn file may be shorter. */
function listsOf(metric: JsonObject): {steps: Json[]; values: Json[]; times: Json[]} {
	const [steps, values, times] = [metric.steps, metric.values, metric.timestamps].map(list => (Array.isArray(list) ? list : []));
	return {steps: steps!, values: values!, times: times!};
}

/** What of metrics.json is no metric as Sacred writes it: lists of steps, values and times, which grow together. */
export function oddMetrics(metrics: JsonObject): string[] {
	return Object.entries(metrics).flatMap(([name, metric]) => {
		const lists = isObject(metric) ? [metric.steps, metric.values, metric.timestamps] : [];
		if (lists.length === 0 || !lists.every(Array.isArray)) return [`no lists of steps, values and times for ${name}`];
		const [steps, values, times] = lists.map(list => (list as Json[]).length);
		return steps === values && values === times ? [] : [`${steps} steps, ${values} values and ${times} times for ${name}`];
	});
}

function pointText(index: number, steps: Json[], values: Json[]): string {
	return `${JSON.stringify(steps[index])} ${String(pointValue(values[index]))}`;
}

/** Milliseconds of Sacred's times, which are UTC without saying so; NaN where it is none. */
export function utcMoment(text: string): number {
	return momentOfText(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`);
}
