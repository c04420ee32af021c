import type {Json} from '../../core/run.ts';
import {bytesType, fixed32Type, fixed64Type, varintType, WireReader} from '../../encodings/records/protobuf.ts';
import {type Attributes, momentText} from './attributes.ts';

const millionths = 1e6;

/** What a value of the client is (neptune_api/proto, ingest/v1/common.proto): a number, a text, a moment or something else. */
interface Value {
	number: number | null;
	value: Json;
}

/** What the record of a new run says. */
export interface NewRun {
	runId: string | null;
	experiment: string | null;
	createdAtMs: number | null;
	parent: string | null;
	parentStep: number | null;
}

const wire = new WireReader();

function begin(bytes: Uint8Array): number {
	wire.reset(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0);
	return bytes.length;
}

/** Does to attributes what an `UpdateRunSnapshot` says; false where it is damaged. */
export function applyUpdate(bytes: Uint8Array, attributes: Attributes, storedAtMs: number): boolean {
	const end = begin(bytes);
	let step: number | null = null;
	let atMs = storedAtMs;
	const later: (() => void)[] = [];
	while (wire.next(end)) {
		if (wire.type !== bytesType) {
			wire.skip(end);
			continue;
		}
		const inner = wire.length(end);
		if (wire.field === 1) step = readStep(inner);
		else if (wire.field === 2) atMs = readMoment(inner);
		else if (wire.field === 4) {
			const {key, value} = readEntry(inner, readValue);
			if (value !== null) later.push(() => attributes.assign(key, value.value));
		} else if (wire.field === 5) {
			const {key, value} = readEntry(inner, readChanges);
			later.push(() => {
				for (const [text, isAdded] of value ?? []) attributes.change(key, [text], isAdded);
			});
		} else if (wire.field === 8) {
			const {key, value} = readEntry(inner, readValue);
			later.push(() => {
				if (value === null) return;
				if (value.number !== null) attributes.append(key, step, atMs, value.number);
				else if (typeof value.value === 'string') attributes.appendText(key, atMs, value.value);
			});
		}
		wire.pos = inner;
	}
	if (wire.broken) return false;
	for (const act of later) act();
	attributes.see(atMs);
	return true;
}

/** What a record that makes a run says (`Run` of the same file). */
export function readNewRun(bytes: Uint8Array): NewRun {
	const end = begin(bytes);
	const run: NewRun = {runId: null, experiment: null, createdAtMs: null, parent: null, parentStep: null};
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === bytesType) run.runId = wire.text(end) || null;
		else if (wire.field === 5 && wire.type === bytesType) run.experiment = wire.text(end) || null;
		else if (wire.field === 3 && wire.type === bytesType) run.createdAtMs = readMoment(wire.length(end));
		else if (wire.field === 2 && wire.type === bytesType) readFork(wire.length(end), run);
		else wire.skip(end);
	}
	return run;
}

function readFork(end: number, run: NewRun): void {
	while (wire.next(end)) {
		if (wire.field === 2 && wire.type === bytesType) run.parent = wire.text(end) || null;
		else if (wire.field === 4 && wire.type === bytesType) run.parentStep = readStep(wire.length(end));
		else wire.skip(end);
	}
}

/** An entry of a map: its key, and its value by `read`. */
function readEntry<Found>(end: number, read: (end: number) => Found): {key: string; value: Found | null} {
	let key = '';
	let value: Found | null = null;
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === bytesType) key = wire.text(end);
		else if (wire.field === 2 && wire.type === bytesType) value = read(wire.length(end));
		else wire.skip(end);
	}
	return {key, value};
}

/** Steps have six decimals at most, which come as millionths. */
function readStep(end: number): number {
	let [whole, parts] = [0, 0];
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === varintType) whole = wire.varint(end);
		else if (wire.field === 2 && wire.type === varintType) parts = wire.varint(end);
		else wire.skip(end);
	}
	return whole + parts / millionths;
}

/** Milliseconds since the epoch. */
function readMoment(end: number): number {
	let [seconds, nanos] = [0, 0];
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === varintType) seconds = wire.int64(end);
		else if (wire.field === 2 && wire.type === varintType) nanos = wire.int64(end);
		else wire.skip(end);
	}
	return seconds * 1000 + nanos / millionths;
}

function readValue(end: number): Value | null {
	let found: Value | null = null;
	const ofNumber = (number: number): Value => ({number, value: number});
	while (wire.next(end)) {
		const {field, type} = wire;
		if (field === 1 && type === fixed64Type) found = ofNumber(wire.double(end));
		else if (field === 1 && type === fixed32Type) found = ofNumber(wire.float(end));
		else if (field === 3 && type === varintType) found = readInteger(end);
		else if (field === 5 && type === varintType) found = {number: null, value: wire.varint(end) === 1};
		else if (field === 6 && type === bytesType) found = {number: null, value: wire.text(end)};
		else if (field === 8 && type === bytesType) found = {number: null, value: momentText(readMoment(wire.length(end)))};
		else wire.skip(end);
	}
	return found;
}

/** One beyond 2^53 is the text of all its digits. */
function readInteger(end: number): Value {
	const {bytes, pos} = wire;
	const number = wire.int64(end);
	if (Number.isSafeInteger(number)) return {number, value: number};
	const bits = bytes.subarray(pos, wire.pos).reduce((sum, byte, i) => sum | (BigInt(byte & 0x7f) << BigInt(7 * i)), 0n);
	return {number, value: String(BigInt.asIntN(64, bits))};
}

/** Texts that came to a set, and that went. */
function readChanges(end: number): [string, boolean][] {
	const changes: [string, boolean][] = [];
	while (wire.next(end)) {
		if (wire.field !== 1 || wire.type !== bytesType) {
			wire.skip(end);
			continue;
		}
		const inner = wire.length(end);
		while (wire.next(inner)) {
			if (wire.field !== 1 || wire.type !== bytesType) {
				wire.skip(inner);
				continue;
			}
			const {key, value} = readPair(wire.length(inner));
			if (value === 1 || value === 2) changes.push([key, value === 1]);
		}
	}
	return changes;
}

function readPair(end: number): {key: string; value: number} {
	let [key, value] = ['', 0];
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === bytesType) key = wire.text(end);
		else if (wire.field === 2 && wire.type === varintType) value = wire.varint(end);
		else wire.skip(end);
	}
	return {key, value};
}
