import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunFacts} from '../../../../source/core/run.ts';
import {Series} from '../../../../source/core/series/series.ts';
import {EarlierStarts} from '../../../../source/engine/model/starts/earlier-starts.ts';
import type {SeriesRule} from '../../../../source/formats/format.ts';
import {CollectedRun} from '../../../formats/collect.ts';

interface Ways {
	/** Only a further file may begin another start. */
	byFile?: boolean;
	/** Another source tells of the run too. */
	isTold?: boolean;
	facts?: Partial<RunFacts>;
	rule?: SeriesRule;
}

/** A run whose points are parted by starts as they are read. */
class Reading {
	readonly newest = new CollectedRun();
	readonly starts: EarlierStarts;
	private readonly earlier: CollectedRun[] = [];

	constructor(private readonly ways: Ways = {}) {
		const {newest, earlier} = this;
		newest.facts(ways.facts ?? {});
		this.starts = new EarlierStarts({
			layer: {
				metrics: newest.metrics,
				facts: patch => newest.facts(patch),
				get factsNow() {
					return newest.learnt;
				},
			},
			areByFile: ways.byFile === true,
			mayPart: () => ways.isTold !== true,
			sinkOf: number => {
				earlier[number - 1] = new CollectedRun();
				return earlier[number - 1]!;
			},
			keepOnly: count => earlier.splice(count),
		});
	}

	/** A row at each of the steps, whose values are their metrics' own steps where nothing else is said; with a time, a second apart. */
	rows(steps: readonly number[], names: readonly string[] = ['loss'], startS = Number.NaN, worth = (step: number) => step): this {
		for (const [at, step] of steps.entries())
			for (const name of names) {
				const series = this.newest.metrics.get(name) ?? new Series(this.ways.rule);
				this.newest.metrics.set(name, series);
				this.starts.take(series, step, (startS + at) * 1000, worth(step));
				series.push(step, (startS + at) * 1000, worth(step));
			}
		return this;
	}

	/** The reader says that another start begins at a step. */
	restart(step: number): void {
		const series = this.newest.metrics.get('loss')!;
		this.starts.takeRestart(series, step);
		series.restart(step);
	}

	get first(): CollectedRun {
		return this.earlier[0]!;
	}

	/** Each start by the steps of its metrics, as they are when all has been read. */
	get shown(): string {
		this.starts.settle();
		return [...this.earlier, this.newest]
			.map(({metrics}) =>
				[...metrics]
					.flatMap(([name, {steps, length}]) => (length === 0 ? [] : `${name} ${steps.slice(0, length).join(' ')}`))
					.join(', '),
			)
			.join(' | ');
	}
}

const read = (ways?: Ways) => new Reading(ways);
const loss = ['loss'];

test('steps that begin anew are those of another start, where a metric of the first row came twice before and nothing goes on', () => {
	const both = ['loss', 'epoch'];
	const afterwards = (step: number) => step + 2;
	assert.deepEqual(
		[
			read().rows([0, 1, 2]).rows([0, 1]).shown,
			read().rows([0]).rows([0, 1]).shown,
			read().rows([5, 6]).rows([6, 7]).shown,
			read().rows([5, 6]).rows([4, 5]).shown,
			read().rows([0, 1]).rows([0], ['val_loss']).rows([0, 1]).rows([7], ['val_loss']).shown,
			read().rows([0, 1, 2]).rows([2], ['val_loss']).rows([0, 1, 2, 3]).rows([3], ['val_loss']).shown,
			read().rows([0, 1, 2], ['loss']).rows([1, 2], ['acc']).rows([1, 2], ['acc']).shown,
			read().rows([0, 1], both).rows([0, 1], both).shown,
			read().rows([0, 1], both).rows([0, 1], both, Number.NaN, afterwards).shown,
			read().rows([0, 1], ['x']).rows([0, 1], ['x']).shown,
			read({rule: 'sort'}).rows([0, 1]).rows([0, 1]).shown,
		],
		[
			'loss 0 1 2 | loss 0 1',
			'loss 0 1',
			'loss 5 6 7',
			'loss 4 5',
			'loss 0 1, val_loss 0 7',
			'loss 0 1 2, val_loss 2 | loss 0 1 2 3, val_loss 3',
			'loss 0 1 2, acc 1 2',
			'loss 0 1, epoch 0 1 | loss 0 1, epoch 0 1',
			'loss 0 1, epoch 0 1',
			'x 0 1',
			'loss 0 1 0 1',
		],
	);
});

test('what comes to the same end again and again are batches, unless epochs are counted, and more than a hundred starts are none', () => {
	const four = (ways: Ways, ...ends: number[]) => {
		const reading = read(ways);
		for (const end of [...ends, 1]) reading.rows(Array.from({length: end + 1}, (_, step) => step));
		return reading.shown.split(' | ').length;
	};
	assert.deepEqual(
		[
			four({}, 1, 1, 1),
			four({}, 1, 1),
			four({}, 1, 2, 1),
			four({facts: {stepUnit: 'epoch'}}, 1, 1, 1),
			four({facts: {byEpoch: loss}}, 1, 1, 1),
			four({facts: {byEpoch: ['acc']}}, 1, 1, 1),
			four({}, ...Array.from({length: 100}, (_, at) => 1 + (at % 3))),
			four({}, ...Array.from({length: 101}, (_, at) => 1 + (at % 3))),
		],
		[1, 3, 4, 4, 4, 1, 101, 1],
	);
});

