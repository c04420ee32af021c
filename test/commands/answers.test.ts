import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {bare, makeTree, type Tree} from './tell.ts';

const begin = 1_760_000_000;
const ended = (code: number) => ({ended_at: begin + 3600, exit_code: code, signal: null});

/** Two learning rates, the second with two seeds; one run that is put away. */
function makeSweep(context: TestContext): Tree {
	const tree = makeTree(context);
	const {run} = tree;
	run('a', {config: {lr: 0.1, seed: 1}, started_at: begin}, [3, 2, 1], ended(0));
	run('b', {config: {lr: 0.2, seed: 1}, started_at: begin}, [3, 2, 2], ended(1));
	run('c', {config: {lr: 0.2, seed: 2}, started_at: begin}, [1, Number.NaN], ended(1));
	run('away', {config: {lr: 0.3}}, [9], ended(0));
	putAway(tree, 'away', 'archive');
	return tree;
}

/** Says in the journal of a run that it was put away. */
function putAway({root}: Tree, name: string, op: 'archive' | 'delete'): void {
	writeFileSync(path.join(root, name, 'journal.jsonl'), `${JSON.stringify({at: 1, op, value: null, key: 'k'})}\n`);
}

const columns = '--columns=name,loss';
const notListed = 'xtui: 1 archived not listed; is:* lists all, is:archived or is:deleted those';

test('a list leaves out what was put away and says so, and says why nothing is in it', async context => {
	const tree = makeSweep(context);
	const {root, tell} = tree;
	for (const [words, out, err] of [
		[[columns], ['RUN  loss', 'a  1', 'b  2', 'c  NaN'], [notListed]],
		[['is:*', columns], ['RUN  loss', 'a  1', 'away  9', 'b  2', 'c  NaN'], []],
		[['is:archived', '--ids'], ['away-id'], []],
		[['name:b', '--ids'], ['b-id'], []],
		[['--sort', '-loss', '--limit', '1', columns], ['RUN  loss', 'b  2'], [notListed]],
		[['loss>5', columns], ['RUN  loss'], [notListed]],
		[['loss>50', columns], ['RUN  loss'], ['xtui: none of 4 runs fits loss>50; loss is 1 to 9']],
		[[' loss>50 lr>0', '--ids'], [], ['xtui: none of 4 runs fits loss>50 lr>0; loss>50 excludes most: 4 of 4; loss is 1 to 9']],
		[['nowhere', '--ids'], [], ['xtui: none of 4 runs fits nowhere; to look in a directory of that name, write ./nowhere']],
		[['name:b', '--limit=0', '--ids'], [], ['xtui: a limit of 0 lists no run, of 4; give a number above 0, or leave it out']],
		[['--limit=0', '--ids'], [], ['xtui: a limit of 0 lists no run, of 4; give a number above 0, or leave it out', notListed]],
		[['name:b', columns, '--csv'], ['name,loss', 'b,2'], []],
		[['name:b', columns, '--md'], ['| run | loss |', '| --- | ---: |', '| b | 2 |'], []],
		[['--groups'], [], ['xtui: --groups needs something to group by, as in group:lr or --by lr,bs or --by but-seed']],
	] as const) {
		const told = await tell('ls', root, ...words);
		assert.deepEqual([bare(told.out), told.err], [out, err], words.join(' '));
	}
	const {out, err} = await tell('ls', root, '--json');
	assert.deepEqual([JSON.parse(out.join('')).length, err], [4, []], 'programs get every run');
	assert.deepEqual(
		(await tell('ls', root, '--jsonl', 'name:b')).out.map(line => JSON.parse(line).id),
		['b-id'],
	);
	assert.equal((await tell('ls', root, 'loss>')).status, 2);
	assert.equal((await tell('ls', `${root}/gone`)).status, 1);
	const all = (await tell('ls', root, '--columns=all', '--csv')).out[0]!.split(',');
	assert.ok(
		['id', 'cfg.lr', 'm.loss', 'status', 'host'].every(title => all.includes(title)),
		all.join(),
	);
	assert.deepEqual((await tell('ls', `${root}/a`, 'loss>5', '--ids')).err, ['xtui: the only run does not fit loss>5; loss is 1']);
	tree.run('gone', {}, [1], ended(0));
	putAway(tree, 'gone', 'delete');
	assert.match((await tell('ls', root)).err[0]!, /^xtui: 1 archived and 1 deleted not listed; /);
	assert.match((await tell('ls', root, 'name:gone')).err[0]!, /^xtui: 1 deleted not listed; /);
	assert.deepEqual((await tell('ls', root, 'is:deleted', '--ids')).out, ['gone-id']);
});

