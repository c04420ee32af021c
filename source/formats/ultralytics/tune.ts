import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {decodeFile, decodeText} from '../../encodings/text/text.ts';
import type {Claim, ReadOutcome, Source, SourceSink} from '../format.ts';
import {nameOf} from '../plain/files-source.ts';
import {type Parsed, WholeFile} from '../whole-file.ts';

const tableName = 'tune_results.csv';
const headBytes = 256;
const mostTrials = 10_000;

interface Trial {
	fitness: number;
	settings: JsonObject;
}

/** True for the path of a table of trials, by which such a claim is told from that of a training. */
export const isTuneTable = (path: string): boolean => path.endsWith(`/${tableName}`);

/** A store of trials: the tuner appends a row of its fitness and its hyperparameters once a training is over (ultralytics/engine/tuner.py). */
export function findTune(directory: string, names: ReadonlySet<string>, files: FileAccess): Claim[] {
	const path = `${directory}/${tableName}`;
	if (!names.has(tableName)) return [];
	const head = decodeText(files.readRange(path, 0, headBytes) ?? new Uint8Array(0));
	if (!/^\s*fitness,.*\blr0\b/.test(head)) return [];
	return [{format: 'ultralytics', path, files: [path], ownsSubtree: false, ownsFiles: true}];
}

function parseTrials(bytes: Uint8Array): Parsed<Trial[]> {
	const [header = '', ...lines] = decodeFile(bytes).split(/\r?\n/).slice(0, -1);
	const names = header.split(',').map(name => name.trim());
	const trials: Trial[] = [];
	let bad = 0;
	for (const line of lines.slice(0, mostTrials)) {
		const values = line.split(',').map(cell => (cell.trim() === '' ? Number.NaN : Number(cell)));
		if (values.length !== names.length || values.some(Number.isNaN)) {
			bad++;
			continue;
		}
		const settings: JsonObject = {};
		for (const [at, name] of names.entries()) if (at > 0 && name !== '') setKey(settings, name, values[at]!);
		trials.push({fitness: values[0]!, settings});
	}
	const rows = bad === 1 ? 'a row that is none of a trial' : `${bad} rows that are none of a trial`;
	return {value: trials, fault: bad === 0 ? null : `holds ${rows}`, hasAll: true};
}

/** The trials of a search: no training, but what each was set to and how good it was. */
export class TuneSource implements Source {
	readonly takesRuns = true;
	private readonly table: WholeFile<Trial[]>;

	constructor(path: string, files: FileAccess) {
		this.table = new WholeFile(path, files, parseTrials);
	}

	watched(): string[] {
		return [this.table.path];
	}

	read(sink: SourceSink): ReadOutcome {
		const {table} = this;
		table.refresh();
		const directory = table.path.slice(0, -tableName.length - 1);
		const group = nameOf(directory);
		const groupScope = directory.slice(0, directory.lastIndexOf('/'));
		const why = `its row in ${tableName}, which is written when a trial is over`;
		for (const [at, {fitness, settings}] of (table.value ?? []).entries()) {
			const run = sink.run(String(at + 1));
			const outcome = {status: 'finished', why} as const;
			run.facts({name: `trial ${at + 1}`, group, groupScope, config: settings, summary: {fitness}, outcome});
		}
		sink.renew();
		const message = table.complaint(false);
		if (message !== null) sink.problem({file: table.path, message});
		return {more: false, bytesRead: table.bytesRead, bytesLeft: 0};
	}
}
