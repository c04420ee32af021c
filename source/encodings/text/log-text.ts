import {withoutMojibake} from './mojibake.ts';
import {decodeText} from './text.ts';

const gbk = new TextDecoder('gb18030');

/** Bytes that a UTF-8 sequence with this first byte has, 0 where none begins so. */
function expectedLength(lead: number): number {
	if (lead < 0x80) return 1;
	if (lead < 0xc2 || lead > 0xf4) return 0;
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Bytes from `at` on that belong to one sequence, whole or torn; at least 1. */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
	const expected = expectedLength(bytes[at]!);
	let length = 1;
	while (length < expected && at + length < end && (bytes[at + length]! & 0xc0) === 0x80) length++;
	return length;
}

/** Words of trainings, none of which bytes of any other encoding make by chance. */
const ofTraining = /损失|准确率|训练|轮次|学习率|验证|当前/;

/** Text of what Python wrote on a Chinese Windows, where files are in GBK unless a program says otherwise; null for all else. */
function decodeChinese(bytes: Uint8Array): string | null {
	const text = gbk.decode(bytes);
	// A piece may end within a character.
	return ofTraining.test(text) && !text.slice(0, -1).includes('\ufffd') ? text : null;
}

/**
 * Text of a log, with signs that a shell of Windows has garbled as they were written. Bytes that are no UTF-8 are left out, but for the single-byte
 * control codes 0x80 to 0x9f, which a terminal would obey: they become the characters U+0080 to U+009F, for whoever strips control sequences.
 */
export function decodeLog(bytes: Uint8Array, start = 0, end = bytes.length): string {
	const text = decodeText(bytes, start, end);
	// As many characters as bytes are all ASCII.
	if (!text.includes('\ufffd')) return text.length === end - start ? text : withoutMojibake(text);
	const chinese = decodeChinese(bytes.subarray(start, end));
	if (chinese !== null) return chinese;
	let mended = '';
	let from = start;
	for (let at = start; at < end; ) {
		const length = sequenceLength(bytes, at, end);
		if (length !== expectedLength(bytes[at]!)) {
			if (at > from) mended += decodeText(bytes, from, at);
			if (bytes[at]! >= 0x80 && bytes[at]! < 0xa0) mended += String.fromCharCode(bytes[at]!);
			from = at + length;
		}
		at += length;
	}
	return (mended + (from < end ? decodeText(bytes, from, end) : '')).replaceAll('\ufffd', '');
}
