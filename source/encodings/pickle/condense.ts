import {argumentLayout, oneLine, op} from './opcodes.ts';

/** Bytes and texts above this are left out, unless somebody wants longer ones. */
const usualLongest = 64 * 1024;
/** How many of the longest are in one reading of the file. */
const longestInWindow = 4;

const isBytes = new Set<number>([op.binBytes, op.binBytes8, op.byteArray8, op.binString]);

export interface Condensed {
	bytes: Uint8Array;
	/** True where the pickle goes on behind the end of its file. */
	isCut: boolean;
}

/**
 * A large pickle without what makes it large: long bytes (the numbers of arrays) and texts are passed over unread, and what they were stands
 * in their place. All else is as it was, so that it can be read as any other pickle.
 * @param read gives a part of the file, null where it cannot
 * @param size of the file
 * @param longest bytes and texts above this are left out, in bytes
 * @returns null where more than `mostBytes` are left, or it is written line by line, as no large one has been since Python 3
 */
export function condensePickle(
	read: (offset: number, length: number) => Uint8Array | null,
	size: number,
	mostBytes: number,
	longest: number = usualLongest,
): Condensed | null {
	const parts: Uint8Array[] = [];
	let kept = 0;
	let offset = 0;
	const windowBytes = longestInWindow * longest;
	while (offset < size && kept <= mostBytes) {
		const window = read(offset, Math.min(windowBytes, size - offset));
		if (window === null || window.length === 0) return null;
		const {end, next, code, length} = walk(window, longest, windowBytes);
		if (next === 'foreign') return null;
		const isCut = next === 'window' && offset + window.length >= size;
		// The window may be written over by the next one.
		parts.push(window.slice(0, isCut ? window.length : end));
		kept += end;
		if (isCut || next === 'stop') return {bytes: Buffer.concat(parts), isCut};
		offset += end;
		if (next === 'long') {
			parts.push(inPlaceOf(code, length));
			offset += 1 - argumentLayout(code)! + length;
		}
	}
	return kept > mostBytes ? null : {bytes: Buffer.concat(parts), isCut: true};
}

interface Walked {
	/** Bytes of the opcodes that were walked over. */
	end: number;
	/** What comes then: nothing more, a long argument, one that is not in the window to its end, or nothing that is walked over here. */
	next: 'stop' | 'long' | 'window' | 'foreign';
	code: number;
	/** Of the long argument. */
	length: number;
}

function walk(window: Uint8Array, longest: number, windowBytes: number): Walked {
	const view = new DataView(window.buffer, window.byteOffset, window.byteLength);
	let at = 0;
	while (at < window.length) {
		const code = window[at]!;
		const layout = argumentLayout(code);
		if (layout === undefined || layout >= oneLine) return {end: at, next: 'foreign', code, length: 0};
		if (code === op.stop) return {end: at + 1, next: 'stop', code, length: 0};
		let end = at + 1 + Math.abs(layout);
		if (end > window.length) break;
		if (layout < 0) {
			const length = lengthAt(view, at + 1, layout);
			if (length > longest && code !== op.long4) return {end: at, next: 'long', code, length};
			end += length;
		}
		if (end > window.length) break;
		at = end;
	}
	return {end: at, next: at === 0 && window.length === windowBytes ? 'foreign' : 'window', code: 0, length: 0};
}

/** @param layout minus the width of the length */
function lengthAt(view: DataView, at: number, layout: number): number {
	if (layout === -1) return view.getUint8(at);
	return view.getUint32(at, true) + (layout === -8 ? view.getUint32(at + 4, true) * 2 ** 32 : 0);
}

function inPlaceOf(code: number, length: number): Uint8Array {
	const text = Buffer.from(isBytes.has(code) ? `<${length} bytes>` : `<text of ${length} bytes>`);
	return Buffer.from([op.shortBinUnicode, text.length, ...text]);
}
