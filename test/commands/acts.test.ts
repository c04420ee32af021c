import assert from 'node:assert/strict';
import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {makeTree, type Tree} from './tell.ts';

const ended = (code: number) => ({ended_at: 1_760_000_000, exit_code: code, signal: null});

/** Three runs that are over, and a state directory of their own. */
function makeRuns(context: TestContext): Tree {
	const tree = makeTree(context);
	const before = process.env.XDG_STATE_HOME;
	process.env.XDG_STATE_HOME = path.join(tree.root, '.state');
	context.after(() => {
		if (before === undefined) delete process.env.XDG_STATE_HOME;
		else process.env.XDG_STATE_HOME = before;
	});
	for (const name of ['a', 'b', 'c']) tree.run(name, {}, [1], ended(name === 'c' ? 0 : 1));
	return tree;
}

const runsIn = ({root}: Tree) => readdirSync(root).filter(name => !name.startsWith('.'));
const sizeless = (lines: readonly string[]) =>
	lines.map(line => line.replace(/[\d.]+ k?B/, 'SIZE').replace(/\d+ files/, 'FILES'));

test('what would be done to several runs is shown for each and in all, and nothing of it is done', async context => {
	const tree = makeRuns(context);
	const {root, tell} = tree;
	const lines = (name: string) => [
		`delete ${name} (${name}-id) in ROOT/${name}`,
		'  journal delete',
		`  moves   ROOT/${name} to ROOT/.xtui-trash/${name}`,
		'  size    SIZE in FILES',
	];
	const dry = await tell('delete', root, '--where=status:failed', '--dry-run');
	assert.deepEqual([dry.status, sizeless(dry.out), dry.err], [0, [...lines('a'), ...lines('b'), '  all     SIZE in 2 runs'], []]);
	const unasked = await tell('delete', 'a', 'b', root);
	assert.equal(unasked.status, 2);
	assert.deepEqual(sizeless(unasked.err).slice(0, -1), [...lines('a'), ...lines('b'), '  all     SIZE in 2 runs']);
	assert.equal(unasked.err.at(-1), 'xtui: nothing was done: there is no terminal to ask on; say --yes to delete these 2 runs');
	const one = await tell('delete', 'a', root);
	assert.equal(one.err.at(-1), 'xtui: nothing was done: there is no terminal to ask on; say --yes to delete this run');
	assert.deepEqual(runsIn(tree), ['a', 'b', 'c']);
});

test('of several runs those are acted on that can be; of the others each says why, and the end is a failure', async context => {
	const tree = makeRuns(context);
	const {root, tell} = tree;
	const refused = 'xtui: cannot tag a (a-id): it has the tag x already';
	assert.deepEqual(await tell('tag', `${root}/a`, 'x'), {status: 0, out: ['a (a-id): tagged x'], err: []});
	const both = await tell('tag', `${root}/a`, `${root}/b`, 'x');
	assert.deepEqual(both, {status: 1, out: ['b (b-id): tagged x'], err: [refused]});
	assert.deepEqual(await tell('tag', `${root}/a`, 'x', '--dry-run'), {status: 1, out: [], err: [refused]});
	assert.deepEqual(await tell('tag', root, 'y', '--where=tag:x', '--dry-run'), {
		status: 0,
		out: ['tag a (a-id) in ROOT/a', '  journal tag "y"', 'tag b (b-id) in ROOT/b', '  journal tag "y"'],
		err: [],
	});
	assert.deepEqual(await tell('tag', root, 'y', '--where=tag:z'), {
		status: 1,
		out: [],
		err: ['xtui: no run to tag; name one, or say which with --where=QUERY'],
	});
	const log = readFileSync(path.join(root, '.state/xtui/actions.jsonl'), 'utf8')
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));
	assert.deepEqual(
		log.map(({act, result, runs}) => [act, result, runs[0].id]),
		[
			['tag', 'done', 'a-id'],
			['tag', 'done', 'b-id'],
		],
	);
});

test('an act that lacks what it takes says how it is asked for', async context => {
	const {root, tell} = makeRuns(context);
	const at = `${root}/a`;
	for (const [argv, status, err] of [
		[['tag', at], 2, 'xtui: tag takes runs and a tag: xtui tag RUN… TAG'],
		[['tag', at, ' '], 2, 'xtui: tag takes runs and a tag: xtui tag RUN… TAG'],
		[['untag', at], 2, 'xtui: untag takes runs and a tag: xtui untag RUN… TAG'],
		[['copy', at], 2, 'xtui: copy takes runs and a directory: xtui copy RUN… DIR'],
		[['note'], 2, 'xtui: note takes runs and a text: xtui note RUN… TEXT'],
		[['note', at, ' '], 2, 'xtui: an empty note was not kept'],
		[['note', at, '--readonly'], 1, 'xtui: note was refused: --readonly was given, so nothing is changed or started'],
		[
			['verdict', at, 'good'],
			2,
			'xtui: there is no verdict good; verdict takes runs and a verdict: xtui verdict RUN… success (or fail, none)',
		],
		[['stop', at, '--signal=HUP'], 2, 'xtui: --signal takes INT, TERM or KILL'],
		[['stop', at, '--yes'], 1, 'xtui: cannot stop a (a-id): it does not run: failed, exit code 1 in exit.json'],
		[['restart', at, '--source=old'], 2, 'xtui: --source takes recorded or latest'],
		[
			['tag', root, 'x', '--where='],
			1,
			"xtui: --where is empty, so nothing was done; name the runs that you mean, or say --where='*' for all of them",
		],
		[
			['tag', root, 'x', '--where=sort:loss'],
			1,
			"xtui: --where has no condition: sort:loss, so nothing was done; name the runs that you mean, or say --where='*' for all of them",
		],
	] as const) {
		const [verb, ...words] = argv;
		assert.deepEqual(await tell(verb, ...words), {status, out: [], err: [err]}, argv.join(' '));
	}
});