test('groups have headings as deep as they are nested, in text and Markdown; a tag of several counts in each', async context => {
	const {root, run, tell} = makeSweep(context);
	const told = async (...words: string[]) => (await tell('ls', root, columns, ...words)).out;
	assert.deepEqual(await told('--by', 'lr'), [
		'  RUN  loss',
		'lr 0.1: 1 run, 1 finished, loss 1',
		'  a       1',
		'lr 0.2: 2 runs, 2 failed, loss 2, 1 NaN',
		'  b       2',
		'  c     NaN',
	]);
	assert.deepEqual(await told('--by=lr,seed', 'lr:0.2'), [
		'    RUN  loss',
		'lr 0.2: 2 runs, 2 failed, loss 2, 1 NaN',
		'  seed 1: 1 run, 1 failed, loss 2',
		'    b       2',
		'  seed 2: 1 run, 1 failed, loss 1 NaN',
		'    c     NaN',
	]);
	const table = ['| run | loss |', '| --- | ---: |'];
	assert.deepEqual(await told('--by=lr,seed', 'lr:0.2', '--md'), [
		'### lr 0.2: 2 runs, 2 failed, loss 2, 1 NaN',
		'',
		'#### seed 1: 1 run, 1 failed, loss 2',
		'',
		...[...table, '| b | 2 |', ''],
		'#### seed 2: 1 run, 1 failed, loss 1 NaN',
		'',
		...[...table, '| c | NaN |', ''],
	]);
	assert.deepEqual(await told('--by=lr', 'loss>5'), ['RUN  loss']);
	assert.deepEqual(bare(await told('--by=lr', '--groups')), [
		'lr  RUNS  STATUS  PROGRESS  LEFT  loss',
		'0.1  1  1 finished  100 %  1',
		'0.2  2  2 failed  2, 1 NaN',
	]);
	const groups = JSON.parse((await told('--by=lr', '--groups', '--json')).join(''));
	assert.deepEqual(
		groups.map(({ids}: {ids: string[]}) => ids),
		[['a-id'], ['b-id', 'c-id']],
		'without what was put away',
	);
	assert.deepEqual(await told('--by=lr', '--csv', 'name:b'), ['name,loss', 'b,2']);
	run('t', {config: {lr: 0.4}, tags: ['x', 'y']}, [1], ended(0));
	run('u', {config: {lr: 0.4}, tags: ['x', 'y']}, [1], ended(0));
	const shared = async (query: string) => (await tell('ls', root, '--by=tag', query)).err;
	const counted = 'counted in each; group:tags takes all tags of a run together';
	assert.deepEqual(await shared('name:t'), [`xtui: 1 run stands in several groups and is ${counted}`]);
	assert.deepEqual(await shared('lr:0.4'), [`xtui: 2 runs stand in several groups and are ${counted}`]);
	assert.deepEqual(await shared('name:b'), []);
	const ids = await tell('ls', root, '--by=tag', 'lr:0.4', '--ids');
	assert.deepEqual(ids.out, ['t-id', 'u-id'], 'each run once');
});

test('the best run is told with who shares its place, in every form, and why none is', async context => {
	const {root, tell, run} = makeSweep(context);
	const which = 'lower is better, guessed from its name';
	for (const [words, status, out, err] of [
		[['loss'], 0, ['#  RUN  VALUE  STEP  LAST  TO FIRST  lr  seed', '1=  a  1  3  1  0.1  1', '1=  c  1  1  NaN  0.2  2'], null],
		[['loss.last', '--ids'], 0, ['a-id'], []],
		[['loss', '--ids', '--all'], 0, ['a-id', 'c-id', 'b-id'], []],
		[['loss', '--ids', '--limit=1'], 0, ['a-id'], []],
		[['loss', '--limit=0'], 0, [], ['xtui: a limit of 0 lists no run, of 3; give a number above 0, or leave it out']],
		[['loss', '--goal=max', '--ids'], 0, ['a-id', 'b-id'], []],
		[['loss@1', '--ids'], 0, ['c-id'], []],
		[['loss.mean', '--ids'], 0, ['c-id'], []],
		[['seed', '--goal=max'], 2, [], ['xtui: seed is no metric here; best judges by a metric']],
		[
			['loss', '--csv', 'name:b'],
			0,
			['place,id,name,runs,value,deviation,step,last,delta,percent,why', '1,b-id,b,1,2,,2,2,,,'],
			null,
		],
		[['loss', '--seeds', '--ids', '--all'], 0, ['a-id', 'c-id', 'b-id'], []],
		[[], 2, [], ['xtui: best takes a metric, as in xtui best val/loss']],
		[['loss', '--goal=up'], 2, [], ['xtui: --goal is min or max']],
		[['name'], 2, [], ['xtui: name is no metric here; best judges by a metric']],
		[['loss,lr'], 2, [], ['xtui: best takes one metric, not loss,lr']],
		[['lss'], 1, [], ['xtui: no run here has a metric lss; nearest: loss']],
		[['loss.last', 'name:c'], 1, [], ['xtui: none of 1 run has a finite value of loss']],
		[['loss', 'loss>'], 2, [], null],
		[['lo(ss'], 2, [], null],
	] as const) {
		const [metric, ...rest] = words;
		const told = await tell('best', ...(metric === undefined ? [] : [metric, root, ...rest]));
		assert.deepEqual([told.status, bare(told.out)], [status, out], words.join(' '));
		if (err !== null) assert.deepEqual(told.err, err, words.join(' '));
	}
	assert.deepEqual((await tell('best', 'loss', root)).err, [`m.loss.min: ${which}; 3 of 3 runs have it`]);
	const json = JSON.parse((await tell('best', 'loss', root, '--seeds', '--all', '--json')).out.join('\n'));
	assert.deepEqual(
		json.best.map(({run: first, repetitions}: {run: {name: string}; repetitions?: object[]}) => [
			first.name,
			repetitions?.length,
		]),
		[
			['a', undefined],
			['c', 1],
		],
	);
	run('d', {infeasible: 'too large'}, [], ended(0));
	const all = JSON.parse((await tell('best', 'loss', root, '--all', '--json')).out.join('\n'));
	assert.deepEqual(
		all.unranked.map(({name}: {name: string}) => name),
		['d'],
	);
	assert.equal('unranked' in JSON.parse((await tell('best', 'loss', root, '--json')).out.join('\n')), false);
});

