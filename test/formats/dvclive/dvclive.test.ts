import assert from 'node:assert/strict';
import {test} from 'node:test';
import {dvclive} from '../../../source/formats/dvclive/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';

const place = '/exp/dvclive';
const loss = `${place}/plots/metrics/train/loss.tsv`;

function make(): MemoryFiles {
	return new MemoryFiles()
		.write(`${place}/metrics.json`, '{"train": {"loss": 0.5}, "step": 1}')
		.write(`${place}/params.yaml`, 'lr: 0.001\nepochs: 5\n')
		.write(loss, 'step\tloss\n0\t1.0\n1\t0.5\n');
}

test('reads tables, latest values and parameters', () => {
	const runs = readTree(dvclive, loadFixture('dvclive'), '/dvclive');
	assert.deepEqual(
		[...runs.keys()].sort(),
		['empty', 'nan', 'ok', 'resume'].map(name => `${name}/dvclive`),
	);
	const run = runs.get('ok/dvclive')!;
	assert.deepEqual([...run.metrics.keys()].sort(), ['train/loss', 'val/acc']);
	assert.deepEqual(run.points('train/loss').at(-1), [19, 0.11630044141034798]);
	assert.equal(run.walls('val/acc')[0], 1_795_222_798_529);
	assert.deepEqual(run.learnt.summary, {
		train: {loss: 0.11630044141034798},
		val: {acc: 0.9523809523809523},
		step: 19,
		test_only: 0.5,
	});
	assert.equal(run.learnt.config.lr, 0.001);
	assert.equal(run.learnt.outcome, null);
	assert.equal(runs.get('resume/dvclive')!.points('val/acc').length, 40);
	assert.equal(runs.get('empty/dvclive')!.metrics.size, 0);
});

test('where the tables are gone the latest values tell the step', () => {
	const files = make().remove(loss);
	assert.deepEqual(follow(dvclive, files, place).run.learnt.reached, {steps: 1, epochs: null});
	assert.equal(follow(dvclive, make(), place).run.learnt.reached, null);
});

test('reads numbers that JSON lacks', () => {
	const run = readTree(dvclive, loadFixture('dvclive'), '/dvclive').get('nan/dvclive')!;
	assert.equal(run.aggregate('bad', 'nonfinite'), 20);
	assert.ok(Number.isNaN(run.learnt.summary.bad));
});

test('follows tables that grow, and new ones', () => {
	const files = make();
	const {run, read} = follow(dvclive, files, place);
	files.append(loss, '2\t0.25\n3\t0.2');
	files.write(`${place}/plots/metrics/val/acc.tsv`, 'timestamp\tstep\tacc\n1760000000000\t0\t0.5\n');
	read();
	assert.deepEqual(run.points('train/loss').at(-1), [2, 0.25]);
	assert.deepEqual(run.points('val/acc'), [[0, 0.5]]);
	assert.equal(run.learnt.startedAtMs, 1_760_000_000_000);
});

test('a metric may be called like a time or a step', () => {
	const files = make()
		.write(`${place}/plots/metrics/time.tsv`, 'step\ttime\n0\t12.5\n')
		.write(`${place}/plots/metrics/epoch.tsv`, 'step\tepoch\n0\t3\n');
	const {run} = follow(dvclive, files, place);
	assert.deepEqual(run.points('time'), [[0, 12.5]]);
	assert.deepEqual(run.points('epoch'), [[0, 3]]);
});

test('begins anew when the run was started again without its past', () => {
	const files = make();
	const {run, read} = follow(dvclive, files, place);
	files.remove(loss).write(`${place}/metrics.json`, '{}', {inPlace: true});
	read();
	assert.equal(run.metrics.size, 0);
	files.write(loss, 'step\tloss\n0\t9.0\n');
	read();
	assert.deepEqual(run.points('train/loss'), [[0, 9]]);
});

test('keeps the latest values while their file is rewritten', () => {
	const files = make();
	const {run, read} = follow(dvclive, files, place);
	files.write(`${place}/metrics.json`, '', {inPlace: true});
	read();
	assert.deepEqual(run.learnt.summary, {train: {loss: 0.5}, step: 1});
	assert.deepEqual(run.problems, []);
});

