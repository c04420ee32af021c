import type {Glyphs} from './glyphs.ts';
import {type Role, roleStyle, type Style} from './style.ts';

/** How runs are told apart on charts: `assignRunLooks` gives each a colour and a line pattern, `runSign` the sign for its legend. */

export type Pattern = 'solid' | 'dashed' | 'dotted';
const patterns: readonly Pattern[] = ['solid', 'dashed', 'dotted'];
const hues: readonly Role[] = ['run1', 'run2', 'run3', 'run4', 'run5', 'run6', 'run7', 'run8'];

/** Looks there are before two runs must share one. */
export const lookCount = hues.length * patterns.length;

export interface RunLook {
	/** 0..23: the eight colours solid, then dashed, then dotted. */
	slot: number;
	role: Role;
	pattern: Pattern;
}

function lookOf(slot: number): RunLook {
	return {slot, role: hues[slot % hues.length]!, pattern: patterns[Math.floor(slot / hues.length)] ?? 'solid'};
}

/** FNV-1a over UTF-16 units: small, and the same in every process. */
export function hashText(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return hash >>> 0;
}

/** First slot from the one that the id hashes to that is not taken: all solid ones, then dashed, then dotted. -1 for none. */
function freeSlot(id: string, isTaken: (slot: number) => boolean): number {
	const start = hashText(id) % hues.length;
	for (let i = 0; i < lookCount; i++) {
		const slot = Math.floor(i / hues.length) * hues.length + ((start + i) % hues.length);
		if (!isTaken(slot)) return slot;
	}
	return -1;
}

/**
 * Looks for the shown runs by id. A run keeps the look it has in `previous` (hand in the last answer, so that filtering changes no
 * colour), unless another shown run has it already; a new one gets the colour of its hash, or the next that is free.
 */
export function assignRunLooks(ids: readonly string[], previous: ReadonlyMap<string, RunLook> = new Map()): Map<string, RunLook> {
	const looks = new Map<string, RunLook>();
	const shown = new Set<number>();
	for (const id of ids) {
		const look = previous.get(id);
		if (!look || shown.has(look.slot)) continue;
		looks.set(id, look);
		shown.add(look.slot);
	}
	const hidden = new Set<number>();
	for (const look of previous.values()) hidden.add(look.slot);
	for (const id of ids) {
		if (looks.has(id)) continue;
		// Colours of runs that are only hidden now are left to them while there are solid ones that nobody has.
		let slot = freeSlot(id, taken => shown.has(taken) || hidden.has(taken));
		if (slot < 0 || slot >= hues.length) slot = freeSlot(id, taken => shown.has(taken));
		if (slot < 0) slot = hashText(id) % lookCount;
		looks.set(id, lookOf(slot));
		shown.add(slot);
	}
	for (const [id, look] of previous) if (!looks.has(id)) looks.set(id, look);
	return looks;
}

/** Style of a run's line. */
export function lookStyle(look: RunLook, attributes = 0): Style {
	return roleStyle(look.role, attributes);
}

/** A piece of the run's line for legends: ━ ╍ ┄. */
export function runSign(pattern: Pattern, {unicode}: Pick<Glyphs, 'unicode'>): string {
	return (unicode ? {solid: '━', dashed: '╍', dotted: '┄'} : {solid: '-', dashed: '=', dotted: ':'})[pattern];
}
