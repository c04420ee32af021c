/** Text files that Windows shells write: UTF-16 with a byte order mark. */

export type Utf16 = 'utf-16le' | 'utf-16be';

const markBytes = 2;
/** So many bytes behind the mark show whether it is one. */
const tellingBytes = 8;
const mostLookedAt = 64;
/** Letters of Chinese may look like so many of one byte each, but hardly more. */
const tellingLineBytes = 16;

/** The encoding by its byte order mark, null for everything else (so UTF-8, also where its first two bytes are damaged). */
export function sniffUtf16(head: Uint8Array): Utf16 | null {
	const [first, second] = head;
	const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
	return encoding === null || isAscii(head.subarray(markBytes, mostLookedAt)) ? null : encoding;
}

/** True for a beginning with a byte order mark that is too short to tell whether it is one. */
export function mayBeUtf16(head: Uint8Array): boolean {
	return sniffUtf16(head) !== null && head.length < markBytes + tellingBytes && !head.includes(0);
}

/** True for letters of one byte each: in UTF-16 no two of them would follow each other. */
function isAscii(bytes: Uint8Array): boolean {
	return bytes.length >= tellingBytes && bytes.every(byte => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d));
}

/**
 * True for what begins, where a line in UTF-16 would, with letters of one byte each and has a whole line: it is what another program wrote into the file
 * behind a shell, in UTF-8.
 */
export function isNarrow(bytes: Uint8Array): boolean {
	return bytes.length >= tellingLineBytes && isAscii(bytes.subarray(0, tellingLineBytes)) && bytes.includes(0x0a);
}

/** Bytes up to and with the last line feed of a chunk that begins at a code unit, 0 where it has none. */
export function wholeUtf16Lines(chunk: Uint8Array, encoding: Utf16): number {
	const low = encoding === 'utf-16le' ? 0 : 1;
	for (let at = (chunk.length & ~1) - 2; at >= 0; at -= 2) {
		if (chunk[at + low] === 0x0a && chunk[at + 1 - low] === 0) return at + 2;
	}
	return 0;
}

/** The same text in UTF-8, without byte order mark. */
export function toUtf8(chunk: Uint8Array, encoding: Utf16): Uint8Array {
	return new TextEncoder().encode(new TextDecoder(encoding).decode(chunk));
}

/** True for the head of a text in UTF-16 that has no byte order mark: where it is Latin, every second byte is NUL. */
export function isBareUtf16(head: Uint8Array): boolean {
	if (head.length < 8 || sniffUtf16(head) !== null) return false;
	const start = head.subarray(0, 64);
	const nuls = [0, 1].map(side => start.filter((byte, at) => at % 2 === side && byte === 0).length);
	return Math.max(...nuls) > 0.4 * start.length && Math.min(...nuls) === 0;
}
