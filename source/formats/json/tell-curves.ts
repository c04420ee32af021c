import type {JsonObject} from '../../core/run.ts';
import {noHabits} from '../../core/writer-habits.ts';
import type {RunSink, SeriesSink} from '../format.ts';
import {JsonlFile} from '../jsonl/jsonl-file.ts';
import {stemOf} from '../plain/files-source.ts';
import type {Column} from './columns.ts';
import {type JsonCurves, linesOf, type Table} from './curves-of.ts';

/** The curves of a file that count for a run. */
export interface Held {
	path: string;
	value: JsonCurves;
}

/** How often rows may show that those before were read wrongly. */
const mostReadings = 8;

/** Tells the curves of files as one run, all anew each time: a file that was written again may say anything else. */
export class CurvesTeller {
	/** What was learnt of the rows of a list and holds when they are read anew. */
	private readonly notes = new Map<string, Set<string>>();

	/** @param beside settings that other files have */
	tell(run: RunSink, held: readonly Held[], beside: JsonObject): void {
		for (let i = 0; i < mostReadings && !this.tellOnce(run, held, beside); i++);
	}

	/** False where a row showed that rows before it were read wrongly. */
	private tellOnce(run: RunSink, held: readonly Held[], beside: JsonObject): boolean {
		run.reset();
		const config = Object.assign({}, ...held.map(({value}) => value.config).reverse(), beside) as JsonObject;
		run.facts({
			config,
			summary: Object.assign({}, ...held.map(({value}) => value.summary).reverse()),
			signFiles: held.map(({path}) => path),
			outcome: null,
			writer: {writesWhole: true, ...noHabits},
		});
		const taken = new Map<string, Column | null>();
		const byEpoch: string[] = [];
		let isRight = true;
		for (const {path, value} of held) {
			const nameOf = (name: string, before = stemOf(path)) => (taken.has(name) ? `${before}/${name}` : name);
			for (const column of value.columns) {
				// What two files have alike is told once.
				if (areAlike(taken.get(column.name), column)) continue;
				const name = nameOf(column.name);
				taken.set(name, column);
				if (column.byEpoch) byEpoch.push(name);
				put(column, run.series(name));
			}
			for (const table of value.tables) {
				const names = new Map<string, string>();
				const series = (metric: string) => {
					const full = table.path + metric;
					const name = names.get(full) ?? nameOf(full, table.key);
					names.set(full, name);
					taken.set(name, null);
					return run.series(name);
				};
				const reader = this.readTable(table, path, run, {settings: config, series});
				if (reader.countsEpochs) byEpoch.push(...names.values());
				isRight &&= !reader.stale;
			}
		}
		const isMixed = byEpoch.length > 0 && byEpoch.length < taken.size;
		run.facts({stepUnit: byEpoch.length > 0 && !isMixed ? 'epoch' : null, byEpoch: isMixed ? byEpoch : null});
		return isRight;
	}

	private readTable(
		{path, rows}: Table,
		file: string,
		run: RunSink,
		with_: {settings: JsonObject; series(name: string): SeriesSink},
	): JsonlFile {
		const key = `${file}\0${path}`;
		const notes = this.notes.get(key) ?? new Set<string>();
		this.notes.set(key, notes);
		const reader = new JsonlFile({path: file, run, notes, ...with_});
		reader.consume(linesOf(rows));
		reader.settle();
		return reader;
	}
}

function put({values, steps}: Column, sink: SeriesSink): void {
	values.forEach((value, i) => {
		if (value !== null) sink.push(steps[i]!, Number.NaN, value);
	});
}

const areAlike = (one: Column | null | undefined, other: Column): boolean =>
	one != null && one.values.length === other.values.length && one.values.every((value, i) => Object.is(value, other.values[i]));
