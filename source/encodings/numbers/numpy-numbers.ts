import {readHalf} from './half-floats.ts';

/** How an element of an array is read. A 64-bit whole number that a double cannot hold stays a bigint. */
export interface NumpyNumber {
	bytes: number;
	read: (view: DataView, at: number, littleEndian: boolean) => number | bigint | boolean;
}

/** NumPy's plain numbers by the letter and bytes of their type ("f8"; numpy/_core/numerictypes.py). */
const numbers: Readonly<Record<string, NumpyNumber>> = {
	f8: {bytes: 8, read: (view, at, littleEndian) => view.getFloat64(at, littleEndian)},
	f4: {bytes: 4, read: (view, at, littleEndian) => view.getFloat32(at, littleEndian)},
	f2: {bytes: 2, read: (view, at, littleEndian) => readHalf(view.getUint16(at, littleEndian))},
	i8: {bytes: 8, read: (view, at, littleEndian) => narrow(view.getBigInt64(at, littleEndian))},
	u8: {bytes: 8, read: (view, at, littleEndian) => narrow(view.getBigUint64(at, littleEndian))},
	i4: {bytes: 4, read: (view, at, littleEndian) => view.getInt32(at, littleEndian)},
	u4: {bytes: 4, read: (view, at, littleEndian) => view.getUint32(at, littleEndian)},
	i2: {bytes: 2, read: (view, at, littleEndian) => view.getInt16(at, littleEndian)},
	u2: {bytes: 2, read: (view, at, littleEndian) => view.getUint16(at, littleEndian)},
	i1: {bytes: 1, read: (view, at) => view.getInt8(at)},
	u1: {bytes: 1, read: (view, at) => view.getUint8(at)},
	b1: {bytes: 1, read: (view, at) => view.getUint8(at) !== 0},
};

/** The number of that type; undefined where the type is none, or one of several numbers or words. */
export function numpyNumber(type: string): NumpyNumber | undefined {
	return Object.hasOwn(numbers, type) ? numbers[type] : undefined;
}

function narrow(value: bigint): number | bigint {
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : value;
}
