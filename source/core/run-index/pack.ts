import {tableOf} from '../query/columns/row-table.ts';
import {columnOfRows, type Readable} from '../query/columns/table.ts';
import {attributeNames} from '../query/fields/attributes.ts';
import {catalogueOf, configNames, metricNames} from '../query/fields/catalogue.ts';
import {attributeField, configField, metricField} from '../query/fields/field.ts';
import type {RunRow} from '../row.ts';
import {packColumn} from './column-text.ts';
import {lastSign, pathOfRun} from './fields.ts';
import {type IndexHead, version} from './head.ts';

/** What completion may ask: what runs are called, all their attributes, settings and last values. What time changes is worked out when it is asked. */
function columnsOf(rows: readonly RunRow[]): Readable[] {
	const table = tableOf(rows);
	const {metrics, config} = catalogueOf(table, table.places);
	return [
		pathOfRun,
		lastSign,
		metricNames,
		configNames,
		...attributeNames.map(name => attributeField(name, name)).filter(({isTimed}) => !isTimed),
		...[...config.keys()].map(name => configField(name, name)),
		...[...metrics.keys()].map(name => metricField(name, 'last', name)),
	];
}

const inAscii = (text: string): string =>
	text.replace(/[\u007f-\uffff]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

type About = Pick<IndexHead, 'roots' | 'atMs' | 'tookMs'>;

/** The whole file, a column at each step, for whoever has to answer keys meanwhile. */
export function* packBySteps(rows: readonly RunRow[], about: About): Generator<void, string> {
	const parts: IndexHead['parts'] = {};
	const lines: string[] = [];
	const places = Uint32Array.from(rows.keys());
	let at = 0;
	for (const readable of columnsOf(rows)) {
		yield;
		const column = columnOfRows(rows, readable, about.atMs);
		const line = inAscii(packColumn(column));
		parts[readable.id!] = [at, at + line.length, column.differs(places) ? 0 : 1, column.count(places)];
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
