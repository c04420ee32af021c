import type {Json, JsonObject} from '../../core/run.ts';
import {NumberArray, namedEntries, PickleNode, type PickleValue, pickleToJson, plainValue} from '../../encodings/pickle/index.ts';

/** Numbers by their place in a list; a place without a number is left out. */
export interface Curve {
	steps: number[];
	values: number[];
}

/** A result taken apart: lists of numbers are curves over their index, columns of a table over the numbers of its rows, the rest are single values. */
export interface Result {
	series: Map<string, Curve>;
	summary: JsonObject;
}

const deepest = 4;
/** A pickle of a few bytes can hold one list any number of times. */
const mostNumbers = 5_000_000;
const mostNames = 10_000;

/** Takes apart what a pipeline returned. `name` is for a result that is one list or one value. */
export function takeApart(value: PickleValue | undefined, name: string): Result {
	const taker = new Taker();
	if (value === undefined) return taker.result;
	const fields = fieldsIn(value);
	if (fields !== null) taker.takeFields(fields, '', taker.result.summary, 0);
	else taker.takeValue(name, value, taker.result.summary, name, name === 'result' ? '' : `${name}/`, 0);
	return taker.result;
}

class Taker {
	readonly result: Result = {series: new Map(), summary: {}};
	private names = mostNames;
	private numbers = mostNumbers;
	/** What is being taken apart: an object may hold itself, by its own attributes. */
	private readonly open = new Set<Map<PickleValue, PickleValue>>();

	takeFields(fields: Map<PickleValue, PickleValue>, prefix: string, into: JsonObject, depth: number): void {
		this.open.add(fields);
		for (const [name, value] of namedEntries(fields)) {
			if (--this.names < 0) break;
			const inner = fieldsIn(value);
			if (inner === null || !this.open.has(inner))
				this.takeValue(`${prefix}${name}`, value, into, name, `${prefix}${name}/`, depth);
		}
		this.open.delete(fields);
	}

	takeValue(path: string, value: PickleValue, into: JsonObject, name: string, prefix: string, depth: number): void {
		if (this.takeCurve(path, value) || this.takeRecords(prefix, value, into, name)) return;
		const fields = depth < deepest ? fieldsIn(value) : null;
		if (fields === null) {
			define(into, name, pickleToJson(value, {maxValues: 2000}));
			return;
		}
		const inner: JsonObject = {};
		this.takeFields(fields, prefix, inner, depth + 1);
		if (Object.keys(inner).length > 0) define(into, name, inner);
	}

	/** A list or one-dimensional array of numbers, in which None may stand for a missing one. */
	private takeCurve(path: string, given: PickleValue): boolean {
		const value = plainValue(given);
		const items = Array.isArray(value) ? value : value instanceof NumberArray && value.shape.length === 1 ? value.values : null;
		if (items === null || items.length === 0 || items.length > this.numbers) return false;
		this.numbers -= items.length;
		const curve: Curve = {steps: [], values: []};
		const steps = value instanceof NumberArray ? value.labels : null;
		for (const [index, item] of items.entries()) {
			const number = numberIn(item);
			if (number === undefined) return false;
			if (number !== null) add(curve, steps?.[index] ?? index, number);
		}
		if (curve.values.length === 0) return false;
		this.put(path, curve);
		return true;
	}

	/** A list of dicts, as a history of epochs is often kept: a curve for each key with numbers, and what else they hold by key. */
	private takeRecords(prefix: string, given: PickleValue, into: JsonObject, name: string): boolean {
		const value = plainValue(given);
		if (!Array.isArray(value) || value.length === 0) return false;
		const records = new RecordTaker(this.numbers, this.names);
		const isTaken = value.every((item, index) => {
			const fields = item === null ? new Map<PickleValue, PickleValue>() : fieldsIn(item);
			return fields !== null && records.take(fields, '', index, 0);
		});
		this.numbers = Math.max(0, records.numbers);
		const {curves, others} = records;
		if (!isTaken || curves.size === 0) return false;
		this.names = records.names;
		for (const [key, curve] of curves) this.put(`${prefix}${key}`, curve);
		if (others.size > 0) define(into, name, pickleToJson(others, {maxValues: 2000}));
		return true;
	}

	/** Two places of a result can read the same: "train/loss" is a key, and one in another. */
	private put(path: string, curve: Curve): void {
		const {series} = this.result;
		let name = path;
		for (let again = 2; series.has(name); again++) name = `${path} (${again})`;
		series.set(name, curve);
	}
}

/** The records of a list by key, those of dicts in them by both keys. */
class RecordTaker {
	readonly curves = new Map<string, Curve>();
	/** What is no number: by key the values of all records, null for those without. */
	readonly others = new Map<PickleValue, PickleValue[]>();

	constructor(
		public numbers: number,
		public names: number,
	) {}

	/** False where there is more than is read. */
	take(fields: Map<PickleValue, PickleValue>, prefix: string, index: number, depth: number): boolean {
		for (const [name, entry] of namedEntries(fields)) {
			if (--this.numbers < 0) return false;
			const key = `${prefix}${name}`;
			const number = numberIn(entry);
			if (number === null) continue;
			const inner = number !== undefined || depth >= deepest ? null : fieldsIn(entry);
			if (inner !== null && inner.size > 0) {
				if (!this.take(inner, `${key}/`, index, depth + 1)) return false;
			} else if (number !== undefined && this.curves.get(key)?.steps.at(-1) !== index) {
				const curve = this.curves.get(key) ?? {steps: [], values: []};
				if (curve.values.length === 0 && --this.names < 0) return false;
				add(curve, index, number);
				this.curves.set(key, curve);
			} else if (!this.keep(key, entry, index)) return false;
		}
		return true;
	}

	private keep(key: string, value: PickleValue, index: number): boolean {
		const values = this.others.get(key) ?? [];
		if (values.length === 0 && --this.names < 0) return false;
		this.numbers -= Math.max(0, index - values.length);
		if (this.numbers < 0) return false;
		while (values.length < index) values.push(null);
		if (values.length === index) values.push(value);
		this.others.set(key, values);
		return true;
	}
}

function add(curve: Curve, step: number, value: number): void {
	curve.steps.push(step);
	curve.values.push(value);
}

/** Sets a key that may be "__proto__" like any other. */
function define(into: JsonObject, name: string, value: Json): void {
	Object.defineProperty(into, name, {value, enumerable: true, configurable: true, writable: true});
}

function fieldsIn(given: PickleValue): Map<PickleValue, PickleValue> | null {
	const value = plainValue(given);
	if (value instanceof Map) return value;
	if (!(value instanceof PickleNode)) return null;
	return value.state instanceof Map ? value.state : (value.entries ?? value.namedFields);
}

/** Null for None, undefined for anything that is no number. */
function numberIn(given: PickleValue): number | null | undefined {
	if (typeof given === 'number') return given;
	if (given === null) return null;
	const value = plainValue(given);
	if (typeof value === 'bigint') return Number(value);
	return typeof value === 'number' ? value : undefined;
}
