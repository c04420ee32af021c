import {viewOf} from './access.ts';
import type {Snapshot} from './snapshot.ts';
import {VarintReader} from './varint.ts';

const interiorTable = 0x05;
const leafTable = 0x0d;
const deepest = 20;
const longestPayload = 64 * 1024 * 1024;

/** A page with rows. Its bytes stay as they were, whatever happens to the file. */
export interface Leaf {
	page: number;
	bytes: Uint8Array;
	view: DataView;
	/** Where the page's own header begins: 100 on the first page. */
	start: number;
	cells: number;
	/** By index of the cell, the whole payload of those that did not fit on the page; null where a part of it is missing. */
	spilled: Map<number, Uint8Array | null>;
	/** No row id of this page is above. */
	highest: number;
}

/** A page that cannot be used, and what that costs. */
export interface DamagedPage {
	page: number;
	what: string;
}

/** Rows of one table in order of row id, page by page. */
export interface Leaves {
	leaves: Leaf[];
	/** True where the budget ran out first. */
	more: boolean;
	/** Numbers of the pages that were passed over. */
	passedOver: number[];
}

/** Which leaves of a table are collected. */
export interface LeafChoice {
	/** Those that may hold rows from this row id on; all without it. */
	from?: number;
	/** Those that may hold rows up to this one. */
	until?: number | undefined;
	/** About so many bytes of them at most. */
	maxBytes?: number | undefined;
	passOver?: ((page: number, highest: number) => boolean) | undefined;
}

/**
 * Collects leaves of a table's B-tree (sqlite.org/fileformat2, section 1.6).
 * Pages that make no sense are left out and reported; no page is entered twice, so that a damaged tree has an end.
 */
export function collectLeaves(
	snapshot: Snapshot,
	root: number,
	{
		from = Number.NEGATIVE_INFINITY,
		until = Number.POSITIVE_INFINITY,
		maxBytes = Number.POSITIVE_INFINITY,
		passOver = () => false,
	}: LeafChoice,
	report: (damage: DamagedPage) => void,
): Leaves {
	const {pageBytes} = snapshot.header;
	const found: Leaf[] = [];
	const entered = new Set<number>();
	const varint = new VarintReader();
	const spill = new SpillReader(snapshot, varint);
	const passedOver: number[] = [];
	let more = false;
	descend(root, 0, Number.POSITIVE_INFINITY);
	return {leaves: found, more, passedOver};

	/** False once the budget is used up. */
	function descend(page: number, depth: number, highest: number): boolean {
		const bytes = entered.has(page) || depth > deepest ? null : snapshot.page(page);
		entered.add(page);
		if (bytes === null) {
			report({page, what: 'is missing, the rows below it are left out'});
			return true;
		}
		const view = viewOf(bytes);
		const start = page === 1 ? 100 : 0;
		const kind = bytes[start];
		const cells = view.getUint16(start + 3);
		if (kind === leafTable && start + 8 + cells * 2 <= bytes.length)
			return addLeaf({page, bytes, view, start, cells, spilled: new Map(), highest});
		if (kind !== interiorTable || start + 12 + cells * 2 > bytes.length) {
			report({page, what: 'is no page of a table, the rows below it are left out'});
			return true;
		}
		const below: {page: number; highest: number}[] = [];
		let before = Number.NEGATIVE_INFINITY;
		for (let i = 0; i < cells && before < until; i++) {
			const at = view.getUint16(start + 12 + i * 2);
			if (at < start + 12 || at + 5 > bytes.length) {
				report({page, what: 'points outside of itself, the rows below that are left out'});
				continue;
			}
			const last = varint.read(bytes, at + 4, bytes.length);
			before = last;
			if (last < from) continue;
			const child = {page: view.getUint32(at), highest: Math.min(highest, last)};
			if (passOver(child.page, child.highest)) passedOver.push(child.page);
			else below.push(child);
		}
		if (before < until) below.push({page: view.getUint32(start + 8), highest});
		// Of a table that is taken whole the pages lie in any order between those of others.
		if (maxBytes === Number.POSITIVE_INFINITY) snapshot.readAhead(below.map(child => child.page));
		return below.every(child => descend(child.page, depth + 1, child.highest));
	}

	function addLeaf(leaf: Leaf): boolean {
		// Two at least: the first may only hold the row that was read last.
		if (found.length > 1 && found.length * pageBytes >= maxBytes) {
			more = true;
			return false;
		}
		spill.readAll(leaf);
		found.push(leaf);
		return true;
	}
}

/** Puts payloads together that go on in overflow pages. */
class SpillReader {
	private readonly most: number;
	private readonly least: number;
	/** Bytes that may still be put together: no page belongs to two payloads, so that more is a loop. */
	private leftBytes: number;

	constructor(
		private readonly snapshot: Snapshot,
		private readonly varint: VarintReader,
	) {
		const {usableBytes} = snapshot.header;
		this.most = usableBytes - 35;
		this.least = Math.floor(((usableBytes - 12) * 32) / 255) - 23;
		this.leftBytes = snapshot.pageCount * snapshot.header.pageBytes;
	}

	readAll(leaf: Leaf): void {
		const {bytes, view, start, cells, spilled} = leaf;
		for (let i = 0; i < cells; i++) {
			const at = view.getUint16(start + 8 + i * 2);
			// A first byte below 0x80 is a short length, as most are.
			if (at >= bytes.length || bytes[at]! < 0x80) continue;
			const length = this.varint.read(bytes, at, bytes.length);
			if (length <= this.most) continue;
			this.varint.read(bytes, this.varint.end, bytes.length);
			spilled.set(i, this.join(bytes, this.varint.end, length));
		}
	}

	private join(bytes: Uint8Array, at: number, length: number): Uint8Array | null {
		const {usableBytes} = this.snapshot.header;
		if (length > longestPayload || length > this.leftBytes) return null;
		this.leftBytes -= length;
		const rest = this.least + ((length - this.least) % (usableBytes - 4));
		const local = rest <= this.most ? rest : this.least;
		if (at + local + 4 > bytes.length) return null;
		const whole = new Uint8Array(length);
		whole.set(bytes.subarray(at, at + local));
		let next = viewOf(bytes).getUint32(at + local);
		for (let filled = local; filled < length; ) {
			const page = this.snapshot.page(next);
			if (page === null) return null;
			const part = page.subarray(4, Math.min(usableBytes, 4 + length - filled));
			whole.set(part, filled);
			filled += part.length;
			next = viewOf(page).getUint32(0);
		}
		return whole;
	}
}
