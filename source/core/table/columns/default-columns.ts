import {tableOf} from '../../query/columns/row-table.ts';
import type {CompiledQuery} from '../../query/compile/compile.ts';
import {findAttribute} from '../../query/fields/attributes.ts';
import {readCatalogue} from '../../query/fields/catalogue.ts';
import {type Field, operationField} from '../../query/fields/field.ts';
import type {RunRow} from '../../row.ts';
import {chooseMetrics} from '../metrics/choose-metrics.ts';
import {attributeColumn, type Column, configColumn, makeColumn, metricColumn} from './columns.ts';
import {findDifferingKeys} from './config-keys.ts';

/** As many metrics and settings are shown without being asked for. */
const [mostMetrics, mostSettings] = [2, 4];

/** Short titles for config keys: the last part where no other key in view ends alike, and no attribute is called so (`model.name`). */
export function shortenTitles(columns: readonly Column[]): Column[] {
	const lastPart = (key: string): string => key.slice(key.lastIndexOf('.') + 1);
	const keyOf = (column: Column): string => (column.field.source.from === 'config' ? column.field.source.name : column.title);
	const parts = columns.map(column => lastPart(keyOf(column)));
	return columns.map((column, i) => ({
		...column,
		title: parts.filter(part => part === parts[i]).length === 1 && findAttribute(parts[i]!) === null ? parts[i]! : keyOf(column),
	}));
}

/** A setting with a longer text, such as a prompt, would fill the line and push the rest out of sight. */
const longestText = 60;

function isLong(row: RunRow, {field}: Column): boolean {
	const value = field.read(row, 0);
	return typeof value === 'string' && value.length > longestText;
}

/** Columns of the first settings that differ and are short wherever they are told. */
function chooseSettings(rows: readonly RunRow[], count: number): Column[] {
	const chosen: Column[] = [];
	for (const {key, noise} of findDifferingKeys(rows)) {
		if (chosen.length >= count) break;
		const column = configColumn(key);
		if (!noise && !rows.some(row => isLong(row, column))) chosen.push(column);
	}
	return shortenTitles(chosen);
}

/** Columns that fit most lists: status, name, progress, time left, the telling metrics, the settings that differ, silence, place. */
export function chooseColumns(rows: readonly RunRow[]): Column[] {
	const metrics = chooseMetrics(rows, mostMetrics).map(metricColumn);
	const config = chooseSettings(rows, mostSettings);
	const known = rows.some(row => row.estimate !== null) ? [attributeColumn('eta')] : [];
	const work = rows.some(row => row.work !== undefined) ? [makeColumn(operationField('operation'))] : [];
	return [
		attributeColumn('status'),
		attributeColumn('name'),
		...work,
		attributeColumn('progress'),
		...known,
		...metrics,
		...config,
		attributeColumn('silent'),
		attributeColumn('dir'),
	];
}

/** The columns with that of a field that the list is sorted by, beside its like, where it is none of them. */
function withSorted(columns: readonly Column[], sorted: Field | undefined): readonly Column[] {
	const {from} = sorted?.source ?? {from: 'nowhere'};
	const isThere = columns.some(({field}) => JSON.stringify(field.source) === JSON.stringify(sorted?.source));
	if (sorted === undefined || from === 'nowhere' || isThere) return columns;
	const alike = columns.findLastIndex(({field}) => field.source.from === from && field.source.from !== 'attribute');
	return columns.toSpliced(alike < 0 ? columns.length - 2 : alike + 1, 0, makeColumn(sorted));
}

/** Columns of a query's `show:` and `hide:`; what it does not name is chosen by `chooseColumns`, and what it sorts by is in view. */
export function columnsOfQuery(query: CompiledQuery, rows: readonly RunRow[]): Column[] {
	const columns = query.show.length > 0 ? query.show.map(makeColumn) : withSorted(chooseColumns(rows), query.sort[0]?.field);
	const hidden = new Set(query.hide.map(field => JSON.stringify(field.source)));
	return columns.filter(column => !hidden.has(JSON.stringify(column.field.source)));
}

/** Every field that some row has, for `--columns all` and whole exports: attributes, then config, then the metrics' last values. */
export function allColumns(rows: readonly RunRow[]): Column[] {
	const catalogue = readCatalogue(tableOf(rows));
	const names = [
		'id',
		'name',
		'status',
		'format',
		'group',
		'started',
		'ended',
		'runtime',
		'step',
		'tag',
		'note',
		'host',
		'dir',
	] as const;
	return [
		...names.map(attributeColumn),
		...[...catalogue.config.keys()].map(configColumn),
		...[...catalogue.metrics.keys()].map(metricColumn),
	];
}
