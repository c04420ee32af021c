import makeDecoder from '@jsquash/webp/codec/dec/webp_dec.js';
import code from '@jsquash/webp/codec/dec/webp_dec.wasm';
import {type DecodedImage, isTooLarge, tooLarge} from './decoded.ts';

/** WebP by Google's own decoder, compiled to WebAssembly: `loadWebp`. Of a moving picture the first frame. */

type Decoder = (bytes: Uint8Array) => DecodedImage | string;

export async function loadWebp(): Promise<Decoder> {
	const compiled = new WebAssembly.Module(new Uint8Array(code));
	const decoder = await makeDecoder({
		noInitialRun: true,
		instantiateWasm: (imports, done) => {
			const instance = new WebAssembly.Instance(compiled, imports);
			done(instance);
			return instance.exports;
		},
	});
	return bytes => {
		const still = stillOf(bytes);
		const size = sizeOf(still);
		if (size !== null && isTooLarge(...size)) return tooLarge;
		const decoded = decoder.decode(still);
		if (decoded === null) throw new Error('cannot be decoded');
		const {width, height, data} = decoded;
		return {width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.length)};
	};
}

// The container, as in RFC 9649: 'RIFF', size, 'WEBP', then chunks of a name, a size and content padded to even length.

const headBytes = 12;

interface Chunk {
	name: string;
	/** Where its head begins, and where its content does and ends. */
	from: number;
	start: number;
	end: number;
}

function* chunksIn(bytes: Uint8Array, from: number, to: number): Generator<Chunk> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	for (let at = from; at + 8 <= to; ) {
		const name = String.fromCharCode(...bytes.subarray(at, at + 4));
		const end = Math.min(to, at + 8 + view.getUint32(at + 4, true));
		yield {name, from: at, start: at + 8, end};
		at = end + (end & 1);
	}
}

/** Bytes of an ANMF chunk before the frame's own chunks. */
const frameHeadBytes = 16;

/** A picture that moves as one of its first frame alone, which the decoder understands; any other as it is. */
function stillOf(bytes: Uint8Array): Uint8Array {
	for (const {name, start, end} of chunksIn(bytes, headBytes, bytes.length)) {
		if (name !== 'ANMF') continue;
		const parts = [...chunksIn(bytes, start + frameHeadBytes, end)].filter(part => ['ALPH', 'VP8 ', 'VP8L'].includes(part.name));
		const head = parts.some(part => part.name === 'ALPH') ? extendedHead(bytes, start) : new Uint8Array();
		return wrap([head, ...parts.map(part => bytes.subarray(part.from, part.end + (part.end & 1)))]);
	}
	return bytes;
}

const alphaFlag = 0x10;

/** A VP8X chunk of a frame's size, which alpha beside a lossy picture needs. */
function extendedHead(bytes: Uint8Array, frame: number): Uint8Array {
	const chunk = new Uint8Array(18);
	chunk.set([...'VP8X'].map(character => character.charCodeAt(0)));
	chunk[4] = 10;
	chunk[8] = alphaFlag;
	// Width and height less one, three bytes each, stand in the frame as they do here.
	chunk.set(bytes.subarray(frame + 6, frame + 12), 12);
	return chunk;
}

function wrap(parts: readonly Uint8Array[]): Uint8Array {
	const body = Buffer.concat([Buffer.from('WEBP'), ...parts]);
	const head = Buffer.from('RIFF\0\0\0\0');
	head.writeUInt32LE(body.length, 4);
	return Buffer.concat([head, body]);
}

/** Width and height by the first chunk; null where it says neither. */
function sizeOf(bytes: Uint8Array): [number, number] | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	for (const {name, start, end} of chunksIn(bytes, headBytes, bytes.length)) {
		if (end - start < 10) return null;
		const three = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
		if (name === 'VP8X') return [three(start + 4) + 1, three(start + 7) + 1];
		if (name === 'VP8 ') return [view.getUint16(start + 6, true) & 0x3fff, view.getUint16(start + 8, true) & 0x3fff];
		if (name !== 'VP8L') return null;
		const bits = view.getUint32(start + 1, true);
		return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
	}
	return null;
}
