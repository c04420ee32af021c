import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {TakenTable} from '../../../source/encodings/sqlite/index.ts';
import type {SourceSink} from '../../../source/formats/format.ts';
import {OwnedRows} from '../../../source/formats/stores/owned-rows.ts';
import {Standing} from '../../../source/formats/stores/standing.ts';
import type {ComparedTables, StoreReading} from '../../../source/formats/stores/store-reading.ts';
import {StoreSource} from '../../../source/formats/stores/store-source.ts';
import {Collected, readAll} from '../collect.ts';
import {loadFixture} from '../load-fixture.ts';

const path = '/sqlite/pages.db';

const tablesOf = (rows: () => OwnedRows<string, string[]>): ComparedTables => ({
	want: fileMs => [rows().want(fileMs)],
	get owesComparing() {
		return rows().owesComparing;
	},
	distrust: () => void rows().distrust(),
});

/** Tells the notes of each owner as those of a run; the table counts as a large one. */
class Notes implements StoreReading {
	readonly added = [];
	readonly standing = new Standing();
	readonly tables = tablesOf(() => this.rows);
	private readonly touched = new Set<string>();
	private readonly rows = new OwnedRows<string, string[]>(
		'notes',
		() => (row, of) => {
			const owner = String(row.number(0));
			of.set(owner, [...(of.get(owner) ?? []), `${row.text(1)}: ${row.text(2)}`]);
			return owner;
		},
		() => false,
		{smallBytes: 0, everyMs: 60_000},
	);

	constructor(private readonly sink: SourceSink) {}

	keys = () => this.rows.of.keys();
	has = (key: string) => this.rows.of.has(key);
	update = (tables: ReadonlyMap<string, TakenTable>, fileMs: number) =>
		this.rows.update(tables.get('notes'), fileMs, this.touched);
	bind = (): never => assert.fail('no table is only added to');
	keyReader = this.bind;
	printOf = () => '';
	release = this.bind;

	tell(): void {
		for (const owner of this.touched) this.sink.run(owner).facts({notes: this.rows.of.get(owner) ?? []});
		this.touched.clear();
	}
}

class NotesSource extends StoreSource<Notes> {
	protected begin(sink: SourceSink): Notes {
		return new Notes(sink);
	}
}

test('what was changed in place by the last commit is shown some seconds later, although no other one comes', () => {
	const files = loadFixture('sqlite');
	const log = files.readWhole(`${path}-wal`, 1e6)!;
	files.remove(`${path}-wal`);
	const source = new NotesSource({format: 'x', path, files: [path], ownsSubtree: false}, files);
	const collected = new Collected();
	readAll(source, collected);
	const first = () => collected.runs.get('5')!.learnt.notes[0];
	assert.match(first()!, /as it was told at first/);
	assert.equal(source.turnsAtMs(), null);
	files.write(`${path}-wal`, log.subarray(0, 568));
	readAll(source, collected);
	assert.match(first()!, /as it was told at first/);
	const turnsAtMs = source.turnsAtMs()!;
	assert.ok(turnsAtMs > files.nowMs && turnsAtMs <= files.nowMs + 10_000);
	files.nowMs = turnsAtMs;
	readAll(source, collected);
	assert.match(first()!, /as it was told later/);
	assert.equal(source.turnsAtMs(), null);
});
