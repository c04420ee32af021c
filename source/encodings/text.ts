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
