import type {MediaContent} from '../../../core/media/media.ts';
import {parseTolerantJson} from '../../../encodings/json/tolerant-json.ts';
import {decodeText} from '../../../encodings/text/text.ts';

/** More rows are counted and not kept. */
const mostRows = 200;

/** A table file of wandb (`{"columns": […], "data": [[…], …]}`, wandb/sdk/data_types/table.py); null where it is none. */
export function readTable(bytes: Uint8Array): MediaContent | null {
	const value = parseTolerantJson(decodeText(bytes));
	if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
	const {columns, data} = value;
	if (!Array.isArray(columns) || !Array.isArray(data)) return null;
	const rows = data.slice(0, mostRows).map(row => (Array.isArray(row) ? row.map(cellText) : []));
	return {kind: 'table', columns: columns.map(cellText), rows, total: data.length};
}

/** A logged object in a cell is told by its type: `image`. */
function cellText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value !== 'object') return String(value);
	const type = '_type' in value ? value._type : undefined;
	return typeof type === 'string' ? type.replace(/-file$/, '') : JSON.stringify(value);
}
