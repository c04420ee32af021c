/** The marks that compressed data begins with: gzip, ZIP, zstd, xz, bzip2 (before the size of its blocks), and Parquet. */
const marks = ['1f8b', '504b0304', '28b52ffd', 'fd377a58', '425a68', '50415231'];
/** A text may begin with the letters of some. */
const isOfText = (byte: number): boolean => byte === 0x09 || byte === 0x0a || byte === 0x0d || (byte >= 0x20 && byte < 0x7f);

/** True for the beginning of compressed data. */
export function isPackedHead(head: Uint8Array): boolean {
	const start = Buffer.from(head.subarray(0, 4)).toString('hex');
	return marks.some(mark => start.startsWith(mark)) && !head.every(isOfText);
}
