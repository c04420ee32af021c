/** How files begin that a program for it has compressed. */
const packers: readonly (readonly [name: string, head: readonly number[]])[] = [
	['gzip', [0x1f, 0x8b, 0x08]],
	['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
	['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
	['bzip2', [0x42, 0x5a, 0x68]],
	['lz4', [0x04, 0x22, 0x4d, 0x18]],
];

/** Name of the program that a file was compressed with, by its first bytes; null where none was. */
export function packerOf(head: Uint8Array): string | null {
	return packers.find(([, bytes]) => bytes.every((byte, i) => head[i] === byte))?.[0] ?? null;
}
