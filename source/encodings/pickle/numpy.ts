import {numpyNumber} from '../numbers/numpy-numbers.ts';
import {bytesOf} from './bytes.ts';
import {longDouble} from './long-double.ts';
import {complexText} from './numbers.ts';
import {recordColumns, recordType} from './numpy-records.ts';
import {datetime64Text, type TimeUnit, timedelta64Seconds, timeUnitOf} from './numpy-times.ts';
import {NumberArray, PickleNode, type PickleValue} from './values.ts';

/** numpy's arrays and scalars (numpy 1 and 2) from the arguments and state that they are pickled with. */

interface ElementType {
	/** "f8", "i4", "U", … */
	letter: string;
	itemBytes: number;
	littleEndian: boolean;
	/** Of times, where it is known. */
	unit?: TimeUnit | undefined;
}

/** An array, the value of a scalar, or undefined where `node` is neither or of a type that is not known. */
export function numpyValue(node: PickleNode, name: string): PickleValue | undefined {
	if (name === 'scalar') {
		const type = elementType(node.args[0]);
		const raw = bytesOf(node.args[1]);
		return type && raw ? elements(raw, type, 1)?.[0] : undefined;
	}
	if (name === '_frombuffer') {
		const [raw, dtype, shape, order] = node.args;
		return arrayValue(raw, dtype, shape, order === 'F');
	}
	if (name === '_reconstruct' && Array.isArray(node.state)) {
		const [, shape, dtype, fortran, raw] = node.state;
		return arrayValue(raw, dtype, shape, fortran === true);
	}
	if (name === '_mareconstruct' && Array.isArray(node.state)) {
		// The state of the array, then a byte for each value that is not 0 where it is masked, and what stands for those (numpy/ma/core.py).
		const [, shape, dtype, fortran, raw, mask] = node.state;
		return masked(array(raw, dtype, shape, fortran === true), bytesOf(mask), fortran === true);
	}
	return undefined;
}

/** An array of numbers, its one number where it has no dimensions, or one of records as its columns by name. */
function arrayValue(
	raw: PickleValue | undefined,
	dtype: PickleValue | undefined,
	shape: PickleValue | undefined,
	fortran: boolean,
): PickleValue | undefined {
	const record = recordType(dtype);
	const bytes = bytesOf(raw);
	if (record === undefined || bytes === undefined) {
		const found = array(raw, dtype, shape, fortran);
		return found?.shape.length === 0 ? found.values[0] : found;
	}
	const count = Array.isArray(shape) ? shape.reduce<number>((product, size) => product * Number(size), 1) : Number.NaN;
	return recordColumns(bytes, record, count, (column, type) => arrayValue(column, type, shape, fortran));
}

/** The same array with None for what is masked. */
function masked(of: NumberArray | undefined, mask: Uint8Array | undefined, fortran: boolean): NumberArray | undefined {
	if (of === undefined || mask?.length !== of.values.length) return undefined;
	const marks = Array.from(mask);
	const ordered = fortran && of.shape.length > 1 ? toRowOrder(marks, of.shape) : marks;
	const values = of.values.map((value, at) => (ordered[at] === 0 ? value : null));
	return new NumberArray(of.type, of.shape, values);
}

/** What an array is called whose numbers cannot be read, or were passed over: "<array 400×2 of f8>". Undefined for anything else. */
export function arrayTitle({shortName, args, state}: PickleNode): string | undefined {
	const parts = shortName === '_frombuffer' ? [args[2], args[1]] : Array.isArray(state) ? [state[1], state[2]] : [];
	const [shape, dtype] = shortName === '_frombuffer' || shortName === '_reconstruct' ? parts : [];
	const type = elementType(dtype);
	return type === undefined || !Array.isArray(shape)
		? undefined
		: `<array ${shape.join('×')} of ${type.letter}${type.itemBytes}>`;
}

function array(
	raw: PickleValue | undefined,
	dtype: PickleValue | undefined,
	shape: PickleValue | undefined,
	fortran: boolean,
): NumberArray | undefined {
	const type = elementType(dtype);
	const sizes = Array.isArray(shape) ? shape.filter(size => typeof size === 'number' && size >= 0) : [];
	if (type === undefined || !Array.isArray(shape) || sizes.length !== shape.length || sizes.length > 32) return undefined;
	const dimensions = sizes as number[];
	const count = dimensions.reduce((product, size) => product * size, 1);
	const bytes = bytesOf(raw);
	const values = Array.isArray(raw) ? raw : bytes ? elements(bytes, type, count) : undefined;
	if (values === undefined || values.length !== count) return undefined;
	const ordered = fortran && dimensions.length > 1 ? toRowOrder(values, dimensions) : values;
	return new NumberArray(`${type.letter}${type.itemBytes}`, dimensions, ordered);
}