test('takes epochs for steps only as long as steps look like epochs', () => {
	const files = make();
	const {run, read} = follow(dvclive, files, place);
	assert.deepEqual(run.learnt.total, {total: 5, unit: 'epoch', from: 'params.yaml epochs'});
	files.append(loss, '2\t1\n3\t1\n4\t1\n5\t1\n');
	read();
	assert.equal(run.learnt.total, null);
	assert.equal(run.learnt.stepUnit, null);
	const tested = make().write(`${place}/plots/metrics/test/acc.tsv`, 'step\tacc\n2\t0.9\n');
	assert.equal(follow(dvclive, tested, place).run.learnt.total?.total, 5, 'tested once, behind the last epoch');
	const skipping = make().write(loss, 'step\tloss\n0\t1\n2\t1\n');
	assert.equal(follow(dvclive, skipping, place).run.learnt.total, null);
});

test('knows a directory of any name by its tables, and no other', () => {
	const claims = (files: MemoryFiles, path: string) => dvclive.detect({path, entries: files.list(path)}, files).length;
	const named = new MemoryFiles().write('/exp/live-1/metrics.json', '{}').write('/exp/live-1/plots/metrics/a.tsv', 'step\ta\n');
	assert.equal(claims(named, '/exp/live-1'), 1);
	const other = new MemoryFiles().write('/exp/run/metrics.json', '{}').write('/exp/run/plots/a.png', '');
	assert.equal(claims(other, '/exp/run'), 0);
	const begun = (metrics: string) => new MemoryFiles().write('/p/metrics.json', metrics).write('/p/params.yaml', 'lr: 1\n');
	assert.equal(claims(begun('{}'), '/p'), 1, 'parameters alone');
	assert.equal(claims(begun('{"m": 1, "step": 3}'), '/p'), 1, 'metrics that were logged without plots');
	assert.equal(claims(begun('{"acc": 1}'), '/p'), 0);
	assert.equal(claims(begun('{}').write('/p/train.py', ''), '/p'), 0, 'a project');
});

test('times may stand at some points of a table alone', () => {
	const later = make().write(loss, 'step\tloss\n0\t0.0\n1795761197873\t1\t0.5\n2\t1.0\n');
	const {run} = follow(dvclive, later, place);
	assert.deepEqual(run.points('train/loss'), [
		[0, 0],
		[1, 0.5],
		[2, 1],
	]);
	assert.deepEqual(run.walls('train/loss').slice(1, 2), [1_795_761_197_873]);
	const first = make().write(loss, 'timestamp\tstep\tloss\n1795761197873\t3\t0.5\n4\t0.25\n1795761197873\t1\n');
	assert.deepEqual(follow(dvclive, first, place).run.points('train/loss'), [
		[3, 0.5],
		[4, 0.25],
	]);
});

test('folders of models and of other things that a run makes are its own, and no project that it lies in', () => {
	const claimOf = (files: MemoryFiles, path: string) => dvclive.detect({path, entries: files.list(path)}, files)[0];
	const withFolder = (folder: string) => make().write(`${place}/${folder}/last/trainer_state.json`, '{}');
	assert.equal(claimOf(withFolder('models'), place)?.ownsSubtree, true);
	assert.equal(claimOf(withFolder('checkpoint-100'), place)?.ownsSubtree, true);
	assert.equal(claimOf(withFolder('data'), place)?.ownsSubtree, false);
	const begun = (path: string, latest: string) =>
		new MemoryFiles()
			.write(`${path}/metrics.json`, latest)
			.write(`${path}/params.yaml`, 'lr: 0.1\n')
			.write(`${path}/checkpoints/x.bin`, '')
			.write(`${path}/more/x.bin`, '');
	assert.equal(claimOf(begun('/r/exp-dvclive', '{"loss": 0.5, "step": 4}'), '/r/exp-dvclive')?.ownsSubtree, false);
	assert.equal(claimOf(begun('/r/exp-dvclive', '{"loss": 0.5}'), '/r/exp-dvclive'), undefined);
});

test('before 1.0: tables in `scalars` or right in the directory, the latest values beside it', () => {
	const table = (name: string) => `timestamp\tstep\t${name}\n1795785997916\t0\t1.0\n1795785997917\t1\t0.5\n`;
	for (const [directory, folder] of [
		['/exp/dvclive', '/exp/dvclive/scalars'],
		['/exp/runs/a', '/exp/runs/a/scalars'],
		['/exp/runs/a', '/exp/runs/a'],
	] as const) {
		const files = new MemoryFiles()
			.write(`${folder}/loss.tsv`, table('loss'))
			.write(`${folder}/train/acc.tsv`, table('train/acc'))
			.write(`${folder}/top.tsv`, table('top.k5'))
			.write(`${directory}.json`, '{"step": 1, "loss": 0.5, "train": {"acc": NaN}}');
		const [claim] = dvclive.detect({path: directory, entries: files.list(directory)}, files);
		assert.equal(claim?.ownsSubtree, true);
		const {run, read} = follow(dvclive, files, directory);
		assert.deepEqual([...run.metrics.keys()].sort(), ['loss', 'top.k5', 'train/acc']);
		assert.deepEqual(run.points('train/acc'), [
			[0, 1],
			[1, 0.5],
		]);
		assert.equal(run.learnt.startedAtMs, 1_795_785_997_916);
		assert.equal(run.learnt.summary.loss, 0.5);
		files.append(`${folder}/loss.tsv`, '1795785997918\t2\t0.25\n');
		read();
		assert.equal(run.points('loss').length, 3);
	}
});

