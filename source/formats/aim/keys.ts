/** Keys of Aim's databases (aim/storage/encoding): parts, each with a byte behind it that no UTF-8 has; a number has one before its eight bytes too. */
const mark = '\xfe';
const markCode = 0xfe;

/** A part of a key that is a text, as Latin-1 text of its bytes. */
export const textPart = (text: string): string => Buffer.from(text, 'utf8').toString('latin1') + mark;

/** Bytes of a part that is a number, marks included. */
export const numberPartBytes = 10;

/** The number of a part, as it lies at the end of a key. */
export const lastNumber = (key: string): number => Number(Buffer.from(key.slice(-9, -1), 'latin1').readBigInt64BE(0));

/** The parts of a key from a place on: texts, and numbers as their digits, which tell 64 bits apart; null for a key that is none. */
export function partsOf(key: string, from: number): (string | bigint)[] | null {
	const parts: (string | bigint)[] = [];
	for (let at = from; at < key.length; ) {
		if (key.charCodeAt(at) === markCode) {
			if (at + numberPartBytes > key.length) return null;
			parts.push(Buffer.from(key.slice(at + 1, at + 9), 'latin1').readBigInt64BE(0));
			at += numberPartBytes;
			continue;
		}
		const end = key.indexOf(mark, at);
		if (end < 0) return null;
		parts.push(Buffer.from(key.slice(at, end), 'latin1').toString('utf8'));
		at = end + 1;
	}
	return parts;
}
