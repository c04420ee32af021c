/** What TextDecoder does in the end, without its checks and its view of the bytes, which take longer than a short text does. */
const {utf8Slice} = Buffer.prototype as unknown as {utf8Slice(this: Uint8Array, start: number, end: number): string};

/** UTF-8 of those of the bytes [start, end) that are there; what is not UTF-8 becomes U+FFFD. */
export function decodeText(bytes: Uint8Array, start = 0, end = bytes.length): string {
	const first = Math.max(0, start);
	const last = Math.min(end, bytes.length);
	return first < last ? utf8Slice.call(bytes, first, last) : '';
}

const utf16 = new TextDecoder('utf-16le');
const utf16Big = new TextDecoder('utf-16be');

/**
 * The text of a whole file: UTF-8, or UTF-16 where it begins with the mark of that (as PowerShell writes), without the mark, and without the zero bytes at its
 * end that a power cut or a full disk leaves.
 */
export function decodeFile(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16.decode(bytes);
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16Big.decode(bytes);
	const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
	return decodeText(bytes, start, bytes.length - countZeros(bytes));
}

/** Zero bytes at the end; half of the last letter of a UTF-16 is none of them. */
export function countZeros(bytes: Uint8Array): number {
	let end = bytes.length;
	while (end > 0 && bytes[end - 1] === 0) end--;
	const isHalf = end % 2 === 1 && end < bytes.length && bytes[0] === 0xff && bytes[1] === 0xfe;
	return bytes.length - end - (isHalf ? 1 : 0);
}

/** The lines of a text that end in a line feed: of a file whose writer ends every line, half a line is what a cut left, and may say anything. */
export const wholeLines = (text: string): string => text.slice(0, text.lastIndexOf('\n') + 1);
