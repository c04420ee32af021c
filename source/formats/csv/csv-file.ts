import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {RunFacts} from '../../core/run.ts';
import type {FileContext, FileReader} from '../plain/files-source.ts';
import {isEpochCounter} from '../plain/names/step-names.ts';
import {TextFeed} from '../plain/text-feed.ts';
import {hasFirstLine, respell, type Spelling, sniffSeparator, spellingOf} from './cells/dialect.ts';
import {metricNameIn} from './columns/value-names.ts';
import {Episodes, environmentsOf} from './episodes.ts';
import {Table} from './table/table.ts';
import type {TableHandlers} from './table/table-handlers.ts';

const previewBytes = 64 * 1024;

/**
 * Reads one CSV file as it grows: columns into series, the time column into the times of the run.
 * @param keepsAll true where every number was logged as a metric, also ids
 * @param paths all tables of its run, as far as they are known by now
 */
export function openCsv(context: FileContext, keepsAll = false, paths = (): readonly string[] => [context.path]): FileReader {
	const {path, run} = context;
	let table: Table | null = null;
	const episodes = new Episodes(path, environmentsOf(path, paths));
	let said = '';
	const handlers: TableHandlers = {
		series: metric => context.series(metric),
		nameOf: (column, columns) => metricNameIn(path, column, columns),
		stepOfRow: (row, names, numberAt) => episodes.stepOf(row, names, numberAt),
		problem: message => run.problem({file: path, message}),
		restarted: step =>
			run.event({
				atMs: null,
				step: Number.isNaN(step) ? null : step,
				kind: 'restart',
				text: `A second header in ${nameOf(path)}: the writer was started again`,
			}),
	};
	let spelling: Spelling | null = null;
	const feed = new TextFeed(bytes => {
		const spelled = spelling ?? spellingOf(bytes);
		const chunk = respell(bytes, spelled);
		if (table === null) {
			// Until the first line is whole nothing is settled.
			if (!hasFirstLine(chunk) || spelled.rare === 'early') return 0;
			spelling = spelled;
			table = new Table(sniffSeparator(chunk), handlers, context.notes, keepsAll);
		}
		return table.consume(chunk);
	});
	return {
		consume: chunk => feed.consume(chunk),
		get countsEpochs() {
			const name = stepNameOf(table);
			return name !== null && (name.startsWith('epoch') || isEpochCounter(name));
		},
		get stale() {
			return table?.stale === true || environmentsOf(path, paths) !== episodes.environments;
		},
		settle() {
			if (table === null) return;
			table.complain();
			const patch = tableFacts(table, context);
			const text = JSON.stringify(patch);
			if (text !== said) run.facts(patch);
			said = text;
		},
	};
}

/** Name of the column that counts steps, in small letters; null where none does. */
function stepNameOf(table: Table | null): string | null {
	const columns = table?.columns ?? null;
	return columns === null || columns.step < 0 ? null : columns.names[columns.step]!.toLowerCase();
}

/** What a table says of its run: the first and last moment, settings, and the planned total. */
function tableFacts(table: Table, {settings, path}: FileContext): Partial<RunFacts> {
	const config = {...settings, ...table.settings.config()};
	const {columns} = table;
	const {firstMs: topMs, lastMs: endMs} = table.cells;
	const [firstMs, lastMs] = table.falling.isKnown ? [endMs, topMs] : [topMs, endMs];
	const {total} = table.planned;
	const by = columns?.total ?? null;
	const from = by === null ? '' : `"${columns!.names[by.at]}" in ${nameOf(path)}`;
	return {
		...(by === null || Number.isNaN(total) ? {} : {total: {total, unit: by.unit, from}}),
		...(Number.isNaN(firstMs) ? {} : {startedAtMs: firstMs, lastSignMs: lastMs}),
		...(table.columns?.settings.length ? {config} : {}),
	};
}

/** Gives the latest rows of a large file that counts its steps; row numbers cannot be known from its end. */
export function previewCsv(context: FileContext, files: FileAccess): void {
	const size = files.stat(context.path)?.size ?? 0;
	if (size < 2 * previewBytes) return;
	const head = files.readRange(context.path, 0, previewBytes);
	const tail = files.readRange(context.path, size - previewBytes, previewBytes);
	if (head === null || tail === null) return;
	const firstEnd = head.indexOf(0x0a, head.indexOf(0x0a) + 1) + 1;
	const tailStart = tail.indexOf(0x0a) + 1;
	if (firstEnd === 0 || tailStart === 0) return;
	const probe = new Table(sniffSeparator(head), {series: () => null, problem: () => {}});
	probe.consume(head.subarray(0, firstEnd));
	// Nor how many parts the epochs before it had.
	if (probe.columns === null || probe.columns.step < 0 || probe.columns.inner >= 0) return;
	const reader = openCsv({...context, notes: new Set(context.notes)});
	reader.consume(head.subarray(0, firstEnd));
	reader.consume(tail.subarray(tailStart));
}
