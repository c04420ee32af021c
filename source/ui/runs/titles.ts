import {attributes, findAttribute} from '../../core/query/fields/attributes.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import {truncateEnd} from '../../draw/names.ts';
import {textWidth} from '../../draw/width.ts';
import {columnTitle} from '../../store/columns/column-titles.ts';
import {isMetricColumn} from '../../store/columns/metric-column.ts';
import type {Brush} from '../scene.ts';

const fixed: Record<string, string> = {
	status: 'STATUS',
	name: 'RUN',
	progress: 'PROGRESS',
	left: 'LEFT',
	age: 'AGE',
	runtime: 'TIME',
	step: 'STEP',
	group: 'GROUP',
	dir: 'DIRECTORY',
	format: 'FORMAT',
	host: 'HOST',
	tags: 'TAGS',
};

/** Heading of a column: xtui's own in capitals, what comes from the data as it is written there. */
export function columnHeading(column: string): string {
	const attribute = column.startsWith('f:') ? findAttribute(column.slice(2)) : null;
	if (attribute !== null) return attributes[attribute].title.toUpperCase();
	return isMetricColumn(column) || /^[cf]:/.test(column) ? columnTitle(column) : (fixed[column] ?? column);
}

/** A nested name in few cells: the last parts, which tell it from its neighbours: `…/loss`, `…betas.0`. */
export function shortenKey(key: string, cells: number, brush: Brush): string {
	const name = cleanText(key, 500);
	if (textWidth(name) <= cells) return name;
	const dots = glyphFor('ellipsis', brush.glyphs);
	const parts = [...name.matchAll(/[/.]/g)].map(match => name.slice(match.index));
	const fitting = parts.find(part => textWidth(part) + 1 <= cells);
	if (fitting !== undefined) return fitting.startsWith('.') ? fitting.slice(1) : dots + fitting;
	return truncateEnd(name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('.')) + 1), cells, brush.glyphs);
}
