import {bytesType, varintType, type WireReader} from '../../../encodings/records/protobuf.ts';
import {numberInContent, readTypedValue, typedFields} from './dtypes.ts';

/** TensorProto (tensorflow/core/framework/tensor.proto), as far as scalars and texts need it. */
const dtypeField = 1;
const shapeField = 2;
const contentField = 4;
const stringField = 8;
const floatType = 1;
const doubleType = 2;

/** The first element of a tensor. `number` is null where it has none; what proto3 leaves out is 0. */
export interface TensorContent {
	rank: number;
	/** True for a float or double that is written, and is all that the tensor has by its shape, of whatever rank. */
	isOneFloat: boolean;
	number: number | null;
	text: string | null;
}

/** Reads the tensor at the reader's position. */
export function readTensor(wire: WireReader, end: number): TensorContent {
	let dtype = 0;
	let shape: Shape = {rank: 0, elements: 1};
	let contentAt = 0;
	let contentEnd = 0;
	let valueAt = 0;
	let valueEnd = 0;
	let valueField = 0;
	let text: string | null = null;
	while (wire.next(end)) {
		const {field, type} = wire;
		if (field === dtypeField && type === varintType) dtype = wire.varint(end);
		else if (field === shapeField && type === bytesType) shape = readShape(wire, wire.length(end));
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
	const {rank, elements} = shape;
	const isWritten = contentEnd > contentAt || valueField !== 0;
	const isOneFloat = isWritten && elements === 1 && (dtype === floatType || dtype === doubleType);
	if (contentEnd > contentAt) return {rank, isOneFloat, number: numberInContent(wire.view, contentAt, contentEnd, dtype), text};
	wire.pos = valueAt;
	return {rank, isOneFloat, number: readTypedValue(wire, valueEnd, valueField, dtype), text};
}

interface Shape {
	/** Number of dimensions. */
	rank: number;
	elements: number;
}

/** Reads a TensorShapeProto: its dimensions. */
function readShape(wire: WireReader, end: number): Shape {
	const shape = {rank: 0, elements: 1};
	while (wire.next(end)) {
		if (wire.field === 2 && wire.type === bytesType) {
			shape.rank++;
			shape.elements *= wire.firstInt64(wire.length(end));
		} else wire.skip(end);
	}
	return shape;
}