test('runs that are put away are found by what brings them back or removes them, and by nothing else', async context => {
	const tree = makeRuns(context);
	const {root, tell} = tree;
	for (const name of ['a', 'b']) assert.equal((await tell('delete', `${root}/${name}`, '--yes')).status, 0);
	assert.equal((await tell('archive', `${root}/c`, '--yes')).status, 0);
	assert.deepEqual(runsIn(tree), []);
	const none = (verb: string) => [`xtui: no run to ${verb}; name one, or say which with --where=QUERY`];
	assert.deepEqual((await tell('tag', root, 'x', '--where=*')).err, none('tag'));
	const dry = async (verb: string, ...flags: string[]) =>
		(await tell(verb, root, '--where=*', '--dry-run', ...flags)).out.flatMap(line => /^\w+ (\w) \(/.exec(line)?.[1] ?? []).sort();
	assert.deepEqual(await dry('restore'), ['a', 'b', 'c']);
	assert.deepEqual(await dry('delete', '--purge'), ['a', 'b']);
	assert.deepEqual(await dry('undo'), ['a', 'b', 'c']);
	mkdirSync(path.join(root, 'a'));
	assert.deepEqual((await tell('restore', 'a-id', root, '--yes')).out, ['a (a-id): restored']);
	assert.deepEqual(runsIn(tree), ['a', 'a-2'], 'beside what has taken its place');
	assert.match(
		(await tell('delete', 'b-id', root, '--purge', '--yes')).out.join(),
		/^b \(b-id\): removed; \d+ B are free again$/,
	);
	assert.deepEqual(readdirSync(path.join(root, '.xtui-trash')), []);
});

test('what would be started is shown with all that was asked for it, and what cannot be is refused', async context => {
	const tree = makeRuns(context);
	const {root, tell} = tree;
	const would = async (...words: string[]) => {
		const {status, out, err} = await tell('run', ...words);
		return status === 0 ? out : `${status} ${err.join()}`;
	};
	const lines = await would('A=1', 'true', 'x y', '--dry-run', '--name=mine', `--runs=${root}`);
	assert.equal(lines[0], 'Would start');
	for (const line of ['  argv    ["true","x y"]', `  cwd     ${process.cwd()}`, '  into    ROOT as mine'])
		assert.ok(lines.includes(line), String(lines));
	assert.match(String(lines), / {2}env {5}.*\bA\b/, 'of variables the names');
	for (const [words, said] of [
		[[], '2 xtui: run takes a program: xtui run [FLAG…] -- PROGRAM ARGUMENT…'],
		[['', 'x'], '2 xtui: run takes a program, and the word for it is empty (a variable that is not set?)'],
		[['true', '--total=0'], '2 xtui: --total takes a number of steps above 0'],
		[['true', '--readonly'], '1 xtui: run was refused: --readonly was given, so nothing is changed or started'],
	] as const)
		assert.equal(await would(...words), said);
	assert.match(String(await would('true', '--scalar=x')), /^2 xtui: /);
	assert.match(String(await would('true', '--env=1=2')), /^2 xtui: /);
	tree.run('again', {command: {argv: ['python', 'a.py', '--lr', '1'], cwd: root}}, [1], ended(1));
	const at = `${root}/again`;
	const shown = async (...flags: string[]) => (await tell('restart', at, '--dry-run', ...flags)).out;
	assert.deepEqual((await shown()).slice(0, 3), [
		'restart again (again-id) in ROOT/again',
		'  argv    ["python","a.py","--lr","1"]',
		'  cwd     ROOT',
	]);
	const changed = await shown('--set=lr=2', '--set=wd=3', `--cwd=${root}/a`, `--runs=${root}/b`, '--source=latest');
	for (const line of [
		'  argv    ["python","a.py","--lr","2","--wd","3"]',
		'  cwd     ROOT/a',
		'  into    ROOT/b as again',
		'  change  lr: 1 → 2',
	])
		assert.ok(changed.includes(line), changed.join('\n'));
	assert.match(
		(await tell('restart', at, '--dry-run', '--source=recorded')).err.join(),
		/its source was not recorded: it names no commit$/,
	);
});
