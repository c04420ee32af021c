import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deflateSync} from 'node:zlib';
import {checkData} from '../../../source/formats/flexlock/data-check.ts';
import {flexlock} from '../../../source/formats/flexlock/index.ts';
import {mlflowLineageOf} from '../../../source/formats/flexlock/mlflow-tags.ts';
import {readLock} from '../../../source/formats/flexlock/record/read-record.ts';
import {recordOf} from '../../../source/formats/flexlock/record/record.ts';
import {loadFixture} from '../load-fixture.ts';
import {readOne, readTree} from './read-tree.ts';

test('stages: complete, failed, interrupted, with what each is called and returned', () => {
	const runs = readTree(loadFixture('flexlock/stages'), '/stages');
	const shown = [...runs].map(([path, {learnt}]) => [path, learnt.name, learnt.outcome?.status, learnt.notes.join()]);
	assert.deepEqual(shown.sort(), [
		['results/alone', 'alone', 'unknown', ''],
		['results/evaluate', 'evaluate', 'failed', ''],
		['results/prepare', 'prepare', 'finished', 'first cleaning'],
		['results/prepare_0000', 'prepare_0000', 'finished', 'more rows'],
		['results/stopped', 'stopped', 'unknown', ''],
		['results/train', 'train', 'finished', 'dirty tree'],
		['results/train_0000', 'train_0000', 'finished', ''],
	]);
	const train = runs.get('results/train')!.learnt;
	assert.equal(train.id, '850da62cd23f3cfb057e28f456da93d35ade18d92f268131f1795f90494ceed9');
	assert.deepEqual(train.summary, {loss: 0.02237077185616559, lr: 0.2});
	assert.equal(train.startedAtMs, Date.parse('2026-11-21T01:25:05.908772Z'));
	assert.equal(train.endedAtMs, Date.parse('2026-11-21T01:25:05.988791Z'));
	assert.deepEqual(train.git, {commit: 'b07fbc081b62ab771d1e36a6d194d4f884e49821', branch: null, dirty: true, remote: null});
	assert.equal(train.sourceDigest, 'fc475033cc196df27ba8804d3959c06ac1fe0d92');
	assert.deepEqual(Object.keys(train.config), ['_target_', 'lr', 'epochs', 'fail_at', 'sleep', 'tags', 'input_path', 'save_dir']);
	assert.match(
		runs.get('results/evaluate')!.learnt.error ?? '',
		/^Traceback.*ValueError: metric below threshold 0\.5: größer ☃$/s,
	);
	assert.deepEqual(
		[...runs.values()].flatMap(({problems}) => problems),
		[],
	);
});

test('the command is the one that was typed, from where the tree lies now', () => {
	const runs = readTree(loadFixture('flexlock/stages'), '/stages');
	assert.equal(runs.get('results/train_0000')!.learnt.work, 'stages.train train');
	assert.deepEqual(runs.get('results/train_0000')!.learnt.command, {
		argv: [
			...['flexlock-run', '-d', 'cfgmod:cfg', '-s', 'train', '-o', 'train.lr=0.5', 'train.tags=[ünï,☃]'],
			...['-O', 'save_dir=results/train_0000', '--force'],
		],
		cwd: '/stages',
	});
	const {argv} = runs.get('results/stopped')!.learnt.command!;
	assert.ok(argv.includes('alone.save_dir=results/stopped') && !argv.includes('-O'), 'what was typed leads there');
});

test('lineage leads to where the ancestors lie now', () => {
	const {extra} = readTree(loadFixture('flexlock/stages'), '/stages').get('results/evaluate')!.learnt;
	assert.equal((extra.Lineage as {train: {path: string}}).train.path, '/stages/results/train');
	const orphan = loadFixture('flexlock/stages');
	for (const name of ['run.lock', 'run.complete', 'metrics.jsonl', '.flexlock-controller.lock'])
		orphan.remove(`/stages/results/train/${name}`);
	const lost = readOne(orphan, '/stages/results/evaluate').learnt.extra.Lineage as {train: {path: string; missing: boolean}};
	assert.deepEqual([lost.train.path, lost.train.missing], ['/home/ana/fl/results/train', true]);
});

test('inputs are compared with what lies there now, when asked', () => {
	const files = loadFixture('flexlock/stages');
	const state = (name: string) =>
		checkData(files, `/stages/results/${name}`, readLock(files, `/stages/results/${name}`, [])!).map(
			({name: input, state: is}) => [input, is],
		);
	assert.deepEqual(state('prepare'), [['raw', 'stale']]);
	assert.deepEqual(state('prepare_0000'), [['raw', 'fresh']]);
	assert.deepEqual(state('train'), [['clean', 'fresh']]);
	files.remove('/stages/data/input.csv');
	assert.deepEqual(state('prepare'), [['raw', 'missing']]);
});