test('before 1.0: tables of others are no run, and lie in no run', () => {
	const own = 'timestamp\tstep\tloss\n1795785997916\t0\t1.0\n';
	const others = new MemoryFiles()
		.write('/data/dev.tsv', 'id\tlabel\n1\t0\n')
		.write('/data/train.tsv', 'timestamp\tstep\tx\n1\t2\t3\n');
	assert.deepEqual(dvclive.detect({path: '/data', entries: others.list('/data')}, others), []);
	const files = new MemoryFiles()
		.write('/exp/a/loss.tsv', own)
		.write('/exp/a/table.tsv', 'id\tlabel\n1\t0\n')
		.write('/exp/a/other/x.tsv', own);
	const [claim] = dvclive.detect({path: '/exp/a', entries: files.list('/exp/a')}, files);
	assert.deepEqual(claim?.files, ['/exp/a/loss.tsv']);
	assert.equal(claim?.ownsSubtree, false);
	assert.deepEqual([...follow(dvclive, files, '/exp/a').run.metrics.keys()], ['loss']);
	assert.deepEqual(dvclive.detect({path: '/exp', entries: files.list('/exp')}, files), []);
});

const tableOf = (...rows: string[]) => {
	const files = make().write(loss, `step\tloss\n${rows.map(row => `${row}\n`).join('')}`);
	const {run} = follow(dvclive, files, place);
	return {points: run.points('train/loss'), problems: run.problems.map(({message}) => message)};
};

test('a damaged row takes nothing away from those behind it', () => {
	const whole = ['0\t1', '10\t0.5'];
	const points = [
		[0, 1],
		[10, 0.5],
		[40, 0.2],
	];
	const isNone = 'Line 4 is no row of the table and was left out';
	const hasNone = 'Line 4 has no number for its value and was left out';
	const zeros = 'Line 4 holds zero bytes: what was written there is lost, and it was left out';
	const said = {'x\t0.3': isNone, '20': isNone, '20\t[0.1': hasNone, '20\tNone': hasNone, '20\t0.\0\0\0\0\t0.25': zeros};
	for (const [row, message] of Object.entries({...said, '20\t0.330\t0.25': isNone, '<<<<<<< HEAD': isNone}))
		assert.deepEqual(tableOf(...whole, row, '40\t0.2'), {points, problems: [message]}, row);
});

test('counts the steps of a table whose header is damaged', () => {
	const files = make().write(loss, 'st\0\0\0\0\t1\n10\t0.5\n20\t0.25\n');
	assert.deepEqual(follow(dvclive, files, place).run.points('train/loss'), [
		[10, 0.5],
		[20, 0.25],
	]);
});

test('of a Trainer of transformers, of which DVCLive counts the logs, the logged losses tell the steps that are done', () => {
	const trainer = (settings: string) =>
		follow(
			dvclive,
			make()
				.write(`${place}/plots/metrics/eval/loss.tsv`, 'step\tloss\n0\t1.0\n1\t0.5\n2\t0.5\n')
				.write(`${place}/params.yaml`, `num_train_epochs: 1\nlogging_strategy: steps\n${settings}`),
			place,
		).run.learnt;
	const {total, reached, stepUnit} = trainer('logging_steps: 25\nmax_steps: 400\n');
	assert.deepEqual(total, {total: 400, unit: 'step', from: 'params.yaml max_steps'});
	assert.deepEqual(reached, {steps: 50, epochs: null});
	assert.equal(stepUnit, null);
	assert.equal(trainer('logging_steps: 25\nmax_steps: -1\n').reached, null);
	assert.equal(trainer('logging_steps: 0\nmax_steps: 400\n').reached, null);
});

test('of a metric that is called "step" no table is missed, for its values stand where the steps would', () => {
	const {run} = follow(dvclive, make().write(`${place}/plots/metrics/train/step.tsv`, 'step\n40.0\n80.0\n'), place);
	assert.deepEqual([...run.metrics.keys()], ['train/loss']);
	assert.deepEqual(run.problems, []);
});
