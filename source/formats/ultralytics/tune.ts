import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf, nameOf} from '../../core/files/paths.ts';
import type {JsonObject} from '../../core/run.ts';
import {setKey} from '../../core/set-key.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';
import {decodeFile, decodeText} from '../../encodings/text/text.ts';
import type {Claim, ReadOutcome, Source, SourceSink} from '../format.ts';
import {type Parsed, WholeFile} from '../whole-file.ts';
import {findTrained} from './trained.ts';

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

/** A row is appended in one piece, so that one that has all its cells is whole, also without the end of its line. */
function parseTrials(bytes: Uint8Array): Parsed<Trial[]> {
	const [header = '', ...lines] = decodeFile(bytes).split(/\r?\n/);
	const names = header.split(',').map(name => name.trim());
	const read = lines.filter(line => line.trim() !== '').slice(0, mostTrials);
	const trials = read.flatMap(line => trialOf(line, names) ?? []);
	const bad = read.length - trials.length;
	const rows = bad === 1 ? 'a row that is none of a trial' : `${bad} rows that are none of a trial`;
	return {value: trials, fault: bad === 0 ? null : `holds ${rows}`, hasAll: true};
}

/** Null for what is no row of these columns. A training that failed has NaN as its fitness. */
function trialOf(line: string, names: readonly string[]): Trial | null {
	const cells = line.split(',');
	const fitness = parseNumber(cells[0]!);
	if (cells.length !== names.length || fitness === null) return null;
	const settings: JsonObject = {};
	for (const [at, name] of names.entries()) {
		const cell = cells[at]!.trim();
		if (at > 0 && name !== '' && cell !== '') setKey(settings, name, parseNumber(cell) ?? cell);
	}
	return {fitness, settings};
}

/** The trials of a search: no training, but what each was set to and how good it was. */
export class TuneSource implements Source {
	readonly takesRuns = true;
	private readonly table: WholeFile<Trial[]>;

	constructor(
		path: string,
		private readonly files: FileAccess,
	) {
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
		const groupScope = directoryOf(directory);
		const why = `its row in ${tableName}, which is written when a trial is over`;
		const trials = table.value ?? [];
		const trained = findTrained(
			directory,
			trials.map(({settings}) => settings),
			this.files,
		);
		for (const [at, {fitness, settings}] of trials.entries()) {
			const run = sink.run(String(at + 1));
			const outcome = {status: 'finished', why} as const;
			const partOf = trained[at] ?? null;
			run.facts({name: `trial ${at + 1}`, group, groupScope, config: settings, summary: {fitness}, outcome, partOf});
		}
		sink.renew();
		const message = table.complaint(false);
		if (message !== null) sink.problem({file: table.path, message});
		return {more: false, bytesRead: table.bytesRead, bytesLeft: 0};
	}
}
