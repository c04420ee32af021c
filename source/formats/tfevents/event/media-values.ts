import type {MediaContent, MediaDecoder, MediaKind} from '../../../core/media/media.ts';
import {put} from '../../../core/table/gather.ts';
import {bytesType, fixed64Type, varintType, WireReader} from '../../../encodings/records/protobuf.ts';
import {decodeText} from '../../../encodings/text/text.ts';
import {numberInContent} from './dtypes.ts';

/**
 * Reads pictures, distributions and texts out of a Summary.Value (tensorflow/core/framework/summary.proto, histogram.proto, and the tensors
 * of TensorBoard's image, histogram and text plugins): `decoderOf`.
 */

/** The message of a value, read from where it lies. */
const decodeValue =
	(read: (wire: WireReader, end: number, field: number) => MediaContent | null): MediaDecoder =>
	bytes => {
		const wire = new WireReader();
		wire.reset(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0);
		let content: MediaContent | null = null;
		while (wire.next(bytes.length)) {
			if (wire.type !== bytesType) wire.skip(bytes.length);
			else {
				const {field} = wire;
				const inner = wire.length(bytes.length);
				content ??= read(wire, inner, field);
				wire.pos = inner;
			}
		}
		return wire.broken ? null : content;
	};

const imageField = 4;
const histogramField = 5;
const audioField = 6;
const tensorField = 8;

const decoders: Readonly<Record<Exclude<MediaKind, 'file' | 'table'>, MediaDecoder>> = {
	image: decodeValue((wire, end, field) => {
		if (field === imageField) return asImage(bytesOf(wire, end, 4)[0]);
		// Width and height as text, then the pictures of the step.
		return field === tensorField ? asImage(bytesOf(wire, end, 8)[2]) : null;
	}),
	histogram: decodeValue((wire, end, field) => {
		if (field === histogramField) return readHistogram(wire, end);
		return field === tensorField ? readBuckets(wire, end) : null;
	}),
	text: decodeValue((wire, end, field) => {
		const texts = field === tensorField ? bytesOf(wire, end, 8) : [];
		return texts.length === 0 ? null : {kind: 'text', text: texts.map(bytes => decodeText(bytes)).join('\n')};
	}),
};

const titles: Readonly<Record<string, string>> = {pr_curves: 'Precision–recall curves', mesh: 'Mesh'};

/** Sound as a file in the value (its fourth field, or the first string of a tensor); of other plugins only how much there is. */
export function decoderOf(kind: MediaKind, plugin: string): MediaDecoder {
	if (kind !== 'file' && kind !== 'table') return decoders[kind];
	if (plugin !== 'audio')
		return bytes => ({kind: 'file', what: titles[plugin] ?? plugin, head: new Uint8Array(), bytes: bytes.length});
	return decodeValue((wire, end, field) => {
		const [sound] = field === audioField ? bytesOf(wire, end, 4) : field === tensorField ? bytesOf(wire, end, 8) : [];
		return sound === undefined ? null : {kind: 'file', what: 'Audio', head: sound, bytes: sound.length};
	});
}

const asImage = (encoded: Uint8Array | undefined): MediaContent | null =>
	encoded === undefined ? null : {kind: 'image', encoded};

/** Contents of a field of bytes, each time it comes. */
function bytesOf(wire: WireReader, end: number, wanted: number): Uint8Array[] {
	const found: Uint8Array[] = [];
	while (wire.next(end)) {
		if (wire.type !== bytesType) wire.skip(end);
		else {
			const {field} = wire;
			const inner = wire.length(end);
			if (field === wanted) found.push(wire.bytes.slice(wire.pos, inner));
			wire.pos = inner;
		}
	}
	return found;
}

/** HistogramProto: the right ends of buckets, of which the outermost lie at infinity, and what is in each. */
function readHistogram(wire: WireReader, end: number): MediaContent | null {
	let least = 0;
	let most = 0;
	const lists = new Map<number, number[]>();
	while (wire.next(end)) {
		const {field} = wire;
		if (wire.type === fixed64Type) {
			const value = wire.double(end);
			if (field === 1) least = value;
			else if (field === 2) most = value;
			else if (field > 5) put(lists, field, value);
		} else if (wire.type === bytesType) {
			const inner = wire.length(end);
			const list = lists.get(field) ?? [];
			while (wire.pos < inner && !wire.broken) list.push(wire.double(inner));
			lists.set(field, list);
		} else wire.skip(end);
	}
	const limits = lists.get(6) ?? [];
	const counts = lists.get(7) ?? [];
	if (wire.broken || limits.length === 0 || limits.length !== counts.length) return null;
	const within = (value: number) => Math.min(most, Math.max(least, value));
	return {kind: 'histogram', edges: Float64Array.from([least, ...limits.map(within)]), counts: Float64Array.from(counts)};
}

/** A tensor of rows of three: left end, right end, count. */
function readBuckets(wire: WireReader, end: number): MediaContent | null {
	const rows = numbersOf(wire, end);
	const count = Math.floor(rows.length / 3);
	if (count === 0) return null;
	const edges = Float64Array.from({length: count + 1}, (_, i) => (i < count ? rows[i * 3]! : rows[i * 3 - 2]!));
	return {kind: 'histogram', edges, counts: Float64Array.from({length: count}, (_, i) => rows[i * 3 + 2]!)};
}

/** All numbers of a TensorProto of floats or doubles. */
function numbersOf(wire: WireReader, end: number): number[] {
	const numbers: number[] = [];
	let dtype = 0;
	let content: [number, number] | null = null;
	while (wire.next(end)) {
		const {field, type} = wire;
		if (field === 1 && type === varintType) dtype = wire.varint(end);
		else if (type !== bytesType) {
			if (field === 6 && type === fixed64Type) numbers.push(wire.double(end));
			else wire.skip(end);
		} else {
			const inner = wire.length(end);
			if (field === 4) content = [wire.pos, inner];
			while ((field === 5 || field === 6) && wire.pos < inner && !wire.broken)
				numbers.push(field === 5 ? wire.float(inner) : wire.double(inner));
			wire.pos = inner;
		}
	}
	const width = dtype === 2 ? 8 : 4;
	for (let at = content?.[0] ?? 0; content !== null && at + width <= content[1]; at += width)
		numbers.push(numberInContent(wire.view, at, content[1], dtype) ?? Number.NaN);
	return numbers;
}
