import {decodeText} from '../text/text.ts';
import {numpyNumber} from './numpy-numbers.ts';

/** An array as NumPy keeps it (numpy/lib/format.py), its values in the order in which the last index runs fastest. */
export interface NumpyArray {
	shape: readonly number[];
	values: readonly number[];
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** Reads a `.npy` file of numbers; null where it is none, is cut, or holds anything else. */
export function readNpy(bytes: Uint8Array): NumpyArray | null {
	if (bytes.length < 12 || magic.some((byte, i) => bytes[i] !== byte)) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const isFirstVersion = bytes[6] === 1;
	const begin = isFirstVersion ? 10 : 12;
	const end = begin + (isFirstVersion ? view.getUint16(8, true) : view.getUint32(8, true));
	if (end > bytes.length) return null;
	const head = decodeText(bytes.subarray(begin, end));
	const [, order, name = ''] = /'descr': '([<>|])(\w+)'/.exec(head) ?? [];
	const type = numpyNumber(name);
	const shape = /'shape': \(([\d, ]*)\)/
		.exec(head)?.[1]
		?.split(',')
		.filter(part => part.trim() !== '')
		.map(Number);
	if (type === undefined || shape === undefined || !head.includes("'fortran_order': False")) return null;
	const count = shape.reduce((product, length) => product * length, 1);
	if (end + count * type.bytes > bytes.length) return null;
	return {shape, values: Array.from({length: count}, (_, i) => Number(type.read(view, end + i * type.bytes, order !== '>')))};
}
