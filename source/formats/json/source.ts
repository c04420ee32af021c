import type {FileAccess} from '../../core/files/files.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {noHabits} from '../../core/writer-habits.ts';
import {parseJsonPrefix} from '../../encodings/json/json-prefix.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import type {Claim, ReadOutcome, RunSink, SeriesSink, Source, SourceSink} from '../format.ts';
import {JsonlFile} from '../jsonl/jsonl-file.ts';
import {stemOf} from '../plain/files-source.ts';
import {readSettings, settingsFilesIn, stampSettings} from '../plain/settings-file.ts';
import {complaintsOf, onlyZeros, type Parsed, WholeFile} from '../whole-file.ts';
import type {Column} from './columns.ts';
import {curvesOf, type JsonCurves, linesOf, type Table} from './curves-of.ts';

/** How often rows may show that those before were read wrongly. */
const mostReadings = 8;

/** A run whose curves lie in JSON files, each of which is written whole, time and again. */
export class JsonSource implements Source {
	private parts: WholeFile<JsonCurves>[] = [];
	private settingsFiles: readonly string[] = [];
	private stamp = '';
	/** What was learnt of the rows of a list and holds when they are read anew. */
	private readonly notes = new Map<string, Set<string>>();
	private told: RunSink | null = null;

	constructor(
		private claim: Claim,
		private readonly files: FileAccess,
	) {
		this.extend(claim);
	}

	watched(): string[] {
		return this.claim.files;
	}

	beside(): readonly string[] {
		return this.settingsFiles;
	}

	extend(claim: Claim): void {
		this.claim = claim;
		this.told = null;
		this.parts = claim.files.map(
			path => this.parts.find(part => part.path === path) ?? new WholeFile(path, this.files, bytes => parse(bytes, stemOf(path))),
		);
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		const isFirst = this.told !== run;
		this.told = run;
		const areNew = this.parts.map(part => part.refresh() === 'new').includes(true);
		const bytesRead = this.parts.reduce((sum, part) => sum + part.bytesRead, 0);
		if (this.haveSettingsChanged() || areNew || isFirst) this.tell(run);
		run.faults(complaintsOf(this.parts, false));
		return {more: false, bytesRead, bytesLeft: 0};
	}

	verify() {
		return this.parts.flatMap(part => part.examine() ?? []);
	}

	private haveSettingsChanged(): boolean {
		const {path, files, isGuest, beside} = this.claim;
		// Of several runs in one directory nothing says which one's they are.
		const isShared = files.includes(path) || isGuest === true;
		this.settingsFiles = isShared ? [] : (beside ?? settingsFilesIn(path, this.files.names(path) ?? []));
		const stamp = stampSettings(this.settingsFiles, this.files);
		if (stamp === this.stamp) return false;
		this.stamp = stamp;
		return true;
	}

	/** Tells all anew: a file that was written again may say anything else. */
	private tell(run: RunSink): void {
		const beside = readSettings(this.settingsFiles, this.files);
		for (let i = 0; i < mostReadings && !this.tellOnce(run, beside); i++);
	}

	/** False where a row showed that rows before it were read wrongly. */
	private tellOnce(run: RunSink, beside: JsonObject): boolean {
		run.reset();
		const held = this.parts.flatMap(({path, value}) => (value === null ? [] : [{path, value}]));
		const config = Object.assign({}, ...held.map(({value}) => value.config).reverse(), beside) as JsonObject;
		run.facts({
			config,
			summary: Object.assign({}, ...held.map(({value}) => value.summary).reverse()),
			signFiles: this.claim.files,
			outcome: null,
			writer: {...noHabits, writesWhole: true},
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

function parse(bytes: Uint8Array, stem: string): Parsed<JsonCurves> {
	if (bytes.length === 0) return {value: null, fault: 'is empty'};
	if (bytes.every(byte => byte === 0)) return onlyZeros;
	const text = decodeFile(bytes);
	const {value, cutAt, torn} = parseJsonPrefix(text);
	const fault = torn
		? `ends too early, at byte ${bytes.length}`
		: value === undefined || cutAt < text.length
			? 'is no whole JSON'
			: null;
	return {value: value === undefined ? null : curvesOf(value as Json, stem), fault};
}

function put({values, steps}: Column, sink: SeriesSink): void {
	values.forEach((value, i) => {
		if (value !== null) sink.push(steps[i]!, Number.NaN, value);
	});
}

const areAlike = (one: Column | null | undefined, other: Column): boolean =>
	one != null && one.values.length === other.values.length && one.values.every((value, i) => Object.is(value, other.values[i]));
