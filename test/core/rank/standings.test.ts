import assert from 'node:assert/strict';
import {test} from 'node:test';
import {metricStepField} from '../../../source/core/query/fields/field.ts';
import {joinMetric, joinMetrics} from '../../../source/core/rank/joined-metric.ts';
import {describeRuns, rankRuns} from '../../../source/core/rank/standings.ts';
import {standingsColumns, standingsLines} from '../../../source/core/rank/standings-lines.ts';
import {describeNames, describePart, joinYardstick, makeYardstick} from '../../../source/core/rank/yardstick.ts';
import type {RunRow} from '../../../source/core/row.ts';
import {ask} from '../query/asking.ts';
import {makeRow, nowMs} from '../query/rows.ts';

const loss = makeYardstick('loss', 'down', 'name');
const lossRow = (name: string, min: number, last = min): RunRow =>
	makeRow({name, metrics: {loss: {min, last, minStep: 7, points: 3}}});
const names = (rows: readonly RunRow[]) => rows.map(({name}) => name);

test('equal values share a place, the next one counts them, and changes are measured against the first', () => {
	const rows = [lossRow('c', 2), lossRow('a', 1), lossRow('d', 4), lossRow('b', 2)];
	const {ranked} = rankRuns(rows, loss, {nowMs});
	assert.deepEqual(
		ranked.map(({place, tied, rows: [row], delta}) => [place, tied, row!.name, delta?.absolute ?? null, delta?.better ?? null]),
		[
			[1, false, 'a', null, null],
			[2, true, 'c', 1, false],
			[2, true, 'b', 1, false],
			[4, false, 'd', 3, false],
		],
	);
	assert.equal(ranked[0]!.step, 7);
});

test('beside a first one of nearly zero the difference is told alone, and no per cent of it', () => {
	const toFirst = (...values: number[]) =>
		standingsLines(
			rankRuns(
				values.map(value => lossRow(`${value}`, value)),
				makeYardstick('loss', 'down', 'person'),
				{nowMs},
			),
			[],
			nowMs,
			'md',
		)
			.slice(2)
			.map(line => line.split(' | ')[5]!.replace(' |', ''));
	assert.deepEqual(toFirst(-1e-297, 0.111, 2), ['', '+0.111', '+2']);
	assert.deepEqual(toFirst(0, 0.111), ['', '+0.111']);
	assert.deepEqual(toFirst(-0.5, 0.111), ['', '+0.611  +122 %']);
	assert.deepEqual(toFirst(1e-297, 0.111), ['', '+0.111']);
});

test('the direction and the part that counts change the order', () => {
	const rows = [lossRow('early', 1, 9), lossRow('late', 2, 2)];
	const firstBy = (part: 'best' | 'last', direction: 'down' | 'up') =>
		rankRuns(rows, makeYardstick('loss', direction, 'person', part), {nowMs}).ranked[0]!.rows[0]!.name;
	assert.equal(firstBy('best', 'down'), 'early');
	assert.equal(firstBy('last', 'down'), 'late');
	assert.equal(firstBy('last', 'up'), 'early');
});

test('a value at a step stands at that step, and a mean at none', () => {
	const rows = [lossRow('a', 1), makeRow({name: 'b', metrics: {Loss: {min: 2, points: 3, minStep: 4}}}), lossRow('c', 3)];
	const byMean = rankRuns(rows, makeYardstick('loss', 'down', 'person', 'mean'), {nowMs}).ranked;
	assert.equal(byMean[0]!.step, null);
	const two = makeRow({metrics: {acc: {last: 1, minStep: 9, maxStep: 9, lastStep: 9}, loss: 1}});
	assert.equal(rankRuns([two], makeYardstick('loss', 'down', 'person', 'mean'), {nowMs}).ranked[0]!.step, null);
	const parts = (['best', 'last', 'mean'] as const).map(part => describePart(makeYardstick('loss', 'up', 'person', part)));
	assert.deepEqual(parts, ['best', 'last', 'mean']);
	const valueAt = ({name}: RunRow) => (name === 'c' ? Number.NaN : name.charCodeAt(0));
	const field = metricStepField('loss', 500, valueAt, 'loss@500');
	const yardstick = joinYardstick({...makeYardstick('loss', 'up', 'person'), field}, rows, valueAt);
	const {ranked, unranked} = rankRuns(rows, yardstick, {nowMs});
	assert.deepEqual(
		ranked.map(({rows: [row], value, step}) => [row!.name, value, step]),
		[
			['b', 98, 500],
			['a', 97, 500],
		],
	);
	assert.deepEqual([unranked[0]!.why, describePart(yardstick)], ['no finite loss at step 500', 'at step 500']);
});