test('what is exported has the points that were asked for, and what is not there is named', async context => {
	const {root, tell} = makeSweep(context);
	const title = 'run,name,metric,step,time,value';
	for (const [words, status, out, err] of [
		[['name:c'], 0, [title, 'c-id,c,loss,1,,1', 'c-id,c,loss,2,,NaN'], []],
		[['name:c', '--metric=loss', '--format=csv'], 0, [title, 'c-id,c,loss,1,,1', 'c-id,c,loss,2,,NaN'], []],
		[['name:nobody'], 0, [title], ['xtui: no run fits, so there are no points']],
		[['--metric=acc', '--metric=loss'], 1, [], ['xtui: none of these runs has a metric acc']],
		[['--format=xml'], 2, [], ['xtui: --format is csv or jsonl, not xml']],
		[['loss>'], 2, [], null],
	] as const) {
		const told = await tell('export', root, ...words);
		assert.deepEqual([told.status, told.out], [status, out], words.join(' '));
		if (err !== null) assert.deepEqual(told.err, err);
	}
	const [line] = (await tell('export', root, 'name:b', '--format=jsonl')).out;
	assert.deepEqual(JSON.parse(line!), {run: 'b-id', name: 'b', metric: 'loss', step: 1, time: null, value: 3});
	assert.equal((await tell('export', `${root}/gone`)).status, 1);
});

test('what decides over a metric is told in every form, with what was not looked at; too few runs are counted', async context => {
	const {root, tell, run} = makeSweep(context);
	const few = await tell('importance', 'loss', root);
	assert.deepEqual(few, {
		status: 1,
		out: [],
		err: [
			'xtui: 3 of 3 runs have settings and a finite loss; it takes 5 that differ in more than their seed to tell what matters',
		],
	});
	for (let i = 0; i < 8; i++) run(`s${i}`, {config: {width: i / 10, deep: i % 2, seed: i}}, [i], ended(0));
	const ask = (...words: string[]) => tell('importance', 'loss', root, 'name:s*', ...words);
	const text = await ask();
	assert.deepEqual(
		bare(text.out).map(line => line.split('  ')[0]),
		['SETTING', 'width', 'deep'],
	);
	assert.match(bare(text.out)[1]!, /^width {2}\d+ % {2}chance <0\.1 % {2}matters {2}higher width -> higher loss {2}8$/);
	assert.match(text.err[0]!, /^m\.loss\.min: lower is better, guessed from its name; .*8 runs.*; 0 of 8 runs left out/);
	assert.deepEqual(text.err.slice(1), ['not looked at: seed: repeats an experiment and changes nothing by itself']);
	assert.deepEqual((await ask('--csv')).out[0], 'setting,share,low,high,chance,certainty,rho,runs');
	assert.deepEqual((await ask('--md')).out[0], '| setting | share | sure | matters | how | runs |');
	const json = JSON.parse((await ask('--json')).out.join('\n'));
	assert.deepEqual([json.runs, json.settings[0].key, json.not_looked_at.length], [8, 'width', 1]);
});

test('runs of several roots are told apart by these', async context => {
	const {root, run, tell} = makeTree(context);
	for (const place of ['one/exp', 'two/exp', 'alone']) run(place, {id: place, name: path.basename(place)}, [1], ended(0));
	const roots = ['one', 'two', 'alone'].map(name => path.join(root, name));
	const {out} = await tell('ls', ...roots, '--columns=name,dir');
	assert.deepEqual(bare(out).sort(), ['RUN  DIR', 'alone  alone', 'exp  one/exp', 'exp  two/exp']);
	assert.deepEqual((await tell('ls', ...roots, 'dir:two', '--ids')).out, ['two/exp']);
	assert.deepEqual(bare((await tell('ls', roots[0]!, '--columns=name,dir')).out), ['RUN  DIR', 'exp  exp']);
	const several = await tell('show', 'exp', ...roots);
	assert.match(several.err.join(), /2 runs fit: one\/exp in one\/exp, two\/exp in two\/exp; /);
	assert.equal((await tell('show', 'two/exp', ...roots)).status, 0, 'by what it is called there');
	const told = JSON.parse((await tell('ls', ...roots, '--json')).out.join('')) as {dir: string}[];
	assert.deepEqual(told.map(({dir}) => dir).sort(), ['.', 'exp', 'exp'], 'programs have the path beside it');
});
