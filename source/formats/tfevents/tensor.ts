import {bytesType, varintType, type WireReader} from '../../encodings/records/protobuf.ts';
import {numberInContent, readTypedValue, typedFields} from './dtypes.ts';

/** TensorProto (tensorflow/core/framework/tensor.proto), as far as scalars and texts need it. */
const dtypeField = 1;
const shapeField = 2;
const contentField = 4;
const stringField = 8;

/** The first element of a tensor. `number` is null where it has none; what proto3 leaves out is 0. */
export interface TensorContent {
	rank: number;
	number: number | null;
	text: string | null;
}

/** Reads the tensor at the reader's position. */
export function readTensor(wire: WireReader, end: number): TensorContent {
	let dtype = 0;
	let rank = 0;
	let contentAt = 0;
	let contentEnd = 0;
	let valueAt = 0;
	let valueEnd = 0;
	let valueField = 0;
	let text: string | null = null;
	while (wire.next(end)) {
		const {field, type} = wire;
		if (field === dtypeField && type === varintType) dtype = wire.varint(end);
		else if (field === shapeField && type === bytesType) rank = readRank(wire, wire.length(end));
		else if (field === contentField && type === bytesType) {
			contentEnd = wire.length(end);
			contentAt = wire.pos;
			wire.pos = contentEnd;
		} else if (field === stringField && type === bytesType && text === null) text = wire.text(end);
		else if (typedFields.has(field) && valueField === 0) {
			// Values may be packed into one length or written one by one; only the first is wanted.
			const packed = type === bytesType;
			const packedEnd = packed ? wire.length(end) : end;
			valueAt = wire.pos;
			valueEnd = packedEnd;
			if (valueAt < valueEnd) valueField = field;
			if (packed) wire.pos = packedEnd;
			else wire.skip(end);
		} else wire.skip(end);
	}
	if (contentEnd > contentAt) return {rank, number: numberInContent(wire.view, contentAt, contentEnd, dtype), text};
	wire.pos = valueAt;
	return {rank, number: readTypedValue(wire, valueEnd, valueField, dtype), text};
}

/** Number of dimensions of a TensorShapeProto. */
function readRank(wire: WireReader, end: number): number {
	let rank = 0;
	while (wire.next(end)) {
		if (wire.field === 2) rank++;
		wire.skip(end);
	}
	return rank;
}
