import type {FileAccess} from '../../core/files/files.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import type {ReadOutcome, RunSink, Source, SourceSink} from '../format.ts';
import {WholeFile} from '../whole-file.ts';
import {rowsOfLines} from './lines.ts';
import {isFailed, type Row} from './row.ts';
import {rowsOf} from './rows.ts';

const hash = /^[\da-f]{7,40}$/i;
const longestName = 60;

/** A file with a row an experiment. */
export class TableSource implements Source {
	readonly takesRuns = true;
	private readonly table: WholeFile<Row[]>;
	private told: SourceSink | null = null;
	/** What was said of each run, as text. */
	private said = new Map<string, string>();

	/** @param path that of the file, absolute */
	constructor(path: string, files: FileAccess) {
		const parse = path.endsWith('.tsv') ? rowsOf : rowsOfLines;
		this.table = new WholeFile(path, files, bytes => ({value: parse(decodeFile(bytes)), fault: null}));
	}

	watched(): string[] {
		return [this.table.path];
	}

	read(sink: SourceSink): ReadOutcome {
		const isNew = this.table.refresh() === 'new';
		if (this.told !== sink) this.said = new Map();
		if (isNew || this.told !== sink) this.tell(sink, this.table.value ?? []);
		this.told = sink;
		return {more: false, bytesRead: this.table.bytesRead, bytesLeft: 0};
	}

	private tell(sink: SourceSink, rows: readonly Row[]): void {
		const before = this.said;
		this.said = new Map(rows.map(row => [row.key, JSON.stringify(row)]));
		for (const key of before.keys()) if (!this.said.has(key)) sink.run(key).remove();
		for (const row of rows) if (before.get(row.key) !== this.said.get(row.key)) this.tellRow(sink.run(row.key), row);
	}

	private tellRow(run: RunSink, row: Row): void {
		const {key, commit, decision, description, results, words, aim, group, atMs} = row;
		const name = nameOf(description);
		if (aim !== undefined) run.defineMetric(aim.metric, {goal: aim.goal});
		run.facts({
			id: key,
			name: name === '' ? key : name,
			notes: name === description ? [] : [description],
			tags: decision === '' ? [] : [decision.toLowerCase()],
			recorded: decision === '' ? null : decision,
			outcome: {
				status: isFailed(decision) ? 'failed' : 'finished',
				why: `its row says ${decision === '' ? 'what came of it' : decision}`,
			},
			git: hash.test(commit) ? {commit, branch: null, dirty: null, remote: null} : null,
			config: words,
			summary: results,
			...(group !== undefined && {group}),
			...(atMs !== undefined && {endedAtMs: atMs, lastSignMs: atMs}),
			signFiles: [this.table.path],
		});
	}
}

/** As much of what was tried as a list has room for. */
function nameOf(description: string): string {
	if (description.length <= longestName) return description;
	const cut = description.slice(0, longestName);
	return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestName / 2)).replace(/[\s(,;:]+$/, '')}…`;
}
