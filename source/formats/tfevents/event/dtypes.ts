import {readBfloat16, readHalf} from '../../../encodings/numbers/half-floats.ts';
import type {WireReader} from '../../../encodings/records/protobuf.ts';

/** Numeric dtypes of tensorflow/core/framework/types.proto: how one is read from `tensor_content`. */
const contentReaders = new Map<number, {bytes: number; read: (view: DataView, at: number) => number}>([
	[1, {bytes: 4, read: (view, at) => view.getFloat32(at, true)}],
	[2, {bytes: 8, read: (view, at) => view.getFloat64(at, true)}],
	[3, {bytes: 4, read: (view, at) => view.getInt32(at, true)}],
	[4, {bytes: 1, read: (view, at) => view.getUint8(at)}],
	[5, {bytes: 2, read: (view, at) => view.getInt16(at, true)}],
	[6, {bytes: 1, read: (view, at) => view.getInt8(at)}],
	[9, {bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true))}],
	[10, {bytes: 1, read: (view, at) => view.getUint8(at)}],
	[14, {bytes: 2, read: (view, at) => readBfloat16(view.getUint16(at, true))}],
	[17, {bytes: 2, read: (view, at) => view.getUint16(at, true)}],
	[19, {bytes: 2, read: (view, at) => readHalf(view.getUint16(at, true))}],
	[22, {bytes: 4, read: (view, at) => view.getUint32(at, true)}],
	[23, {bytes: 8, read: (view, at) => Number(view.getBigUint64(at, true))}],
]);
const bfloat16 = 14;

/** Fields of a TensorProto that hold values one by one: float, double, int, int64, bool, half, uint32, uint64. */
export const typedFields = new Set([5, 6, 7, 10, 11, 13, 16, 17]);

/** First number of raw little-endian content; null where the dtype is none or the content too short. */
export function numberInContent(view: DataView, start: number, end: number, dtype: number): number | null {
	const reader = contentReaders.get(dtype);
	return reader !== undefined && start + reader.bytes <= end ? reader.read(view, start) : null;
}

/** The value at the reader's position, in the form of its field; 0 where no field was written (`field` 0), null where the dtype is no number. */
export function readTypedValue(wire: WireReader, end: number, field: number, dtype: number): number | null {
	if (!contentReaders.has(dtype)) return null;
	switch (field) {
		case 0:
			return 0;
		case 5:
			return wire.float(end);
		case 6:
			return wire.double(end);
		case 13: {
			const half = wire.varint(end) & 0xffff;
			return dtype === bfloat16 ? readBfloat16(half) : readHalf(half);
		}
		case 16:
		case 17:
			return wire.varint(end);
		default:
			return wire.int64(end);
	}
}
