import type {Json, JsonObject} from '../../core/run.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {momentOfText} from '../../encodings/text/moments.ts';
import {isObject} from '../values.ts';
import {pointValue} from './point-value.ts';
import type {Column, Finish, Line, Scalar, Start} from './records.ts';

/** What a record of log format 1 says; SwanLab up to 0.6 wrote JSON (`{"model_type": …, "data": …}`, swanlab/proto/v0.py) in the same blocks. */
export type JsonRecord =
	| {kind: 'start'; start: Partial<Start>}
	| {kind: 'finish'; finish: Finish}
	| {kind: 'column'; column: Column}
	| {kind: 'scalar'; scalar: Scalar}
	| {kind: 'line'; line: Line; isError: boolean}
	| {kind: 'other'};

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

function timeOf(value: Json | undefined): number | null {
	const atMs = typeof value === 'string' ? momentOfText(value) : Number.NaN;
	return Number.isNaN(atMs) ? null : atMs;
}

/** Reads a record; null where it is no such JSON. */
export function readJsonRecord(text: string): JsonRecord | null {
	const record = parseTolerantJson(text);
	if (!isObject(record) || !isObject(record.data)) return null;
	const {model_type: kind, data} = record;
	if (kind === 'Header') return {kind: 'start', start: {startedAtMs: timeOf(data.create_time)}};
	if (kind === 'Project') return {kind: 'start', start: {project: textOf(data.name)}};
	if (kind === 'Experiment') return {kind: 'start', start: experimentOf(data)};
	if (kind === 'Footer') return {kind: 'finish', finish: finishOf(data)};
	if (kind === 'Column') return {kind: 'column', column: columnOf(data)};
	if (kind === 'Scalar') return {kind: 'scalar', scalar: scalarOf(data)};
	if (kind === 'Log') return lineOf(data);
	return {kind: 'other'};
}

const lineOf = (data: JsonObject): JsonRecord => ({
	kind: 'line',
	line: {text: textOf(data.message), atMs: timeOf(data.create_time)},
	isError: data.level === 'ERROR',
});

function experimentOf(data: JsonObject): Partial<Start> {
	const tags = Array.isArray(data.tags) ? data.tags.map(textOf).filter(tag => tag !== '') : [];
	return {id: textOf(data.id), name: textOf(data.name), description: textOf(data.description), tags};
}

const finishOf = (data: JsonObject): Finish => ({
	state: data.success === true ? 1 : 2,
	error: textOf(data.error),
	finishedAtMs: timeOf(data.create_time),
});

const columnOf = (data: JsonObject): Column => ({
	isSystem: data.cls === 'SYSTEM',
	isScalar: data.column_type === 'FLOAT',
	key: textOf(data.key),
});

function scalarOf(data: JsonObject): Scalar {
	const metric = isObject(data.metric) ? data.metric : {};
	const step = Number(data.step ?? metric.index);
	return {
		key: textOf(data.key),
		step: Number.isFinite(step) ? step : 0,
		wallMs: timeOf(metric.create_time) ?? Number.NaN,
		value: pointValue(metric.data) ?? Number.NaN,
	};
}
