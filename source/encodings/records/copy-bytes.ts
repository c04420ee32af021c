/** Bytes [start, end) in memory of their own. `slice` is not it: on Node's buffers that is a view of memory that is soon used again. */
export function copyBytes(bytes: Uint8Array, start: number, end: number): Uint8Array {
	return new Uint8Array(bytes.subarray(start, end));
}
