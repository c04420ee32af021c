import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MemoryFiles} from '../memory-files.ts';
import {dictOf, type Pickled, pickled, Tuple} from '../write-pickle.ts';
import {open} from './read-tree.ts';

test('a word for whether there was an error that is neither True nor False says nothing', () => {
	const outcomeWith = (more: Record<string, Pickled>) => {
		const parent = dictOf({experiment_number: 2, error_number: 0, ...more});
		const record = {of: 'rigorous_recorder.AncestorDict' as const, state: new Tuple([dictOf({x: 1}), new Tuple([parent])])};
		const files = new MemoryFiles().write('/r/a.collection/collection_id.txt', '0.5');
		const {sink, read} = open(files.write('/r/a.collection/records.pickle', pickled([record])), '/r/a.collection');
		read();
		const {outcome, error} = sink.run('2').learnt;
		return [outcome?.status, outcome?.why, error !== null];
	};
	for (const [value, shown] of [
		['maybe', '"maybe"'],
		['no', '"no"'],
		[null, 'None'],
	] as const)
		assert.deepEqual(outcomeWith({had_error: value}), [
			'unknown',
			`had_error is ${shown} in its records, which is neither True nor False`,
			false,
		]);
	assert.deepEqual(outcomeWith({had_error: 1}), ['failed', 'had_error is True in its records', true]);
	assert.deepEqual(outcomeWith({had_error: 0}), ['finished', 'had_error is False in its records', false]);
	assert.deepEqual(outcomeWith({}), ['unknown', 'its records do not say whether it had an error', false]);
});

test('a live file of an experiment tells when that started, and not how it stood then as a setting', () => {
	const parents = {experiment_number: 1, error_number: 1, had_error: true, experiment_start_time: 1_700_000_000.5, lr: 0.1};
	const text = `parent_data_snapshot: ${JSON.stringify(parents, null, 4)}\nrecords:\n- {"x": 1}\n`;
	const files = new MemoryFiles().write('/r/run.yaml', text);
	const {sink, read} = open(files, '/r/run.yaml');
	read();
	const {lr, ...automatic} = parents;
	assert.deepEqual(sink.only.learnt.config, {lr});
	assert.equal(sink.only.learnt.startedAtMs, 1_700_000_000_500);
	assert.deepEqual(sink.only.learnt.extra?.Records, {count: 1, ...automatic});
});

test('a live file that was saved again as UTF-16 or with a byte order mark is read', () => {
	const text = 'parent_data_snapshot: {\n    "lr": 0.1,\n    "name": "ünï"\n}\nrecords:\n- {"x": 1}\n- {"x": 2}\n';
	for (const bytes of [Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
		const {sink, read} = open(new MemoryFiles().write('/r/run.yaml', bytes), '/r/run.yaml');
		read();
		const {learnt, problems} = sink.only;
		const points = sink.only.points('x').map(([, x]) => x);
		assert.deepEqual([points, learnt.config, problems], [[1, 2], {lr: 0.1, name: 'ünï'}, []]);
	}
});
