import type {Glyphs} from './glyphs.ts';
import {type Role, roleStyle, type Style} from './style.ts';

/** How runs are told apart on charts: `assignRunLooks` gives each a colour and a line pattern, `lookSign` the sign for its legend. */

export type Pattern = 'solid' | 'dashed' | 'dotted';
const patterns: readonly Pattern[] = ['solid', 'dashed', 'dotted'];
/** In an order that gives the two blues other patterns, and the two oranges: beside each other they are much alike, above all on white. */
const hues: readonly Role[] = ['run1', 'run2', 'run3', 'run4', 'run5', 'run6', 'run8', 'run7'];

/** Looks there are before two runs must share one. */
export const lookCount = hues.length * patterns.length;

export interface RunLook {
	/** 0..23: three times the eight colours, each time with other patterns. */
	slot: number;
	role: Role;
	pattern: Pattern;
	/** On the line where there is no colour: a to x. */
	letter: string;
}

function lookOf(slot: number): RunLook {
	const hue = slot % hues.length;
	const round = Math.floor(slot / hues.length);
	const letter = String.fromCharCode(0x61 + slot);
	return {slot, role: hues[hue]!, pattern: patterns[(hue + round) % patterns.length]!, letter};
}

/** FNV-1a over UTF-16 units: small, and the same in every process. */
function hashText(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return hash >>> 0;
}

/**
 * The slot that is not taken, from the one that the id hashes to: a colour that nobody has before one that is used again, and of those the
 * first whose pattern the fewest of the `shown` have. -1 for none.
 */
function freeSlot(id: string, shown: ReadonlySet<number>, isTaken: (slot: number) => boolean): number {
	const start = hashText(id) % hues.length;
	for (let round = 0; round < patterns.length; round++) {
		const free = hues.map((_, i) => round * hues.length + ((start + i) % hues.length)).filter(slot => !isTaken(slot));
		const uses = free.map(slot => countPattern(lookOf(slot).pattern, shown));
		if (free.length > 0) return free[uses.indexOf(Math.min(...uses))]!;
	}
	return -1;
}

function countPattern(pattern: Pattern, slots: ReadonlySet<number>): number {
	let count = 0;
	for (const slot of slots) if (lookOf(slot).pattern === pattern) count++;
	return count;
}

/**
 * Looks for the shown runs by id: colours that differ, and line patterns for eyes and terminals without colour. A run keeps the look it has in `previous` (hand in the last answer, so that filtering changes no
 * colour), unless another shown run has it already; a new one gets the colour of its hash, or the next that is free.
 *
 * @param hashed what stands for a run at every start, where its id here does not
 */
export function assignRunLooks(
	ids: readonly string[],
	previous: ReadonlyMap<string, RunLook> = new Map(),
	hashed: (id: string) => string = id => id,
): Map<string, RunLook> {
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
		// Colours of runs that are only hidden now are left to them while there are others that nobody has.
		let slot = freeSlot(hashed(id), shown, taken => shown.has(taken) || hidden.has(taken));
		if (slot < 0 || slot >= hues.length) slot = freeSlot(hashed(id), shown, taken => shown.has(taken));
		if (slot < 0) slot = hashText(hashed(id)) % lookCount;
		looks.set(id, lookOf(slot));
		shown.add(slot);
	}
	for (const [id, look] of previous) if (!looks.has(id)) looks.set(id, look);
	return looks;
}

/** Style of a run's line. */
export const lookStyle = (look: RunLook, attributes = 0): Style => roleStyle(look.role, attributes);

/** What stands for a run's line in legends: a piece of it, or without colour the letter that is on it. */
export function lookSign({pattern, letter}: RunLook, {glyphs, color}: {glyphs: Pick<Glyphs, 'unicode'>; color: boolean}): string {
	return color ? runSign(pattern, glyphs) : letter;
}

/** A piece of a line: ━ ╍ ┄. */
export function runSign(pattern: Pattern, {unicode}: Pick<Glyphs, 'unicode'>): string {
	return (unicode ? {solid: '━', dashed: '╍', dotted: '┄'} : {solid: '-', dashed: '=', dotted: ':'})[pattern];
}
