import {bytesType, fixed64Type, varintType, type WireReader} from '../../encodings/records/protobuf.ts';
import {readTexts, readTimestamp} from '../wandb/log/messages.ts';

/** Messages of SwanLab's record log. Each reader starts at the reader's position. */

export interface Start {
	project: string;
	name: string;
	description: string;
	tags: string[];
	group: string;
	jobType: string;
	id: string;
	resumed: boolean;
	startedAtMs: number | null;
}

export function readStart(wire: WireReader, end: number): Start {
	let startedAtMs: number | null = null;
	let resumed = false;
	const texts = readTexts(wire, end, new Set([1, 4, 5, 6, 7, 8, 10]), limit => {
		if (wire.field === 12 && wire.type === bytesType) startedAtMs = readTimestamp(wire, wire.length(limit));
		else if (wire.field === 11 && wire.type === varintType) resumed = wire.varint(limit) !== 0;
		else wire.skip(limit);
	});
	const text = (field: number) => texts.get(field)?.at(-1) ?? '';
	return {
		project: text(1),
		name: text(4),
		description: text(5),
		tags: texts.get(6) ?? [],
		group: text(7),
		jobType: text(8),
		id: text(10),
		resumed,
		startedAtMs,
	};
}

/** How it ended: 1 finished, 2 crashed, 3 aborted. */
export interface Finish {
	state: number;
	error: string;
	finishedAtMs: number | null;
}

export function readFinish(wire: WireReader, end: number): Finish {
	const finish: Finish = {state: 0, error: '', finishedAtMs: null};
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === varintType) finish.state = wire.varint(end);
		else if (wire.field === 2 && wire.type === bytesType) finish.error = wire.text(end);
		else if (wire.field === 3 && wire.type === bytesType) finish.finishedAtMs = readTimestamp(wire, wire.length(end));
		else wire.skip(end);
	}
	return finish;
}

/** A metric is announced before its first point. */
export interface Column {
	isSystem: boolean;
	isScalar: boolean;
	key: string;
}

export function readColumn(wire: WireReader, end: number): Column {
	const column: Column = {isSystem: false, isScalar: true, key: ''};
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === varintType) column.isSystem = wire.varint(end) === 2;
		else if (wire.field === 2 && wire.type === varintType) column.isScalar = wire.varint(end) === 1;
		else if (wire.field === 3 && wire.type === bytesType) column.key = wire.text(end);
		else wire.skip(end);
	}
	return column;
}

export interface Scalar {
	key: string;
	step: number;
	wallMs: number;
	value: number;
}

/** Zeros are absent on the wire: a point without a step is at step 0, one with an empty value is 0. */
export function readScalar(wire: WireReader, end: number): Scalar {
	const scalar: Scalar = {key: '', step: 0, wallMs: Number.NaN, value: Number.NaN};
	while (wire.next(end)) {
		const {field, type} = wire;
		if (field === 1 && type === bytesType) scalar.key = wire.text(end);
		else if (field === 2 && type === varintType) scalar.step = wire.int64(end);
		else if (field === 4 && type === bytesType) scalar.wallMs = readTimestamp(wire, wire.length(end));
		else if (field === 5 && type === bytesType) scalar.value = readNumber(wire, wire.length(end));
		else wire.skip(end);
	}
	return scalar;
}

function readNumber(wire: WireReader, end: number): number {
	let value = 0;
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === fixed64Type) value = wire.double(end);
		else wire.skip(end);
	}
	return value;
}

/** A line of output. */
export interface Line {
	text: string;
	atMs: number | null;
}

export function readLine(wire: WireReader, end: number): Line {
	const line: Line = {text: '', atMs: null};
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === bytesType) line.text = wire.text(end);
		else if (wire.field === 3 && wire.type === bytesType) line.atMs = readTimestamp(wire, wire.length(end));
		else wire.skip(end);
	}
	return line;
}
