import {Column} from '../query/columns/column.ts';
import type {Readable, Table} from '../query/columns/table.ts';
import {told} from '../query/compile/compile-word.ts';
import {timedAttributes} from '../query/fields/attributes.ts';
import {attributeField} from '../query/fields/field.ts';
import {emptyRow} from '../row.ts';
import {statuses} from '../status.ts';
import {unpackColumn} from './column-text.ts';
import {lastSign} from './fields.ts';
import type {IndexHead} from './head.ts';

/** What is not kept, but made of what is. Of anything else no run has a value. */
const derivedIds: ReadonlySet<string | null> = new Set([told.id, ...timedAttributes]);

/** Where these differ, so do the ages; who has one, has an age. */
const momentsOf: ReadonlyMap<string | null, string> = new Map([
	['age', 'started'],
	['silent', lastSign.id!],
]);

/** The runs of an index as a table: of a column that is asked for, and of no other, the text is read. */
export class IndexTable implements Table {
	readonly size: number;
	readonly places: Uint32Array;
	private readonly columns = new Map<string, Column>();

	constructor(
		private readonly head: IndexHead,
		/** What stands behind the head. */
		private readonly body: string,
		/** Places in the index of the runs that are wanted. */
		private readonly kept: Uint32Array = Uint32Array.from({length: head.size}, (_, place) => place),
	) {
		this.size = kept.length;
		this.places = Uint32Array.from(kept.keys());
	}

	column(readable: Readable, nowMs: number): Column {
		const id = readable.id ?? '';
		const known = this.columns.get(id);
		if (known !== undefined) return known;
		const part = Object.hasOwn(this.head.parts, id) ? this.head.parts[id] : undefined;
		if (part === undefined) return derivedIds.has(id) ? this.derive(readable, nowMs) : new Column(this.size);
		const column = unpackColumn(this.body.slice(part[0], part[1]), this.kept);
		this.columns.set(id, column);
		return column;
	}

	count(readable: Readable, places: Uint32Array, nowMs: number): number {
		const part = this.partOf(readable);
		if (part !== undefined && places.length === this.head.size) return part[3];
		return this.column(readable, nowMs).count(places);
	}

	differs(readable: Readable, places: Uint32Array, nowMs: number): boolean {
		const part = this.partOf(readable);
		if (part?.[2] === 1) return false;
		if (part !== undefined && places.length === this.head.size) return true;
		return this.column(readable, nowMs).differs(places);
	}

	/** What the head says of a column, or of the moments that ages are made from. */
	private partOf({id}: Readable): IndexHead['parts'][string] | undefined {
		const name = momentsOf.get(id) ?? id ?? '';
		return Object.hasOwn(this.head.parts, name) ? this.head.parts[name] : undefined;
	}

	/** Only those of the index that a test lets through, by the values of one column. */
	only(readable: Readable, passes: (value: string) => boolean): IndexTable {
		const column = this.column(readable, 0);
		const kept = this.kept.filter((_, place) => passes(String(column.valueAt(place))));
		return kept.length === this.size ? this : new IndexTable(this.head, this.body, kept);
	}

	/** What is made of several fields: ages, and the texts that words are looked for in. One stand-in is each run in turn. */
	private derive({read}: Readable, nowMs: number): Column {
		const column = (readable: Readable) => this.column(readable, nowMs);
		const [names, ids, found] = (['name', 'id', 'status'] as const).map(name => column(attributeField(name, name)));
		const [tags, notes] = (['tag', 'note'] as const).map(name => column(attributeField(name, name)));
		const [starts, ends] = (['started', 'ended'] as const).map(name => column(attributeField(name, name)));
		const signs = column(lastSign);
		const text = (of: Column, place: number) => String(of.valueAt(place) ?? '');
		const list = (of: Column, place: number) => (of.valueAt(place) ?? []) as string[];
		const moment = (of: Column, place: number) => (of.has(place) ? of.numbers[place]! : null);
		const row = emptyRow();
		const derived = new Column(this.size);
		for (const place of this.places) {
			row.id = text(ids!, place);
			row.name = text(names!, place);
			row.status = statuses.find(status => status === found!.valueAt(place)) ?? 'unknown';
			row.tags = list(tags!, place);
			row.notes = list(notes!, place);
			row.startedAtMs = moment(starts!, place);
			row.endedAtMs = moment(ends!, place);
			row.updatedAtMs = moment(signs, place);
			derived.put(place, read(row, nowMs));
		}
		return derived;
	}
}