test('who writes at the same time, in several files, or beside another tracker is no later start', () => {
	const twice = (ways: Ways, firstS = Number.NaN, secondS = Number.NaN) =>
		read(ways).rows([0, 1], loss, firstS).rows([0, 1], loss, secondS).shown.split(' | ').length;
	assert.deepEqual(
		[
			twice({}, 10, 15),
			twice({}, 10, 5),
			twice({isTold: true}),
			twice({facts: {signFiles: ['a', 'b']}}),
			twice({facts: {signFiles: ['a']}}),
		],
		[2, 1, 1, 1, 2],
	);
	const told = read({isTold: true}).rows([0, 1]).rows([0, 1]);
	assert.deepEqual([told.shown, told.starts.isHeld], ['loss 0 1', true]);
	const later = read().rows([0, 1]).rows([0, 1]);
	later.starts.join();
	assert.equal(later.rows([0, 1]).shown, 'loss 0 1', 'and what was parted is not, once others tell of it');
});

test('of several files each may be another start, which may begin before the first, and only a further one', () => {
	const further = (steps: number[], startS: number, isFurther = true) => {
		const reading = read({byFile: true, facts: {signFiles: ['a', 'b']}}).rows([3, 4, 5], loss, 10);
		if (isFurther) reading.starts.openFile();
		return reading.rows(steps, loss, startS).shown;
	};
	assert.deepEqual(
		[further([3, 4], 20), further([1, 2], 20), further([4, 5], 20), further([3, 4], 5), further([3, 4], 20, false)],
		['loss 3 4 5 | loss 3 4', 'loss 3 4 5 | loss 1 2', 'loss 3 4 5', 'loss 3 4', 'loss 3 4'],
	);
	const episodes = read({byFile: true}).rows([461, 935], loss, 10);
	episodes.starts.openFile();
	assert.equal(
		episodes.rows([704, 1372], loss, 20).shown,
		'loss 461 935 | loss 704 1372',
		'rows at the ends of episodes begin anywhere before the second',
	);
	const again = read({byFile: true}).rows([0, 1]);
	for (let file = 0; file < 4; file++) again.starts.openFile();
	assert.equal(again.rows([0, 1]).rows([0, 1]).shown, 'loss 0 1 | loss 0 1', 'one file begins one start');
	const several = read({byFile: true});
	for (let file = 0; file < 4; file++) {
		several.starts.openFile();
		several.rows([0, 1]);
	}
	assert.equal(several.shown, new Array(4).fill('loss 0 1').join(' | '), 'files are no batches');
	const ahead = read({byFile: true}).rows([0, 1, 2]).rows([2], ['val_loss']);
	ahead.starts.openFile();
	assert.equal(ahead.rows([0, 1]).rows([3], ['val_loss']).shown, 'loss 0 1 2, val_loss 2 | loss 0 1, val_loss 3');
});

test('each start says when it was, what number it has, and what its reader said of its end', () => {
	const reading = read({facts: {total: {total: 9, unit: 'epoch', from: 'bar'}, startedAtMs: 1}}).rows([0, 1, 2], loss, 10);
	assert.equal(reading.newest.learnt.startedAtMs, 1);
	reading.starts.close({error: 'lost'});
	reading.rows([0, 1], loss, 50);
	reading.rows([0, 1], ['acc'], 60);
	assert.equal(reading.shown, 'loss 0 1 2 | loss 0 1, acc 0 1');
	const [first, newest] = [reading.first.learnt, reading.newest.learnt];
	assert.deepEqual(
		[first.startedAtMs, first.lastSignMs, first.attempt, first.total?.total, first.error],
		[10_000, 12_000, 1, 9, 'lost'],
	);
	assert.deepEqual([newest.startedAtMs, newest.attempt, newest.error], [50_000, 2, null]);
	assert.deepEqual(
		reading.starts.amend({startedAtMs: 1, error: 'x'}),
		{startedAtMs: 50_000, error: 'x'},
		'when all began is the first one’s',
	);
	assert.deepEqual(reading.starts.amend({error: 'x'}), {error: 'x'});
	reading.starts.amend({startedAtMs: 50_000});
	reading.starts.join();
	assert.deepEqual([newest.startedAtMs, newest.attempt], [1, null]);
	const untimed = read({facts: {startedAtMs: 1}})
		.rows([0, 1])
		.rows([0, 1]);
	assert.deepEqual([untimed.first.learnt.startedAtMs, untimed.newest.learnt.startedAtMs], [null, null], 'nobody knows');
	assert.deepEqual(untimed.starts.amend({startedAtMs: 1}), {startedAtMs: null});
	const none = read().rows([0, 1]);
	none.starts.close(null);
	assert.equal(none.rows([0, 1]).shown, 'loss 0 1', 'where the reader knows that none begins');
});

test('a start that the reader knows of begins although no row has come, and what goes on is none', () => {
	const restarted = (step: number, ...next: number[]) => {
		const reading = read().rows([0, 1, 2]);
		reading.restart(step);
		return reading.rows(next).shown;
	};
	assert.deepEqual([restarted(0, 0), restarted(2, 2, 3)], ['loss 0 1 2 | loss 0', 'loss 0 1 2 3']);
	const anew = read().rows([0, 1]).rows([0, 1]);
	anew.newest.metrics.clear();
	anew.starts.forget();
	assert.equal(anew.rows([0, 1, 2]).shown, 'loss 0 1 2', 'what is read anew has the starts that it has now');
});
