import {bytesType, varintType, type WireReader} from '../../../encodings/records/protobuf.ts';

/** Small messages of wandb_internal.proto. Each reader starts at the reader's position. */

/** A google.protobuf.Timestamp in milliseconds. */
export function readTimestamp(wire: WireReader, end: number): number {
	let seconds = 0;
	let nanoseconds = 0;
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === varintType) seconds = wire.int64(end);
		else if (wire.field === 2 && wire.type === varintType) nanoseconds = wire.int64(end);
		else wire.skip(end);
	}
	return seconds * 1000 + nanoseconds / 1e6;
}

/** The texts of a message by field number, in order: most messages here are little more. */
export type Texts = Map<number, string[]>;

/** Reads the wanted text fields of a message; `other` gets the reader at each further field and reads or skips it. */
export function readTexts(wire: WireReader, end: number, wanted: ReadonlySet<number>, other?: (end: number) => void): Texts {
	const texts: Texts = new Map();
	while (wire.next(end)) {
		const {field} = wire;
		if (wire.type === bytesType && wanted.has(field)) {
			const list = texts.get(field) ?? [];
			texts.set(field, list);
			list.push(wire.text(end));
		} else if (other === undefined) wire.skip(end);
		else other(end);
	}
	return texts;
}

/** RunExitRecord. */
export interface Exit {
	code: number;
	runtimeSeconds: number;
}

export function readExit(wire: WireReader, end: number): Exit {
	const exit: Exit = {code: 0, runtimeSeconds: 0};
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === varintType) exit.code = wire.int64(end);
		else if (wire.field === 2 && wire.type === varintType) exit.runtimeSeconds = wire.int64(end);
		else wire.skip(end);
	}
	return exit;
}

/** OutputRawRecord, OutputRecord. */
export interface Output {
	isError: boolean;
	atMs: number | null;
	text: string;
}

export function readOutput(wire: WireReader, end: number): Output {
	const output: Output = {isError: true, atMs: null, text: ''};
	while (wire.next(end)) {
		if (wire.field === 1 && wire.type === varintType) output.isError = wire.varint(end) === 0;
		else if (wire.field === 2 && wire.type === bytesType) output.atMs = readTimestamp(wire, wire.length(end));
		else if (wire.field === 3 && wire.type === bytesType) output.text = wire.text(end);
		else wire.skip(end);
	}
	return output;
}
