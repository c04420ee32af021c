const candidates = [0x2c, 0x09, 0x3b, 0x7c] as const;
const quote = 0x22;
const lineFeed = 0x0a;

/** The byte between cells: the one of `,` tab `;` `|` that stands most often outside quotes in the first line that is no comment. */
export function sniffSeparator(head: Uint8Array): number {
	const counts = new Map<number, number>();
	let quoted = false;
	let comment = head[0] === 0x23;
	for (const byte of head) {
		if (byte === quote) quoted = !quoted;
		if (quoted) continue;
		if (byte === lineFeed && !comment && counts.size > 0) break;
		if (byte === lineFeed) comment = false;
		else if (!comment && (candidates as readonly number[]).includes(byte)) counts.set(byte, (counts.get(byte) ?? 0) + 1);
	}
	let best: number = candidates[0];
	for (const candidate of candidates) if ((counts.get(candidate) ?? 0) > (counts.get(best) ?? 0)) best = candidate;
	return best;
}
