const decoder = new TextDecoder('utf-8', {ignoreBOM: true});

/** UTF-8 of bytes [start, end); what is not UTF-8 becomes U+FFFD. */
export function decodeText(bytes: Uint8Array, start = 0, end = bytes.length): string {
	if (end - start < 32) {
		// Short ASCII, the usual case, is faster by hand than through the decoder.
		let text = '';
		for (let at = start; at < end; at++) {
			const byte = bytes[at]!;
			if (byte >= 0x80) return decoder.decode(bytes.subarray(start, end));
			text += String.fromCharCode(byte);
		}
		return text;
	}
	return decoder.decode(bytes.subarray(start, end));
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

/** Zero bytes at the end. */
export function countZeros(bytes: Uint8Array): number {
	let end = bytes.length;
	while (end > 0 && bytes[end - 1] === 0) end--;
	return bytes.length - end;
}