test('what two trackers only spell differently is one metric, in whichever way it is asked for', () => {
	const read = (name: string, metric: string, min: number) =>
		makeRow({name, metrics: {[metric]: {min, last: min, minStep: min * 10, points: 3}, 'train/loss': 0.1}});
	const rows = [
		read('a', 'val_loss', 2),
		read('b', 'val/loss', 1),
		read('c', 'val/loss', 3),
		makeRow({name: 'd', metrics: {acc: 1}}),
	];
	for (const [metric, other] of [
		['val_loss', 'val/loss'],
		['val/loss', 'val_loss'],
	] as const) {
		const yardstick = joinYardstick(makeYardstick(metric, 'down', 'name'), rows);
		const {ranked, unranked} = rankRuns(rows, yardstick, {nowMs});
		assert.deepEqual(
			ranked.map(({rows: [row], value, step, last}) => [row!.name, value, step, last]),
			[
				['b', 1, 10, 1],
				['a', 2, 20, 2],
				['c', 3, 30, 3],
			],
		);
		assert.equal(unranked[0]!.why, `no ${metric}`);
		assert.equal(describeNames(yardstick), `; ${metric} = ${other}`);
	}
	const both = makeRow({name: 'both', metrics: {val_loss: 1, 'val/loss': 2}});
	assert.deepEqual(joinMetric([...rows, both], 'val_loss').others, [], 'a run that has both says that they are two');
	assert.deepEqual(
		joinMetrics(rows, ['val_loss', 'train/loss', 'val/loss']).map(({metric}) => metric),
		['val_loss', 'train/loss'],
	);
	const joined = joinMetrics(rows, ['acc', 'acc', 'val_loss', 'train/loss'], 2);
	assert.deepEqual(
		joined.map(({metric, others}) => [metric, others]),
		[
			['acc', []],
			['val_loss', ['val/loss']],
		],
	);
	assert.equal(describeNames(makeYardstick('acc', 'up', 'name')), '');
});

test('what has no value stands apart with the reason', () => {
	const rows = [
		lossRow('fine', 1),
		makeRow({name: 'other', metrics: {acc: 1}}),
		makeRow({name: 'nan', metrics: {loss: {points: 4, nonfinite: 4, nan: 4, min: Number.NaN, last: Number.NaN, lastStep: 3}}}),
		makeRow({name: 'unread', complete: false}),
	];
	const {ranked, unranked} = rankRuns(rows, loss, {nowMs});
	assert.deepEqual(names(ranked.flatMap(standing => standing.rows)), ['fine']);
	assert.deepEqual(
		unranked.map(({row, why}) => [row.name, why]),
		[
			['other', 'no loss'],
			['nan', 'none of 4 points is finite'],
			['unread', 'no loss read yet'],
		],
	);
	const once = makeRow({metrics: {loss: {points: 1, nonfinite: 1, last: Number.POSITIVE_INFINITY}}});
	assert.equal(rankRuns([once], loss, {nowMs}).unranked[0]!.why, 'its only loss is infinite');
	const diverged = makeRow({
		name: 'diverged',
		metrics: {loss: {points: 4, nonfinite: 1, min: 1, last: Number.NaN, lastStep: 12}},
	});
	const last = makeYardstick('loss', 'down', 'name', 'last');
	assert.equal(rankRuns([diverged], last, {nowMs}).unranked[0]!.why, 'loss is NaN at step 12');
	const broken = {...diverged, infeasible: 'infeasible: constraint 0 is 1, above 0'};
	assert.equal(rankRuns([broken], last, {nowMs}).unranked[0]!.why, 'loss is NaN at step 12');
});

