import type {FileAccess} from '../../core/files/files.ts';
import {numbersByPath} from '../../core/flatten.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {noHabits} from '../../core/writer-habits.ts';
import {momentOfText} from '../../encodings/text/moments.ts';
import type {ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {longestGapMs} from '../hf-trainer/pace.ts';
import {stepRank} from '../plain/names/step-names.ts';
import {numberOf, objectOf, textOf} from '../values.ts';
import {complaintsOf, parseJsonObject, WholeFile} from '../whole-file.ts';

/** What a run of Ray Train V2 leaves of its reports: those that came with a checkpoint which it has not deleted. */
export const snapshotName = 'checkpoint_manager_snapshot.json';

/** As Ray names a checkpoint that the program gives no name, by the local time. */
const dated = /^checkpoint_(\d{4}-\d\d-\d\d)_(\d\d)-(\d\d)-(\d\d\.\d+)$/;

interface Report {
	checkpoint: string;
	atMs: number;
	/** Its number among all reports of the run, from 0; null in what versions before 2.50 wrote. */
	number: number | null;
	values: Map<string, number>;
}

/**
 * A run of Ray Train V2 (ray/train/v2/_internal/execution/checkpoint/checkpoint_manager.py), which keeps neither settings nor an end on the disk: its
 * snapshot is written anew with each checkpoint.
 */
export class TrainSource implements Source {
	private readonly snapshot: WholeFile<JsonObject>;
	private told: RunSink | null = null;

	/** @param path that of the snapshot, absolute */
	constructor(path: string, files: FileAccess) {
		this.snapshot = new WholeFile(path, files, parseJsonObject);
	}

	watched(): string[] {
		return [this.snapshot.path];
	}

	read(sink: SourceSink): ReadOutcome {
		const run = sink.run('');
		const isNew = this.snapshot.refresh() === 'new';
		if (isNew || this.told !== run) this.tell(run, this.snapshot.value ?? {});
		this.told = run;
		run.faults(complaintsOf([this.snapshot], false));
		return {more: false, bytesRead: this.snapshot.bytesRead, bytesLeft: 0};
	}

	/** Reports go with their checkpoints, so that all of them are told anew. */
	private tell(run: RunSink, snapshot: JsonObject): void {
		run.reset();
		const reports = reportsOf(snapshot);
		const axis = axisOf(reports);
		const isNumbered = reports.every(({number}) => number !== null);
		const stepOf = ({values, number}: Report, at: number) => (axis === null ? (isNumbered ? number! : at) : values.get(axis)!);
		for (const [at, report] of reports.entries()) {
			const step = stepOf(report, at);
			for (const [name, value] of report.values) if (name !== axis) run.series(name).push(step, report.atMs, value);
			const atMs = Number.isNaN(report.atMs) ? null : report.atMs;
			run.event({atMs, step, kind: 'checkpoint', text: report.checkpoint});
		}
		const version = textOf(snapshot.ray_version);
		const times = reports.map(({atMs}) => atMs).filter(Number.isFinite);
		const saved = reports.map((report, at) => ({step: stepOf(report, at), atMs: report.atMs}));
		run.facts({
			stepUnit: axis === null ? (isNumbered ? 'report' : 'checkpoint') : /^epoch$/i.test(axis) ? 'epoch' : null,
			lastSignMs: times.length === 0 ? null : Math.max(...times),
			writer: {...noHabits, bufferMs: longestGapMs(saved), writesWhole: true},
			signFiles: [this.snapshot.path],
			extra: version === null ? {} : {'ray version': version},
		});
	}
}

/** In the order in which they came: where checkpoints are scored, the file has the best ones last. */
function reportsOf(snapshot: JsonObject): Report[] {
	const listOf = (value: Json | undefined) => (Array.isArray(value) ? value : []);
	const numbers = listOf(snapshot.checkpoint_report_indices);
	const reports = listOf(snapshot.checkpoint_results).flatMap((item, at): Report[] => {
		const {checkpoint_dir_name: name, metrics} = objectOf(item);
		const checkpoint = textOf(name);
		if (checkpoint === null) return [];
		const [, day, hour, minute, second] = dated.exec(checkpoint) ?? [];
		const atMs = momentOfText(`${day} ${hour}:${minute}:${second}`);
		return [{checkpoint, atMs, number: numberOf(numbers[at]), values: numbersByPath(objectOf(metrics))}];
	});
	if (reports.every(({number}) => number !== null)) return reports.sort((a, b) => a.number! - b.number!);
	return reports.every(({atMs}) => !Number.isNaN(atMs)) ? reports.sort((a, b) => a.atMs - b.atMs) : reports;
}

/** What its program counts by, where each report has it; null where none does. */
function axisOf(reports: readonly Report[]): string | null {
	const names = [...(reports[0]?.values.keys() ?? [])].filter(name => reports.every(({values}) => values.has(name)));
	const counters = names.filter(name => stepRank(name) >= 0).sort((a, b) => stepRank(a) - stepRank(b));
	return counters[0] ?? null;
}
