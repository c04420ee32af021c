import {decodeText} from './text.ts';

/** Length of the UTF-8 sequence that begins at `at`, 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
	const lead = bytes[at]!;
	const length =
		lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
	if (length === 0 || at + length > end) return 0;
	for (let i = 1; i < length; i++) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
	return length;
}

/**
 * Text of a log. Bytes that are no UTF-8 are left out, but for the single-byte control codes 0x80 to 0x9f, which a terminal would obey:
 * they become the characters U+0080 to U+009F, for whoever strips control sequences.
 */
export function decodeLog(bytes: Uint8Array, start = 0, end = bytes.length): string {
	const text = decodeText(bytes, start, end);
	if (!text.includes('\ufffd')) return text;
	let mended = '';
	let from = start;
	for (let at = start; at < end; ) {
		const length = sequenceLength(bytes, at, end);
		if (length > 0) {
			at += length;
			continue;
		}
		if (at > from) mended += decodeText(bytes, from, at);
		if (bytes[at]! < 0xa0) mended += String.fromCharCode(bytes[at]!);
		from = ++at;
	}
	return (mended + (from < end ? decodeText(bytes, from, end) : '')).replaceAll('\ufffd', '');
}
