/** An object of a class with its attributes, or made by a call with arguments. */
export interface Instance {
	of: `${string}.${string}`;
	with?: Record<string, Pickled>;
	args?: Pickled[];
	/** State that is no dict of attributes. */
	state?: Pickled;
}

export class Tuple {
	constructor(readonly items: Pickled[]) {}
}

export type Pickled = null | boolean | number | string | Uint8Array | Pickled[] | Map<string, Pickled> | Tuple | Instance;

/** A dict with these keys, for what is pickled. */
export const dictOf = (entries: Record<string, Pickled>): Map<string, Pickled> => new Map(Object.entries(entries));

/** A pickle (protocol 4) of a value; arrays are lists, maps are dicts. */
export function pickled(value: Pickled): Buffer {
	return Buffer.from(`\x80\x04${write(value)}.`, 'latin1');
}

function write(value: Pickled): string {
	if (value === null) return 'N';
	if (typeof value === 'boolean') return value ? '\x88' : '\x89';
	if (typeof value === 'number') {
		const float = Buffer.alloc(8);
		float.writeDoubleBE(value);
		return `G${float.toString('latin1')}`;
	}
	if (typeof value === 'string') return `X${sized(Buffer.from(value))}`;
	if (value instanceof Uint8Array) return `B${sized(value)}`;
	if (Array.isArray(value)) return `](${value.map(write).join('')}e`;
	if (value instanceof Tuple) return `(${value.items.map(write).join('')}t`;
	if (value instanceof Map) return dict([...value]);
	const dot = value.of.lastIndexOf('.');
	const callable = `${write(value.of.slice(0, dot))}${write(value.of.slice(dot + 1))}\x93`;
	const made = value.args === undefined ? `${callable})\x81` : `${callable}(${value.args.map(write).join('')}tR`;
	if (value.state !== undefined) return `${made}${write(value.state)}b`;
	return value.with === undefined ? made : `${made}${dict(Object.entries(value.with))}b`;
}

function sized(bytes: Uint8Array): string {
	const length = Buffer.alloc(4);
	length.writeUInt32LE(bytes.length);
	return Buffer.concat([length, bytes]).toString('latin1');
}

function dict(entries: [string, Pickled][]): string {
	return `}(${entries.map(([key, item]) => write(key) + write(item)).join('')}u`;
}