test('a check names the inputs that changed or are gone', () => {
	const files = loadFixture('flexlock/stages');
	const verify = (name: string) => {
		const path = `/stages/results/${name}`;
		const [claim] = flexlock.detect({path, entries: files.list(path)}, files);
		return flexlock.open(claim!, files).verify?.();
	};
	assert.deepEqual(verify('train'), []);
	assert.deepEqual(verify('prepare'), [
		{
			file: '/stages/data/input.csv',
			message: 'The input raw has changed since the run: its hash was 0124a20392ac15e5 and is 2894ee8aa297ec78',
		},
	]);
	files.remove('/stages/results/prepare/clean.csv');
	assert.equal(verify('train')?.[0]?.message, 'The input clean is not there any more');
	files.write('/stages/results/alone/run.complete', '{}').write('/stages/results/alone/run.error', '{}');
	assert.deepEqual(
		verify('alone')?.map(({message}) => message),
		['Is there beside run.complete, which says the opposite: the later one counts'],
	);
});

test('a directory as input is hashed as flexlock does', () => {
	const files = loadFixture('flexlock/stages')
		.write('/stages/set/b.txt', 'two')
		.write('/stages/set/a/x.txt', 'one')
		.write('/stages/set/ü.txt', 'three');
	const record = recordOf({data: {set: 'HASH'}, data_identity: {set: {path: '/stages/set', algorithm: 'xxh64'}}});
	assert.deepEqual(
		checkData(files, '/stages/results/train', record).map(({state, now}) => [state, now]),
		[['stale', 'cb67f2bdbef23f49']],
	);
});

test('a link to a directory within a directory as input is not followed, as flexlock does not', () => {
	const files = loadFixture('flexlock/stages').write('/stages/set/a.txt', 'one').write('/stages/set/link/b.txt', 'two');
	const record = recordOf({data: {set: 'HASH'}, data_identity: {set: {path: '/stages/set', algorithm: 'xxh64'}}});
	const hash = () => checkData(files, '/stages/results/train', record)[0]?.now;
	const followed = hash();
	files.links.set('/stages/set/link', '/elsewhere');
	assert.notEqual(hash(), followed);
	const alone = hash();
	files.remove('/stages/set/link/b.txt');
	assert.equal(hash(), alone);
});

test('a run without an end on its own machine is judged by whoever holds the controller’s lock', () => {
	const files = loadFixture('flexlock/stages');
	for (const {name} of files.list('/stages/results/alone'))
		files.write(`/home/ana/fl/results/alone/${name}`, files.readWhole(`/stages/results/alone/${name}`, 1e6)!);
	const {learnt} = readOne(files, '/home/ana/fl/results/alone');
	assert.equal(learnt.outcome, null);
	assert.deepEqual([learnt.writer.holdsOpen, learnt.writer.marksEnd], [true, true]);
	assert.deepEqual(learnt.signFiles, ['/home/ana/fl/results/alone/.flexlock-controller.lock']);
});

test('the first generation: configuration, code, data and ancestors, and no claim of an end', () => {
	const runs = readTree(loadFixture('flexlock/naga'), '/naga');
	assert.deepEqual([...runs.keys()].sort(), ['results/many', 'results/many_ok', 'results/preprocess', 'results/process']);
	const {learnt} = runs.get('results/process')!;
	assert.deepEqual([learnt.id, learnt.name, learnt.outcome?.status], ['results/process', 'process', 'unknown']);
	assert.equal(learnt.config.param, 2);
	assert.equal(learnt.git?.commit, 'd216cccdb1bded755d0d42d9dd561378474c74ec');
	assert.deepEqual(
		Object.values(learnt.extra.Lineage as Record<string, {path: string}>).map(({path}) => path),
		['/naga/results/preprocess'],
	);
	const command = ['python', 'process.py', '-o', 'param=2', 'input_path=results/preprocess/out.txt', 'save_dir=results/process'];
	assert.deepEqual(learnt.command?.argv.slice(0, 6), command, 'one option takes them all');
	assert.match(learnt.outcome?.why ?? '', /^so early a flexlock /);
	assert.deepEqual((runs.get('results/many')!.learnt.extra.Sweep as {tasks: string}).tasks, '2 done');
});

