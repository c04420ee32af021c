import {argumentLayout, oneLine, op, twoLines} from './opcodes.ts';

/**
 * Which memo entries a pickle asks for later. Picklers number nearly every object that they write, and keeping all of them alive would
 * cost many times the size of the file; this walks over the opcodes once without making anything. Stops quietly at the first byte that
 * cannot be an opcode: the reader will stop there too.
 */
export function fetchedEntries(bytes: Uint8Array): Set<number> {
	const fetched = new Set<number>();
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = bytes.length;
	let at = 0;
	while (at < end) {
		const code = bytes[at++] ?? 0;
		const layout = argumentLayout(code);
		if (layout === undefined || code === op.stop) break;
		if (layout >= oneLine) {
			const start = at;
			at = afterLine(bytes, at);
			if (layout === twoLines) at = afterLine(bytes, at);
			if (code === op.get) fetched.add(Number(new TextDecoder('latin1').decode(bytes.subarray(start, Math.max(start, at - 1)))));
		} else if (layout >= 0) {
			if (at + layout > end) break;
			if (code === op.binGet) fetched.add(bytes[at] ?? 0);
			else if (code === op.longBinGet) fetched.add(view.getUint32(at, true));
			at += layout;
		} else {
			if (at - layout > end) break;
			const length =
				layout === -1
					? (bytes[at] ?? 0)
					: view.getUint32(at, true) + (layout === -8 ? view.getUint32(at + 4, true) * 2 ** 32 : 0);
			at += -layout + length;
		}
	}
	return fetched;
}

function afterLine(bytes: Uint8Array, at: number): number {
	const newline = bytes.indexOf(0x0a, at);
	return newline < 0 ? bytes.length : newline + 1;
}
