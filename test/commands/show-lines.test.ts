import assert from 'node:assert/strict';
import {test} from 'node:test';
import {showLines} from '../../source/commands/show/show-lines.ts';
import {aggregateStride, emptyRow, type RunRow} from '../../source/core/row.ts';
import {emptyFacts} from '../../source/core/run.ts';
import {makeRow} from '../core/query/rows.ts';

test('a user whose host is not known does not stand for it', () => {
	const words = {problems: [], notes: [], events: [], told: [], metricWords: [], lineage: []};
	const who = (more: Partial<RunRow>) =>
		showLines({...emptyRow(), ...more}, emptyFacts(), words, 0).filter(line => /^ {2}(?:host|user)/.test(line));
	assert.deepEqual(
		who({user: 'bob'}).map(line => line.trim().split(/\s+/)),
		[['user', 'bob']],
	);
	assert.deepEqual(
		who({user: 'bob', host: 'gpu-3'}).map(line => line.trim().split(/\s+/)),
		[['host', 'bob@gpu-3']],
	);
	assert.deepEqual(who({}), []);
});

test('a metric whose points are all of an earlier attempt has none, and no values', () => {
	const words = {problems: [], notes: [], events: [], told: [], metricWords: [], lineage: []};
	const values = new Float64Array(aggregateStride).fill(Number.NaN);
	values[0] = 0;
	const lines = showLines({...emptyRow(), metrics: {names: ['val_loss'], values}}, emptyFacts(), words, 0);
	assert.deepEqual(
		lines
			.find(line => line.includes('val_loss'))!
			.trim()
			.split(/\s+/),
		['val_loss', '0', '–', '–', '–', '–'],
	);
});

test('a metric without any finite point has neither a smallest nor a largest one', () => {
	const words = {problems: [], notes: [], events: [], told: [], metricWords: [], lineage: []};
	const metrics = makeRow({metrics: {i: {points: 2, nonfinite: 2, last: Number.POSITIVE_INFINITY, lastStep: 1}}}).metrics;
	const lines = showLines({...emptyRow(), metrics}, emptyFacts(), words, 0);
	const line = lines.find(each => /^ {2}i\b/.test(each))!;
	assert.deepEqual(line.trim().split(/\s+/), ['i', '2', '∞', '–', '–', '1']);
});

test('what a person says of a run is shown: its verdict and its marks', () => {
	const words = {problems: [], notes: [], events: [], told: [], metricWords: [], lineage: []};
	const text = (more: Partial<RunRow>) => showLines({...emptyRow(), ...more}, emptyFacts(), words, 0).join('\n');
	assert.match(text({verdict: 'fail', marks: ['best', 'odd']}), /^ {2}verdict +fail$[\s\S]*^ {2}marks +best, odd$/m);
	assert.doesNotMatch(text({}), /verdict|marks/);
});
