import {tableOf} from '../query/columns/row-table.ts';
import {columnOfRows, type Readable, type Table} from '../query/columns/table.ts';
import {attributeNames} from '../query/fields/attributes.ts';
import {configNames, metricNames} from '../query/fields/catalogue.ts';
import {attributeField, configField, metricField} from '../query/fields/field.ts';
import {namesOfKey} from '../query/fields/names.ts';
import type {RunRow} from '../row.ts';
import {packColumn} from './column-text.ts';
import {lastSign, pathOfRun} from './fields.ts';
import {type IndexHead, version} from './head.ts';

/** Columns beyond so many letters are left out, those of names that the fewest runs have: completion offers no values of them then. */
const mostLetters = 100_000_000;

interface Packed {
	readable: Readable;
	/** Rows that may have a value, gathered by what else they have; null for all rows. */
	rows: readonly number[][] | null;
	isWhole?: boolean;
}

/** The rows that have each name, gathered by their lists of names, by the column that holds those lists: most rows have one of a few. */
function rowsByName(table: Table, names: Readable): Map<string, number[][]> {
	const {codes, words} = table.column(names, 0);
	const rowsOf = words.entries.map((): number[] => []);
	for (const place of table.places) rowsOf[codes[place]!]?.push(place);
	const found = new Map<string, number[][]>();
	for (const [code, key] of words.entries.entries()) {
		if (rowsOf[code]!.length === 0) continue;
		for (const name of namesOfKey(String(key))) {
			const gathered = found.get(name);
			if (gathered === undefined) found.set(name, [rowsOf[code]!]);
			else gathered.push(rowsOf[code]!);
		}
	}
	return found;
}

/** What completion may ask: what runs are called, all their attributes, settings and last values. What time changes is worked out when it is asked. */
function columnsOf(rows: readonly RunRow[]): Packed[] {
	const table = tableOf(rows);
	const named = (names: Readable, fieldOf: (name: string) => Readable) =>
		Array.from(rowsByName(table, names), ([name, gathered]) => {
			const runs = gathered.reduce((sum, {length}) => sum + length, 0);
			return {readable: fieldOf(name), runs, rows: runs * 2 < rows.length ? gathered : null};
		});
	const ofNames = [
		...named(configNames, name => configField(name, name)),
		...named(metricNames, name => metricField(name, 'last', name)),
	];
	return [
		{readable: pathOfRun, rows: null, isWhole: true},
		{readable: lastSign, rows: null},
		{readable: metricNames, rows: null, isWhole: true},
		{readable: configNames, rows: null, isWhole: true},
		...attributeNames
			.map(name => attributeField(name, name))
			.filter(({isTimed}) => !isTimed)
			.map(readable => ({readable, rows: null})),
		...ofNames.sort((a, b) => b.runs - a.runs),
	];
}

const inAscii = (text: string): string =>
	text.replace(/[\u007f-\uffff]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

type About = Pick<IndexHead, 'roots' | 'atMs' | 'tookMs'>;

/** The whole file, a column at each step, for whoever has to answer keys meanwhile. */
export function* packBySteps(rows: readonly RunRow[], about: About): Generator<void, string> {
	const parts: IndexHead['parts'] = {};
	const lines: string[] = [];
	let at = 0;
	for (const {readable, rows: gathered, isWhole} of columnsOf(rows)) {
		yield;
		const places = gathered === null ? null : gathered.flat().sort((a, b) => a - b);
		const column = columnOfRows(places === null ? rows : places.map(place => rows[place]!), readable, about.atMs);
		const line = inAscii(packColumn(column, places, isWhole));
		if (at + line.length > mostLetters) break;
		const all = Uint32Array.from({length: column.size}, (_, place) => place);
		const runs = column.count(all);
		const differs = column.differs(all) || (runs > 0 && column.size < rows.length);
		parts[readable.id!] = [at, at + line.length, differs ? 0 : 1, runs];
		lines.push(line);
		at += line.length + 1;
	}
	const head: IndexHead = {version, ...about, size: rows.length, parts};
	return [inAscii(JSON.stringify(head)), ...lines, ''].join('\n');
}

/** The whole file at once. */
export function packRuns(rows: readonly RunRow[], about: About): string {
	const steps = packBySteps(rows, about);
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}
