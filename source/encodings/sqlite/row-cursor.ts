import {viewOf} from './access.ts';
import type {Leaf} from './leaves.ts';
import {VarintReader} from './varint.ts';

const mostColumns = 2000;

/** As SQLite stores it: integers beyond 2^53 come as the nearest number. */
export type SqlValue = null | number | string | Uint8Array;

/** Bytes that a serial type takes in the body of a record. */
function lengthOf(type: number): number {
	if (type >= 12) return (type - 12) >> 1;
	if (type < 5) return type;
	return type === 5 ? 6 : type < 8 ? 8 : 0;
}

/** Looks at the rows of a leaf one after another, without an object or a string that nobody asks for. Valid until the next row. */
export class RowCursor {
	rowid = 0;
	/** Where the values of this row lie: `startOf` and `endOf` are offsets into it. */
	bytes: Uint8Array = new Uint8Array(0);
	private view = viewOf(this.bytes);
	private readonly types = new Float64Array(mostColumns);
	private readonly starts = new Int32Array(mostColumns);
	private count = 0;
	private readonly varint = new VarintReader();
	private readonly decoder: InstanceType<typeof TextDecoder>;
	private readonly rowidColumn: number;

	constructor(
		encoding: 'utf-8' | 'utf-16le' | 'utf-16be',
		/** Column that stands for the row id and is stored as NULL; -1 for none. */
		rowidColumn: number,
	) {
		this.rowidColumn = rowidColumn < 0 ? Number.NaN : rowidColumn;
		this.decoder = new TextDecoder(encoding, {ignoreBOM: true});
	}

	/** Moves to a cell of a leaf; false where it makes no sense. */
	move(leaf: Leaf, cell: number): boolean {
		const {bytes, view, start} = leaf;
		const {varint} = this;
		const at = view.getUint16(start + 8 + cell * 2);
		const length = varint.read(bytes, at, bytes.length);
		if (length < 0) return false;
		this.rowid = varint.read(bytes, varint.end, bytes.length);
		const spilled = leaf.spilled.get(cell);
		if (spilled === null) return false;
		if (spilled !== undefined) {
			this.bytes = spilled;
			this.view = viewOf(spilled);
			return this.parse(0, spilled.length);
		}
		this.bytes = bytes;
		this.view = view;
		return varint.end + length <= bytes.length && this.parse(varint.end, varint.end + length);
	}

	/** True where a column holds nothing, or a type that does not exist. */
	isNull(column: number): boolean {
		if (column === this.rowidColumn) return false;
		const type = column < 0 || column >= this.count ? 0 : this.types[column];
		return type === 0 || type === 10 || type === 11;
	}

	/** Number of a column; `missing` where it holds none. */
	number(column: number, missing = Number.NaN): number {
		if (column === this.rowidColumn) return this.rowid;
		if (column < 0 || column >= this.count) return missing;
		const type = this.types[column]!;
		const at = this.starts[column]!;
		const {view} = this;
		switch (type) {
			case 0:
				return missing;
			case 1:
				return view.getInt8(at);
			case 2:
				return view.getInt16(at);
			case 3:
				return (view.getInt16(at) << 8) | view.getUint8(at + 2);
			case 4:
				return view.getInt32(at);
			case 5:
				return view.getInt16(at) * 2 ** 32 + view.getUint32(at + 2);
			case 6:
				return view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4);
			case 7:
				return view.getFloat64(at);
			case 8:
				return 0;
			case 9:
				return 1;
			// Reserved: no file that anybody may keep has these.
			case 10:
			case 11:
				return missing;
		}
		const text = this.text(column);
		return text === null || text.trim() === '' ? missing : Number(text);
	}

	/** Text of a column, bytes as the text they are; null where it holds none. Numbers come as they are written. */
	text(column: number): string | null {
		if (this.isNull(column)) return null;
		if (column === this.rowidColumn || this.types[column]! < 12) return String(this.number(column));
		return this.decoder.decode(this.bytes.subarray(this.startOf(column), this.endOf(column)));
	}

	value(column: number): SqlValue {
		if (this.isNull(column)) return null;
		if (column === this.rowidColumn || this.types[column]! < 12) return this.number(column);
		if ((this.types[column]! & 1) === 1) return this.text(column);
		return new Uint8Array(this.bytes.subarray(this.startOf(column), this.endOf(column)));
	}

	/** First byte of a text or blob in `bytes`. */
	startOf(column: number): number {
		return column < 0 || column >= this.count ? 0 : this.starts[column]!;
	}

	/** First byte after it; the start itself where the column holds neither. */
	endOf(column: number): number {
		return (
			this.startOf(column) + (column < 0 || column >= this.count || this.types[column]! < 12 ? 0 : lengthOf(this.types[column]!))
		);
	}

	/** A number that hardly two rows share, to know a row again. */
	get print(): number {
		let hash = this.count;
		const end = this.count === 0 ? 0 : this.starts[this.count - 1]! + lengthOf(this.types[this.count - 1]!);
		for (let at = this.count === 0 ? 0 : this.starts[0]!; at < end; at++) hash = Math.imul(hash ^ this.bytes[at]!, 0x01000193);
		return hash;
	}

	/** Takes in the header of a record at [start, end) of `bytes` (section 2.1). */
	private parse(start: number, end: number): boolean {
		const {varint, bytes, types, starts} = this;
		const headerBytes = varint.read(bytes, start, end);
		const bodyAt = start + headerBytes;
		if (headerBytes < 1 || bodyAt > end) return false;
		let at = varint.end;
		let body = bodyAt;
		let count = 0;
		while (at < bodyAt && count < mostColumns) {
			let type = bytes[at]!;
			if (type < 0x80) at++;
			else {
				type = varint.read(bytes, at, bodyAt);
				if (type < 0) return false;
				at = varint.end;
			}
			types[count] = type;
			starts[count++] = body;
			body += lengthOf(type);
			if (body > end) return false;
		}
		this.count = count;
		return true;
	}
}