test('repetitions with other seeds take one place, by their mean, and scatter says when two cannot be told apart', () => {
	const repeat = (lr: number, values: readonly number[]) =>
		values.map((value, seed) => makeRow({name: `lr${lr}-s${seed}`, config: {lr, seed}, metrics: {loss: value}}));
	const rows = [...repeat(0.1, [1, 3]), ...repeat(0.01, [1.9, 2.5]), ...repeat(1, [50, 51]), lossRow('alone', 9)];
	const {ranked, runs} = rankRuns(rows, loss, {nowMs, together: true});
	assert.equal(runs, 7);
	assert.deepEqual(
		ranked.map(({value, rows: members, close}) => [value, names(members), close]),
		[
			[2, ['lr0.1-s0', 'lr0.1-s1'], null],
			[2.2, ['lr0.01-s0', 'lr0.01-s1'], true],
			[9, ['alone'], null],
			[50.5, ['lr1-s0', 'lr1-s1'], false],
		],
	);
	assert.ok(Math.abs(ranked[0]!.deviation - Math.SQRT2) < 1e-12);
	assert.deepEqual(
		standingsColumns(rows, true).map(({title}) => title),
		['lr'],
	);
});

test('a table for a file has every digit and no control character of a name', () => {
	const rows = [lossRow('evil\u001b[31m,"quoted"\nline', 1 / 3)];
	const [head, line] = standingsLines(rankRuns(rows, loss, {nowMs}), [], nowMs, 'csv');
	assert.match(head!, /^place,id,name/);
	assert.match(line!, /"evil,""quoted"" line"/);
	assert.match(line!, /0\.3333333333333333/);
	assert.match(standingsLines(rankRuns([lossRow('a|b', 1)], loss, {nowMs}), [], nowMs, 'md')[2]!, /a\\\|b/);
});

