import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	foldJournal,
	type JournalEntry,
	type JournalOp,
	mergeJournals,
	parseJournal,
} from '../../../source/formats/native/index.ts';

let made = 0;
function entry(atMs: number, op: JournalOp, value: string | null = null, more: Partial<JournalEntry> = {}): JournalEntry {
	return {atMs, op, value, by: 'ada', key: `k${made++}`, undoes: null, signature: null, isThrough: false, ...more};
}

test('reads entries, times as seconds or ISO, and names the lines that are none', () => {
	const lines = [
		'{"at": 1763650000.5, "by": "ada@x", "op": "tag", "value": "a", "key": "k1", "future": 1}',
		'',
		'{"at": "2025-10-09T12:00:00Z", "op": "note", "value": "b", "key": "k2", "undoes": null, "sig": "s"}',
		'{"at": 1, "op": "explode", "key": "k3"}',
		'{"at": 1, "op": "tag"}',
		'torn {"at',
		'{"at": 1, "op": "tag", "value": "not there yet", "key": "k4"}',
	];
	const {entries, badLines} = parseJournal(lines.join('\n'));
	assert.deepEqual(entries, [
		{atMs: 1763650000500, by: 'ada@x', op: 'tag', value: 'a', key: 'k1', undoes: null, signature: null, isThrough: false},
		{atMs: Date.UTC(2025, 9, 9, 12), by: null, op: 'note', value: 'b', key: 'k2', undoes: null, signature: 's', isThrough: false},
	]);
	assert.deepEqual(badLines, [4, 5, 6]);
});

test('merges copies as their union, the same from either side', () => {
	const shared = [entry(10, 'tag', 'a'), entry(30, 'tag', 'b')];
	const mine = [...shared, entry(20, 'untag', 'a')];
	const theirs = [...shared, entry(40, 'note', 'hi')];
	assert.deepEqual(mergeJournals(mine, theirs), mergeJournals(theirs, mine));
	assert.deepEqual(
		mergeJournals(theirs, mine).map(({atMs}) => atMs),
		[10, 20, 30, 40],
	);
});

test('counts by time and then by key, not by the order in the file', () => {
	const entries = [
		entry(20, 'verdict', 'fail', {key: 'b'}),
		entry(20, 'verdict', 'success', {key: 'a'}),
		entry(10, 'verdict', null),
	];
	assert.equal(foldJournal(entries).verdict, 'fail');
});

test('folds tags both ways', () => {
	assert.deepEqual(foldJournal([entry(1, 'tag', 'a'), entry(2, 'tag', 'b'), entry(3, 'untag', 'a'), entry(4, 'tag', 'b')]).tags, [
		'b',
	]);
	assert.deepEqual(foldJournal([entry(1, 'untag', 'own'), entry(2, 'tag', 'own')]), {...foldJournal([]), tags: ['own']});
});

test('takes back what was undone, and gives back what was undone twice', () => {
	const said = entry(1, 'verdict', 'success');
	const worse = entry(2, 'verdict', 'fail');
	const undo = entry(3, 'verdict', null, {undoes: worse.key});
	assert.equal(foldJournal([said, worse, undo]).verdict, 'success');
	assert.equal(foldJournal([said, worse, undo, entry(4, 'verdict', null, {undoes: undo.key})]).verdict, 'fail');
	const tag = entry(1, 'tag', 'a');
	const same = entry(2, 'tag', 'a');
	assert.deepEqual(foldJournal([tag, same, entry(3, 'untag', 'a', {undoes: same.key})]).tags, ['a']);
});

test('ends with the last of archive, delete and restore', () => {
	assert.equal(foldJournal([entry(1, 'archive'), entry(2, 'delete')]).deleted, true);
	const state = foldJournal([entry(1, 'archive'), entry(2, 'delete'), entry(3, 'restore')]);
	assert.deepEqual([state.archived, state.deleted], [false, false]);
});
