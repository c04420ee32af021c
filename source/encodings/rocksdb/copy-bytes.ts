/** Fewer are copied one by one: a call to copy them takes longer. */
const fewBytes = 24;

/** Copies bytes from a place of one buffer to one of another, which do not overlap. */
export function copyBytes(from: Buffer, start: number, to: Buffer, at: number, length: number): void {
	if (length > fewBytes) from.copy(to, at, start, start + length);
	else for (let i = 0; i < length; i++) to[at + i] = from[start + i]!;
}
