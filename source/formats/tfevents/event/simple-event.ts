const wallKey = 0x09;
const stepKey = 0x10;
const summaryKey = 0x2a;
const valueKey = 0x0a;
const tagKey = 0x0a;
const simpleKey = 0x15;

/**
 * The event that nearly all files are full of: time (or none), step, and a summary of one simple value with its tag, in the order of their numbers
 * and each shorter than 128 bytes. Reading just that in one go takes half the time of walking through its messages.
 */
export class SimpleEvent {
	/** Seconds. */
	wall = 0;
	step = 0;
	value = 0;
	tagAt = 0;
	tagEnd = 0;

	/** Reads the event in [start, end); false where it is another kind, and then nothing is known of it. */
	read(bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
		if (end - start < 11) return false;
		// Guild leaves the time out.
		const hasWall = bytes[start] === wallKey;
		let at = hasWall ? start + 9 : start;
		let step = 0;
		if (bytes[at] === stepKey) {
			let scale = 1;
			let byte = bytes[++at]!;
			while (byte >= 0x80) {
				// Beyond 2^42 (and for negative steps) the general reader takes over.
				if (scale > 2 ** 28) return false;
				step += (byte & 0x7f) * scale;
				scale *= 128;
				byte = bytes[++at]!;
			}
			step += byte * scale;
			at++;
		}
		if (bytes[at] !== summaryKey || at + 2 + bytes[at + 1]! !== end) return false;
		if (bytes[at + 2] !== valueKey || at + 4 + bytes[at + 3]! !== end || bytes[at + 4] !== tagKey) return false;
		const tagAt = at + 6;
		const tagEnd = tagAt + bytes[at + 5]!;
		// The three lengths were each below 128, or the sums above would not have met the end.
		if (tagEnd === tagAt || tagEnd + 5 !== end || bytes[tagEnd] !== simpleKey) return false;
		this.wall = hasWall ? view.getFloat64(start + 1, true) : 0;
		this.step = step;
		this.tagAt = tagAt;
		this.tagEnd = tagEnd;
		this.value = view.getFloat32(tagEnd + 1, true);
		return true;
	}
}
