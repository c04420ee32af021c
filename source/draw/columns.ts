/** Which columns of a table are shown and how wide: `fitColumns`. Widths only grow, so that nothing jumps while values change. */

export interface ColumnSpec {
	id: string;
	/** Cells without which the column is not worth showing. */
	min: number;
	/** Cells that the widest content in view and the title need. */
	want: number;
	/** Cells beyond which it never grows. */
	max?: number;
	/** Where room is short the lowest goes first, of equals the one further right; Infinity never goes. */
	priority: number;
	/** Takes what is left over. */
	flex?: boolean;
}

export interface PlacedColumn {
	id: string;
	x: number;
	width: number;
	/** Width without the room that was only left over; what must not shrink. */
	own: number;
}

export interface FitOptions {
	/** Cells between columns, 2 unless told. */
	gap?: number;
	/** False: known columns keep their widths (they may grow once a second, says look.md). */
	mayGrow?: boolean;
}

interface Slot {
	spec: ColumnSpec;
	width: number;
	goal: number;
}

/** Places columns in their order within `width` cells. `previous` is the last answer for the same screen, empty at first. */
export function fitColumns(
	columns: readonly ColumnSpec[],
	width: number,
	previous: readonly PlacedColumn[] = [],
	{gap = 2, mayGrow = true}: FitOptions = {},
): PlacedColumn[] {
	const kept = dropColumns(columns, width, gap);
	const known = new Map(previous.map(column => [column.id, column.own]));
	const slots = kept.map((spec): Slot => {
		const before = known.get(spec.id) ?? 0;
		const wanted = Math.max(before, mayGrow || before === 0 ? spec.want : 0, spec.min);
		return {spec, width: spec.min, goal: Math.min(wanted, spec.max ?? Number.POSITIVE_INFINITY)};
	});
	let room = width - gap * Math.max(0, slots.length - 1) - sumWidths(slots);
	if (room < 0) room += squeeze(slots, -room);
	const ranked = slots.toSorted((a, b) => b.spec.priority - a.spec.priority);
	// What was shown before comes first, so that a growing neighbour never takes it back.
	for (const slot of ranked) room -= grow(slot, Math.min(slot.goal, known.get(slot.spec.id) ?? 0), room);
	for (const slot of ranked) room -= grow(slot, slot.goal, room);
	return place(slots, room, gap);
}

const sumWidths = (slots: readonly Slot[]): number => slots.reduce((sum, slot) => sum + slot.width, 0);

function dropColumns(columns: readonly ColumnSpec[], width: number, gap: number): ColumnSpec[] {
	const kept = [...columns];
	const needed = (): number => kept.reduce((sum, spec) => sum + spec.min, 0) + gap * (kept.length - 1);
	while (kept.length > 1 && needed() > width) {
		let victim = kept.length - 1;
		for (let i = kept.length - 1; i >= 0; i--) if (kept[i]!.priority < kept[victim]!.priority) victim = i;
		if (kept[victim]!.priority === Number.POSITIVE_INFINITY) break;
		kept.splice(victim, 1);
	}
	return kept;
}

/** Takes `cells` away from the widest where even the least does not fit; returns how many it got. */
function squeeze(slots: readonly Slot[], cells: number): number {
	let taken = 0;
	while (taken < cells) {
		const widest = slots.reduce((a, b) => (b.width > a.width ? b : a));
		if (widest.width <= 1) break;
		widest.width--;
		widest.goal = widest.width;
		taken++;
	}
	return taken;
}

function grow(slot: Slot, goal: number, room: number): number {
	const cells = Math.max(0, Math.min(goal - slot.width, room));
	slot.width += cells;
	return cells;
}

function place(slots: readonly Slot[], room: number, gap: number): PlacedColumn[] {
	const flexible = slots.filter(slot => slot.spec.flex).length;
	let left = Math.max(0, room);
	let taking = flexible;
	let x = 0;
	return slots.map(slot => {
		const most = (slot.spec.max ?? Number.POSITIVE_INFINITY) - slot.width;
		const extra = slot.spec.flex ? Math.max(0, Math.min(most, Math.ceil(left / taking--))) : 0;
		left -= extra;
		const placed = {id: slot.spec.id, x, width: slot.width + extra, own: slot.width};
		x += placed.width + gap;
		return placed;
	});
}
