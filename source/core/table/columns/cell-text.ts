import type {FieldKind} from '../../query/fields/attributes.ts';
import type {RunRow} from '../../row.ts';
import {cleanText} from '../../text/clean-text.ts';
import {formatTimestamp, type ZoneOffset} from '../../text/clock.ts';
import {formatDuration} from '../../text/durations.ts';
import {formatNumber, formatParameter, plainText, type TextOptions} from '../../text/numbers.ts';
import {formatPercent} from '../../text/units.ts';
import type {Column} from './columns.ts';

export interface CellOptions extends TextOptions {
	nowMs: number;
	zone: ZoneOffset;
}

/** A value in full for other programs: all digits, seconds, UTC times, NaN as such; `` where it is missing. */
export function exactText(column: Column, row: RunRow, nowMs: number): string {
	const value = column.read(row, nowMs);
	if (value === null) return '';
	if (typeof value === 'string') return cleanText(value, Number.POSITIVE_INFINITY);
	if (typeof value !== 'number') return cleanText(value.join(', '), Number.POSITIVE_INFINITY);
	if (column.kind === 'time') return Math.abs(value) <= 8.64e15 ? new Date(value).toISOString() : '';
	return column.kind === 'span' ? String(Number(value.toFixed(3))) : String(value);
}

/** A value for people; `` where it is missing. Text is cleaned of control sequences and never cut. */
export function readableText(column: Column, row: RunRow, options: CellOptions): string {
	const {source} = column.field;
	if (source.from === 'attribute' && source.name === 'eta' && row.estimate)
		return cleanText(row.estimate.text || formatDuration(row.estimate.seconds));
	const value = column.read(row, options.nowMs);
	if (value === null) {
		const step = source.from === 'attribute' && source.name === 'progress' ? row.progress?.step : null;
		return step === null || step === undefined ? '' : `${row.progress!.unit} ${step}`;
	}
	if (typeof value === 'string') return cleanText(value, Number.POSITIVE_INFINITY);
	if (typeof value !== 'number') return cleanText(value.join(', '), Number.POSITIVE_INFINITY);
	return numberText(value, column.kind, options);
}

/** A number of a field for people, by what it measures. */
export function numberText(value: number, kind: FieldKind, options: TextOptions & {zone: ZoneOffset}): string {
	switch (kind) {
		case 'time':
			return formatTimestamp(value, options.zone);
		case 'span':
			return formatDuration(value);
		case 'fraction':
			return formatPercent(value);
		case 'mixed':
			return formatParameter(value, 6, options);
		default:
			return formatNumber(value, 4, options);
	}
}

/** Options for a pipe: ASCII, UTC. */
export const pipeOptions = (nowMs: number): CellOptions => ({...plainText, nowMs, zone: 0});
