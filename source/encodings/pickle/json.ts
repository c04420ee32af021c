import {plainValue} from './plain.ts';
import {titleOf} from './titles.ts';
import {NumberArray, PickleGlobal, type PickleNode, PickleSet, type PickleValue} from './values.ts';

export type PlainJson = null | boolean | number | string | PlainJson[] | {[key: string]: PlainJson};

export interface JsonLimits {
	/** Most values in all; the rest becomes "…". A pickle of a few bytes can refer to itself any number of times. */
	maxValues?: number;
	maxDepth?: number;
}

/**
 * A value as JSON for showing and filtering: well-known classes by value, other objects as `<module.Class>`, or with their state under it.
 * Numbers stay numbers, also those that JSON text does not know. Keys that are no texts are written as Python would.
 */
export function pickleToJson(value: PickleValue | undefined, limits: JsonLimits = {}): PlainJson {
	return new Converter(limits.maxValues ?? 20_000, limits.maxDepth ?? 32).convert(value ?? null, 0);
}

class Converter {
	constructor(
		private left: number,
		private readonly maxDepth: number,
	) {}

	convert(given: PickleValue, depth: number): PlainJson {
		if (--this.left < 0 || depth > this.maxDepth) return '…';
		const value = plainValue(given);
		if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value;
		if (typeof value === 'bigint') return value.toString();
		if (value instanceof Uint8Array) return `<${value.length} bytes>`;
		if (Array.isArray(value)) return this.list(value, depth);
		if (value instanceof PickleSet) return this.list(value.items, depth);
		if (value instanceof Map) return this.object(value, depth);
		if (value instanceof NumberArray) return this.array(value, depth);
		if (value instanceof PickleGlobal) return `<${value.module}.${value.name}>`;
		return this.opaque(value, depth);
	}

	private list(items: PickleValue[], depth: number): PlainJson[] {
		const list: PlainJson[] = [];
		for (const item of items) {
			list.push(this.convert(item, depth + 1));
			if (this.left < 0) break;
		}
		return list;
	}

	private object(
		map: Map<PickleValue, PickleValue>,
		depth: number,
		before: [string, PlainJson][] = [],
	): {[key: string]: PlainJson} {
		const seen = new Map(before);
		for (const [name, item] of namedEntries(map, seen.keys())) {
			seen.set(name, this.convert(item, depth + 1));
			if (this.left < 0) break;
		}
		return Object.fromEntries(seen);
	}

	private array({type, shape, values}: NumberArray, depth: number): PlainJson {
		if (values.length > 1000) return `<array ${shape.join('×')} of ${type}>`;
		const nest = (axis: number, from: number): PlainJson => {
			if (axis === shape.length) return this.convert(values[from] ?? null, depth + 1);
			const size = shape[axis] ?? 0;
			const step = shape.slice(axis + 1).reduce((product, next) => product * next, 1);
			return Array.from({length: Math.min(size, 1000)}, (_, index) => nest(axis + 1, from + index * step));
		};
		return values.length === 0 ? [] : nest(0, 0);
	}

	private opaque(node: PickleNode, depth: number): PlainJson {
		const title = titleOf(node);
		if (title !== undefined) return title;
		const name = `<${node.className}>`;
		const inside = node.state instanceof Map ? node.state : (node.entries ?? node.namedFields ?? undefined);
		if (inside !== undefined) return this.object(inside, depth, [['class', name]]);
		const held = node.items ?? node.fields;
		return held === null ? name : [name, ...this.list(held, depth)];
	}
}

/**
 * The entries of a dict by name: a key that is a text is its name, any other is written as Python would. Of two that read the same, as 1 and
 * "1" do, the later one has its type added.
 */
export function* namedEntries(
	map: ReadonlyMap<PickleValue, PickleValue>,
	taken: Iterable<string> = [],
): Generator<[string, PickleValue]> {
	const names = new Set(taken);
	for (const [key, value] of map) {
		const text = typeof key === 'string' ? key : keyText(key);
		const name = names.has(text) ? `${text} (${typeof key})` : text;
		names.add(name);
		yield [name, value];
	}
}

/** A key that is no text, as Python would write it. */
export function keyText(key: PickleValue): string {
	const value = plainValue(key);
	if (value === null) return 'None';
	if (typeof value === 'boolean') return value ? 'True' : 'False';
	if (Array.isArray(value))
		return `(${value
			.slice(0, 8)
			.map(item => (Array.isArray(item) ? '(…)' : keyText(item)))
			.join(', ')})`;
	if (value instanceof PickleGlobal) return `<${value.module}.${value.name}>`;
	if (value instanceof Uint8Array) return bytesText(value);
	return typeof value === 'object' ? '<key>' : String(value);
}

/** Bytes as Python writes them, b'a\x00', the first of many. */
function bytesText(bytes: Uint8Array): string {
	const shown = Array.from(bytes.subarray(0, 32), byte =>
		byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c
			? String.fromCharCode(byte)
			: `\\x${byte.toString(16).padStart(2, '0')}`,
	).join('');
	return `b'${shown}${bytes.length > 32 ? '…' : ''}'`;
}
