import {PickleNode, type PickleValue} from './values.ts';

interface Field {
	name: string;
	type: PickleNode;
	/** In each record, in bytes. */
	offset: number;
	bytes: number;
}

/** How the records of a structured array are laid out. */
export interface RecordType {
	fields: Field[];
	/** Of one record. */
	bytes: number;
}

/**
 * Reads a numpy.dtype of records from its state: (version, byte order, None, names, {name: (dtype, offset)}, bytes, …), as `__reduce__` of numpy's
 * dtype gives it. Undefined for any other, and for one whose fields lie over each other.
 */
export function recordType(dtype: PickleValue | undefined): RecordType | undefined {
	if (!(dtype instanceof PickleNode) || dtype.shortName !== 'dtype' || !Array.isArray(dtype.state)) return undefined;
	const [, , , names, layout, bytes] = dtype.state;
	if (!Array.isArray(names) || !(layout instanceof Map) || typeof bytes !== 'number' || bytes <= 0) return undefined;
	const fields: Field[] = [];
	for (const name of names) {
		const [type, offset] = (layout.get(name) as PickleValue[] | undefined) ?? [];
		const size = bytesOfType(type);
		if (typeof name !== 'string' || !(type instanceof PickleNode) || typeof offset !== 'number' || size === undefined)
			return undefined;
		if (offset < 0 || offset + size > bytes) return undefined;
		fields.push({name, type, offset, bytes: size});
	}
	const used = fields.reduce((sum, field) => sum + field.bytes, 0);
	return fields.length > 0 && used <= bytes ? {fields, bytes} : undefined;
}

function bytesOfType(type: PickleValue | undefined): number | undefined {
	const record = recordType(type);
	if (record !== undefined) return record.bytes;
	const code = type instanceof PickleNode ? type.args[0] : undefined;
	const [, letter, digits] = (typeof code === 'string' && /^[<>|=]?([a-zA-Z?])(\d+)$/.exec(code)) || [];
	return letter === undefined ? undefined : Number(digits) * (letter === 'U' ? 4 : 1);
}

/**
 * The columns of `count` records that lie one after the other, by name; undefined where one cannot be read.
 * @param read makes a column of the bytes of one field
 */
export function recordColumns(
	raw: Uint8Array,
	{fields, bytes}: RecordType,
	count: number,
	read: (column: Uint8Array, type: PickleNode) => PickleValue | undefined,
): Map<PickleValue, PickleValue> | undefined {
	if (!Number.isSafeInteger(count) || count < 0 || raw.length < count * bytes) return undefined;
	const columns = new Map<PickleValue, PickleValue>();
	for (const field of fields) {
		const column = new Uint8Array(count * field.bytes);
		for (let at = 0; at < count; at++) {
			const from = at * bytes + field.offset;
			column.set(raw.subarray(from, from + field.bytes), at * field.bytes);
		}
		const value = read(column, field.type);
		if (value === undefined) return undefined;
		columns.set(field.name, value);
	}
	return columns;
}
