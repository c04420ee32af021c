import {isNarrow, mayBeUtf16, sniffUtf16, toUtf8, type Utf16, wholeUtf16Lines} from '../../encodings/text/utf16.ts';

/**
 * Stands between a tail and a scanner of UTF-8 text: takes a byte order mark away and turns UTF-16 into UTF-8, whole lines at a time.
 * What another program wrote behind that in UTF-8 is read as such.
 */
export class TextFeed {
	private started = false;
	private encoding: Utf16 | null = null;

	constructor(private readonly scan: (chunk: Uint8Array) => number) {}

	/** Bytes of the chunk used up, in its own encoding. */
	consume(chunk: Uint8Array): number {
		let mark = 0;
		if (!this.started) {
			if (chunk.length < 2 || (chunk[0] === 0xef && chunk.length < 3)) return 0;
			if (mayBeUtf16(chunk)) return 0;
			this.encoding = sniffUtf16(chunk);
			if (this.encoding !== null) mark = 2;
			else if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) mark = 3;
			this.started = true;
			if (mark > 0) return mark;
		}
		if (this.encoding === null) return this.scan(chunk);
		const whole = wholeUtf16Lines(chunk, this.encoding);
		if (whole === 0) {
			if (!isNarrow(chunk)) return 0;
			this.encoding = null;
			return this.scan(chunk);
		}
		const text = toUtf8(chunk.subarray(0, whole), this.encoding);
		const used = this.scan(text);
		if (used === text.length) return whole;
		return new TextDecoder('utf-8', {ignoreBOM: true}).decode(text.subarray(0, used)).length * 2;
	}
}