/** Reads numpy.dtype('f8', …) with its state (version, byte order, …). */
function elementType(dtype: PickleValue | undefined): ElementType | undefined {
	if (!(dtype instanceof PickleNode) || dtype.shortName !== 'dtype' || typeof dtype.args[0] !== 'string') return undefined;
	const found = /^[<>|=]?([a-zA-Z?])(\d*)$/.exec(dtype.args[0]);
	if (found === null) return undefined;
	const letter = found[1] ?? '';
	const order = Array.isArray(dtype.state) ? dtype.state[1] : dtype.args[0][0];
	const unit = letter === 'M' || letter === 'm' ? timeUnitOf(dtype) : undefined;
	return {letter, itemBytes: Number(found[2] || 0), littleEndian: order !== '>', unit};
}

function elements(raw: Uint8Array, type: ElementType, count: number): PickleValue[] | undefined {
	const bytes = type.itemBytes * (type.letter === 'U' ? 4 : 1);
	if (bytes === 0 || raw.length < bytes * count) return undefined;
	const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
	if (elementAt(view, 0, type) === undefined && count > 0) return undefined;
	return Array.from({length: count}, (_, index) => elementAt(view, index * bytes, type) ?? null);
}

function elementAt(view: DataView, at: number, {letter, itemBytes, littleEndian, unit}: ElementType): PickleValue | undefined {
	const name = `${letter}${letter === 'U' || letter === 'S' ? '' : itemBytes}`;
	const number = numpyNumber(name);
	if (number !== undefined) return view.byteLength < at + number.bytes ? undefined : number.read(view, at, littleEndian);
	switch (name) {
		case 'f12':
		case 'f16':
			return littleEndian ? longDouble(view, at, itemBytes) : undefined;
		case 'M8':
			return unit && view.byteLength >= at + 8 ? datetime64Text(view.getBigInt64(at, littleEndian), unit) : undefined;
		case 'm8':
			return unit && view.byteLength >= at + 8 ? timedelta64Seconds(view.getBigInt64(at, littleEndian), unit) : undefined;
		case 'c16':
			if (view.byteLength < at + 16) return undefined;
			return complexText(view.getFloat64(at, littleEndian), view.getFloat64(at + 8, littleEndian));
		case 'c8':
			if (view.byteLength < at + 8) return undefined;
			return complexText(view.getFloat32(at, littleEndian), view.getFloat32(at + 4, littleEndian));
		case 'c24':
		case 'c32': {
			const parts = [0, 1].map(i => (littleEndian ? longDouble(view, at + (i * itemBytes) / 2, itemBytes / 2) : undefined));
			return parts.includes(undefined) ? undefined : complexText(parts[0], parts[1]);
		}
		case 'U':
			return characters(view, at, itemBytes, 4, littleEndian);
		case 'S':
			return characters(view, at, itemBytes, 1, littleEndian);
		default:
			return undefined;
	}
}

function characters(view: DataView, at: number, count: number, width: 1 | 4, littleEndian: boolean): string {
	let text = '';
	for (let index = 0; index < count; index++) {
		const start = at + index * width;
		if (start + width > view.byteLength) break;
		const code = width === 4 ? view.getUint32(start, littleEndian) : view.getUint8(start);
		text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
	}
	return text.replace(/\0+$/, '');
}

/** Values written column by column, row by row. */
function toRowOrder(values: PickleValue[], shape: number[]): PickleValue[] {
	const strides: number[] = [];
	let stride = 1;
	for (const size of shape) {
		strides.push(stride);
		stride *= size;
	}
	return values.map((_, index) => {
		let rest = index;
		let source = 0;
		for (let axis = shape.length - 1; axis >= 0; axis--) {
			const size = shape[axis] ?? 1;
			source += (rest % size) * (strides[axis] ?? 0);
			rest = Math.floor(rest / size);
		}
		return values[source] ?? null;
	});
}
