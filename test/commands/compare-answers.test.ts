import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {bare, makeTree} from './tell.ts';

const ended = {ended_at: 1_760_003_600, exit_code: 0, signal: null};

function makeRuns(context: TestContext) {
	const tree = makeTree(context);
	for (const [name, lr, losses] of [
		['a', 0.1, [3, 2, 1]],
		['b', 0.2, [3, 1, 2]],
		['c', 0.3, [3, 3, 3]],
	] as const)
		tree.run(name, {config: {lr, wd: 1}, started_at: 1_760_000_000}, losses, ended);
	return tree;
}

test('runs are compared with the first that is named, at their ends or at a moment, in every form', async context => {
	const {root, tell} = makeRuns(context);
	const text = await tell('compare', 'a', 'b', root);
	assert.deepEqual(bare(text.out), [
		'a  b',
		'Runs',
		'id  a-id  b-id',
		'status  finished  finished',
		'runtime  1 h 00  1 h 00',
		'format  xtui  xtui',
		'dir  a  b',
		'Config: 1 of 2 keys differs',
		'lr  0.1  0.2',
		'Metrics',
		'loss last  1 at 3  2 at 3 (+1, +100 %, worse)',
		'loss min  1 at 3  1 at 2 (same)',
		'Source: not recorded',
	]);
	const last = async (...words: string[]) =>
		bare((await tell('compare', ...words, root)).out).find(line => line.startsWith('loss last'));
	assert.equal(await last('b', 'a'), 'loss last  2 at 3  1 at 3 (−1, −50 %, better)');
	assert.equal(await last('a', 'b', '--at=2'), 'loss last  2 at 2  1 at 2 (−1, −50 %, better)');
	assert.equal(await last('a@1', 'b', '--at=2'), 'loss last  3 at 1  1 at 2 (−2, −67 %, better)');
	const lines = async (...flags: string[]) => (await tell('compare', 'a', 'b', root, ...flags)).out;
	assert.ok((await lines('--all')).some(line => /^ {2}wd +1 +1$/.test(line)));
	assert.ok((await lines('--csv')).includes('Metrics,loss,last,1,2,1,100,worse'));
	assert.ok((await lines('--md')).includes('| loss last | 1 at 3 | 2 at 3 (+1, +100 %, worse) |'));
	assert.deepEqual(Object.keys(JSON.parse((await lines('--json')).join('\n')).metrics), ['loss']);
});

test('directories stand for the runs in them, in the order of the query or of the words', async context => {
	const {root, tell} = makeRuns(context);
	const compared = async (...words: string[]) => {
		const {out, err, status} = await tell('compare', ...words, '--json');
		return status === 0
			? JSON.parse(out.join('\n'))
					.runs.map(({dir}: {dir: string}) => dir)
					.join()
			: `${status} ${err.join()}`;
	};
	assert.equal(await compared(root), 'a,b,c');
	assert.equal(await compared(root, '--where=sort:-lr'), 'c,b,a');
	assert.equal(await compared(root, '--where=lr<0.3'), 'a,b');
	assert.equal(await compared(`${root}/c`, root), 'c,a,b');
	assert.equal(await compared('b', root, '--where=lr>0.2'), 'b,c');
	const few = 'compare takes two runs or more, and';
	assert.equal(await compared(root, '--where=lr>5'), `2 xtui: ${few} none were found`);
	assert.equal(await compared(`${root}/a`), `2 xtui: ${few} one was found`);
	assert.equal(await compared('a', root), `1 xtui: ${few} one was found`);
	assert.match(await compared('a', 'x', root), /^1 xtui: there is no run x here/);
	assert.match(await compared('a', 'b', root, '--where=lr>'), /^2 xtui: /);
	assert.match(await compared('a', 'b', root, '--at=soon'), /^2 xtui: --at takes a step \(500, 1k\) or a time/);
});

test('a report is printed, or written where nothing is yet, with the words that write it again', async context => {
	const {root, tell} = makeRuns(context);
	const file = path.join(root, 'r.md');
	const printed = await tell('report', root, 'lr<0.3', '--metric=loss', '--goal=max', '--log-y', '--title=Mine and more');
	assert.deepEqual([printed.status, printed.err, printed.out[0]], [0, [], '# Mine and more']);
	const text = printed.out.join('\n');
	assert.match(text, /^- \*\*Asked for\*\*: lr\\<0\.3$/m);
	assert.match(text, /^## Best by loss\n\n.*higher is better/m);
	assert.match(
		text,
		/^- \*\*Command\*\*: xtui report \S+ 'lr\\<0\.3' --metric=loss --goal=max --log-y '--title=Mine and more'$/m,
	);
	const written = await tell('report', root, '-o', file);
	assert.match(written.out.join(), /^ROOT\/r\.md: \d+ bytes$/);
	assert.match(readFileSync(file, 'utf8'), /^# Runs of xtui-tell-/);
	writeFileSync(file, 'mine');
	for (const [words, status, err] of [
		[
			[root, '-o', file],
			1,
			'xtui: ROOT/r.md is there already and was left as it is; choose another name, or say --force to replace it',
		],
		[[root, '-o', `${root}/gone/r.md`], 1, 'xtui: cannot write ROOT/gone/r.md: no such file or directory'],
		[[root, '-o', 'r.txt'], 2, 'xtui: a report is a file that ends in .html or .md, not r.txt'],
		[[root, '--output='], 2, 'xtui: a report is a file that ends in .html or .md, and none is named'],
		[[root, '--goal=up'], 2, 'xtui: --goal is min or max'],
		[[root, '--metric=acc'], 1, 'xtui: no run here has a metric acc'],
		[[root, '--metric=status'], 2, 'xtui: status is no metric here; report judges by a metric'],
	] as const)
		assert.deepEqual(await tell('report', ...words), {status, out: [], err: [err]});
	assert.equal(readFileSync(file, 'utf8'), 'mine');
	assert.equal((await tell('report', root, '-o', file, '--force')).status, 0);
	assert.notEqual(readFileSync(file, 'utf8'), 'mine');
	const none = await tell('report', root, 'lr>5');
	assert.deepEqual([none.status, none.err], [0, ['xtui: no run fits, so the report says only that']]);
	assert.equal((await tell('report', `${root}/gone`)).status, 1);
});
