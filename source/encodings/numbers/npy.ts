import {decodeText} from '../text/text.ts';

/** An array as NumPy keeps it (numpy/lib/format.py), its values in the order in which the last index runs fastest. */
export interface NumpyArray {
	shape: readonly number[];
	values: readonly number[];
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
type Read = (view: DataView, at: number) => number;
/** How little-endian values are read, by their type's name, and how many bytes each takes. */
const types: Readonly<Record<string, readonly [bytes: number, read: Read]>> = {
	'<i8': [8, (view, at) => Number(view.getBigInt64(at, true))],
	'<i4': [4, (view, at) => view.getInt32(at, true)],
	'<f8': [8, (view, at) => view.getFloat64(at, true)],
	'<f4': [4, (view, at) => view.getFloat32(at, true)],
	'|b1': [1, (view, at) => view.getUint8(at)],
};

/** Reads a `.npy` file of numbers; null where it is none, is cut, or holds anything else. */
export function readNpy(bytes: Uint8Array): NumpyArray | null {
	if (bytes.length < 12 || magic.some((byte, i) => bytes[i] !== byte)) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const isFirstVersion = bytes[6] === 1;
	const begin = isFirstVersion ? 10 : 12;
	const end = begin + (isFirstVersion ? view.getUint16(8, true) : view.getUint32(8, true));
	if (end > bytes.length) return null;
	const head = decodeText(bytes.subarray(begin, end));
	const [bytesEach, read] = types[/'descr': '([^']+)'/.exec(head)?.[1] ?? ''] ?? [];
	const shape = /'shape': \(([\d, ]*)\)/
		.exec(head)?.[1]
		?.split(',')
		.filter(part => part.trim() !== '')
		.map(Number);
	if (bytesEach === undefined || read === undefined || shape === undefined || !head.includes("'fortran_order': False"))
		return null;
	const count = shape.reduce((product, length) => product * length, 1);
	if (end + count * bytesEach > bytes.length) return null;
	return {shape, values: Array.from({length: count}, (_, i) => read(view, end + i * bytesEach))};
}
