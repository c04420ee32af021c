import {flattenConfig} from '../../core/flatten.ts';
import {findEpochTotal} from '../../core/progress/total.ts';
import type {Json, JsonObject, Reached, StepTotal} from '../../core/run.ts';

const isCount = (value: Json | undefined): value is number => typeof value === 'number' && value >= 1;

/** Counts the points of each table, and keeps the times in them. */
export class PointCounter {
	private readonly tables = new Map<string, {points: number; lastStep: number; firstMs: number; lastMs: number}>();

	begin(path: string): void {
		this.tables.set(path, {points: 0, lastStep: -1, firstMs: Number.NaN, lastMs: Number.NaN});
	}

	add(path: string, step: number, wallMs: number): void {
		const table = this.tables.get(path);
		if (table === undefined) return;
		table.points++;
		table.lastStep = Math.max(table.lastStep, step);
		if (Number.isNaN(wallMs)) return;
		if (Number.isNaN(table.firstMs)) table.firstMs = wallMs;
		table.lastMs = wallMs;
	}

	/** Forgets tables that are gone. */
	keep(paths: ReadonlySet<string>): void {
		for (const path of this.tables.keys()) if (!paths.has(path)) this.tables.delete(path);
	}

	/** First and last moment in all tables, milliseconds; null where no table has times. */
	get times(): {first: number; last: number} | null {
		const known = [...this.tables.values()].filter(({firstMs}) => !Number.isNaN(firstMs));
		if (known.length === 0) return null;
		return {first: Math.min(...known.map(({firstMs}) => firstMs)), last: Math.max(...known.map(({lastMs}) => lastMs))};
	}

	/**
	 * How far a Trainer of transformers is, which plans steps and logs its loss every so many of them: its callback has DVCLive take a step each time that
	 * it logs anything. Null where the parameters are no Trainer's, or plan epochs.
	 * @param metricOf the metric that each table holds
	 */
	findTrainer(parameters: JsonObject, metricOf: ReadonlyMap<string, string>): {reached: Reached; total: StepTotal} | null {
		const {logging_strategy: strategy, logging_steps: every, max_steps: total} = parameters;
		if (strategy !== 'steps' || !isCount(every) || !isCount(total)) return null;
		let logged = 0;
		for (const [path, {points}] of this.tables)
			if (/^(?:train\/)?loss$/.test(metricOf.get(path) ?? '')) logged = Math.max(logged, points);
		const steps = Math.min(total, logged * every);
		return {reached: {steps, epochs: null}, total: {total, unit: 'step', from: 'params.yaml max_steps'}};
	}

	/**
	 * The planned number of epochs in the parameters, which counts steps only as long as these look like epochs: one by one from 0, and not
	 * beyond the end. Null otherwise.
	 */
	findTotal(parameters: JsonObject): StepTotal | null {
		const epochs = findEpochTotal(flattenConfig(parameters));
		let points = 0;
		let lastStep = -1;
		for (const table of this.tables.values()) {
			// What is logged once, when all is done, stands one step behind the last epoch.
			if (table.points < 2) continue;
			points = Math.max(points, table.points);
			lastStep = Math.max(lastStep, table.lastStep);
		}
		if (epochs === null || points < 2 || points !== lastStep + 1 || points > epochs.total) return null;
		return {...epochs, from: epochs.from.replace(/^config/, 'params.yaml')};
	}
}