test('the ranking as it is read: places, repetitions, changes, and what is close', () => {
	const run = (name: string, min: number, config: RunRow['config'], last = min) =>
		makeRow({name, config: {...config, output_dir: `/tmp/${name}`}, metrics: {loss: {min, last, minStep: 7, points: 3}}});
	const rows = [
		run('a0', 1, {lr: 0.1, seed: 0}),
		run('a1', 1.5, {lr: 0.1, seed: 1}),
		run('b0', 1.3, {lr: 0.2, seed: 0}),
		run('b1', 1.4, {lr: 0.2, seed: 1}),
		run('b2', 1.5, {lr: 0.2, seed: 2}),
		run('c', 4, {lr: 0.3, seed: 0}, Number.POSITIVE_INFINITY),
		run('d', 4, {lr: 0.4, seed: 0}),
		makeRow({name: 'none'}),
	];
	const lines = (format: 'text' | 'csv' | 'md', together: boolean, of = rows) =>
		standingsLines(rankRuns(of, loss, {nowMs, together}), standingsColumns(of, together), nowMs, format);
	assert.deepEqual(lines('text', true), [
		' #  RUN                     VALUE  STEP   LAST         TO FIRST   lr',
		' 1  a0 and 1 other   1.25 +- 0.35        1.250                   0.1',
		' 2  b0 and 2 others  1.40 +- 0.10        1.400  +0.150  +12 % ~  0.2',
		'3=  c                4                7    inf  +2.75  +220 %    0.3',
		'3=  d                4                7  4      +2.75  +220 %    0.4',
		'-  none  no loss',
	]);
	assert.deepEqual(lines('md', false, [...rows.slice(5), rows[0]!]).slice(1), [
		'| ---: | --- | ---: | ---: | ---: | ---: | ---: |',
		'| 1 | a0 | 1 | 7 | 1 |  | 0.1 |',
		'| 2= | c | 4 | 7 | inf | +3  +300 % | 0.3 |',
		'| 2= | d | 4 | 7 | 4 | +3  +300 % | 0.4 |',
		'| – | none | no loss |  |  |  |  |',
	]);
	const [head, ...cells] = lines('csv', true).map(line => line.replace(/,id\d*,/, ','));
	assert.equal(head, 'place,name,runs,value,deviation,step,last,delta,percent,cfg.lr,why');
	assert.deepEqual(
		[cells[0], ...cells.slice(2)],
		[
			'1,a0,2,1.25,0.3535533905932738,,1.25,,,0.1,',
			'3,c,1,4,,7,Infinity,2.75,220.00000000000003,0.3,',
			'3,d,1,4,,7,4,2.75,220.00000000000003,0.4,',
			',none,1,,,,,,,,no loss',
		],
	);
	const alone = rankRuns([rows[0]!, ...rows.slice(2, 5)], loss, {nowMs, together: true}).ranked;
	assert.equal(alone[1]!.close, null, 'one run beside repetitions tells nothing of how far it scatters');
	const columns = (together: boolean) => standingsColumns(rows.slice(0, 2), together).map(({title}) => title);
	assert.deepEqual([columns(true), columns(false)], [[], ['seed']], 'a seed tells runs apart that do not stand together');
});

test('a run that only repeats a metric of its own runs has no place by it, though a query finds it by what it shows', () => {
	const parent: RunRow = {...makeRow({name: 'batch', metrics: {loss: {min: 1, last: 1, points: 3}, time: 5}}), echoed: ['loss']};
	const rows = [parent, lossRow('trial', 1)];
	const {ranked, unranked, runs} = rankRuns(rows, loss, {nowMs});
	assert.deepEqual([ranked.map(({rows: [row], tied}) => [row!.name, tied]), runs], [[['trial', false]], 1]);
	assert.deepEqual(
		unranked.map(({row, why}) => [row.name, why]),
		[['batch', 'its loss is that of its own runs']],
	);
	for (const query of ['loss<2', 'm.loss.n>2', 'has:loss', 'LOSS<2', '0<loss<2'])
		assert.equal(ask(query, rows), 'batch trial', query);
	assert.equal(ask('loss@7<2', rows, {valueAt: () => 1}), 'batch trial');
	assert.equal(ask('loss<2 sort:loss', rows), 'trial batch', 'sorted it stands where a run without the metric does');
	assert.deepEqual([ask('loss>1', rows), ask('-has:loss', rows), ask('time>1', rows)], ['', '', 'batch']);
});

test('a run that breaks a constraint has no place, although queries find it by its results', () => {
	const broken: RunRow = {...lossRow('broken', 1), infeasible: 'infeasible: constraint 0 is 0.5, above 0'};
	const lost: RunRow = {...makeRow({name: 'lost'}), infeasible: 'infeasible: constraint 0 is 1, above 0'};
	const rows = [broken, lost, lossRow('whole', 2)];
	const standings = rankRuns(rows, loss, {nowMs});
	assert.deepEqual(
		standings.ranked.map(({rows: [row], delta}) => [row!.name, delta]),
		[['whole', null]],
	);
	assert.deepEqual(
		standings.unranked.map(({row, why}) => [row.name, why]),
		[
			['broken', 'infeasible: constraint 0 is 0.5, above 0'],
			['lost', 'no loss'],
		],
	);
	assert.equal(describeRuns(standings, rows.length), '1 of 3 runs have it, 1 more is infeasible');
	assert.equal(ask('loss<2', rows), 'broken');
});