test('tags that were given to a run come from git', () => {
	const files = loadFixture('flexlock/stages');
	const commit = 'tree x\ncommitter A <a@b> 1 +0000\n\nFlexLock Tag: best\nPath: /home/ana/fl/results/train\n';
	const hash = '8d8b9bb26fa290c41d4057575fb0118b7553c9b6';
	files.write('/stages/.git/refs/flexlock/tags/paper/best', `${hash}\n`);
	files.write(`/stages/.git/objects/8d/${hash.slice(2)}`, deflateSync(Buffer.from(`commit ${commit.length}\0${commit}`)));
	const runs = readTree(files, '/stages');
	assert.deepEqual(runs.get('results/train')!.learnt.tags, ['paper/best']);
	assert.deepEqual(runs.get('results/train_0000')!.learnt.tags, []);
});

test('tags that git has packed are found, and a newer one of the same name counts', () => {
	const files = loadFixture('flexlock/stages');
	const write = (hash: string, run: string) => {
		const commit = `tree x\ncommitter A <a@b> 1 +0000\n\nFlexLock Tag: best\nPath: /home/ana/fl/results/${run}\n`;
		const bytes = deflateSync(Buffer.from(`commit ${commit.length}\0${commit}`));
		files.write(`/stages/.git/objects/${hash.slice(0, 2)}/${hash.slice(2)}`, bytes);
	};
	const [first, second] = ['8d8b9bb26fa290c41d4057575fb0118b7553c9b6', '9e8b9bb26fa290c41d4057575fb0118b7553c9b6'];
	write(first, 'train');
	write(second, 'prepare');
	const header = '# pack-refs with: peeled fully-peeled sorted \n';
	files.write('/stages/.git/packed-refs', `${header}${second} refs/heads/main\n${first} refs/flexlock/tags/paper/best\n`);
	assert.deepEqual(readOne(files, '/stages/results/train').learnt.tags, ['paper/best']);
	files.write('/stages/.git/refs/flexlock/tags/paper/best', `${second}\n`);
	assert.deepEqual(readOne(files, '/stages/results/train').learnt.tags, []);
	assert.deepEqual(readOne(files, '/stages/results/prepare').learnt.tags, ['paper/best']);
});

test('copies that MLflow keeps as artifacts are no runs', () => {
	const files = loadFixture('flexlock/stages');
	const lock = files.readWhole('/stages/results/train/run.lock', 1e6)!;
	files.write('/stages/mlruns/1/0d9ead009fb2432295dcfffaacd70038/artifacts/run.lock', lock);
	files.write('/stages/mlruns/1/named/meta.yaml', 'x: 1').write('/stages/mlruns/1/named/artifacts/deep/run.lock', lock);
	files.write('/stages/results/artifacts/mine/run.lock', lock);
	const found = [...readTree(files, '/stages').keys()].filter(path => path.includes('artifacts'));
	assert.deepEqual(found, ['results/artifacts/mine']);
});

test('other programs’ run.lock files are no runs', () => {
	const files = loadFixture('flexlock/stages').write('/other/run.lock', '4711\n').write('/other/b/run.lock', '{"pid": 1}');
	assert.equal(readTree(files, '/other').size, 0);
});

test('tags of MLflow runs are understood in all three generations', () => {
	assert.deepEqual(mlflowLineageOf({'flexlock.dir': '/a/b', 'flexlock.status': 'deprecated'}), {
		directory: '/a/b',
		status: 'deprecated',
		supersedes: null,
	});
	assert.equal(
		mlflowLineageOf({'naga.logical_run_id': 'r', 'naga.run_status': 'active', 'naga.supersedes_run_id': 'y'})?.supersedes,
		'y',
	);
	assert.equal(mlflowLineageOf({'flexlock.logical_run_id': 'r', 'flexlock.run_status': 'active'})?.status, 'active');
	assert.equal(mlflowLineageOf({'mlflow.user': 'ana'}), null);
});

test('a result of 0.8 with NaN in it is read, with all digits of large integers', () => {
	const files = loadFixture('flexlock/stages')
		.write('/old/run.lock', "timestamp: '2026-11-27T03:18:57'\nfingerprint: ab\nconfig:\n  save_dir: old\n")
		.write('/old/results.json', '{"loss": NaN, "big": 10000000000000000000000000}')
		.write('/old/run.complete', '{"ts": "2026-11-27T03:18:58", "version": 1}');
	const {learnt, problems} = readOne(files, '/old');
	assert.deepEqual([learnt.summary, problems], [{loss: Number.NaN, big: '10000000000000000000000000'}, []]);
});
