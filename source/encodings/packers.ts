type Mark = readonly [name: string, head: readonly number[]];

/** How files begin that a program for it has compressed. */
const packers: readonly Mark[] = [
	['gzip', [0x1f, 0x8b, 0x08]],
	['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
	['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
	['bzip2', [0x42, 0x5a, 0x68]],
	['lz4', [0x04, 0x22, 0x4d, 0x18]],
];
/** The same of files that hold others, or columns, packed each by itself. */
const holders: readonly Mark[] = [
	['ZIP', [0x50, 0x4b, 0x03, 0x04]],
	['Parquet', [0x50, 0x41, 0x52, 0x31]],
];

const findMark = (marks: readonly Mark[], head: Uint8Array): Mark | undefined =>
	marks.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte));

/** Name of the program that a file was compressed with, by its first bytes; null where none was. */
export const packerOf = (head: Uint8Array): string | null => findMark(packers, head)?.[0] ?? null;

/** A text may begin with the letters of some. */
const isOfText = (byte: number): boolean => byte === 0x09 || byte === 0x0a || byte === 0x0d || (byte >= 0x20 && byte < 0x7f);

/** True for the first bytes of a file that is packed in any way, as a whole or within: they are no text, and nothing of it is lost. */
export function isPackedHead(head: Uint8Array): boolean {
	return findMark([...packers, ...holders], head) !== undefined && !head.every(isOfText);
}
