import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {valueAtStep} from '../../source/core/series/value-at-step.ts';
import {scanOnce} from '../../source/engine/headless.ts';
import {makeRow} from '../../source/engine/model/row.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {field} from '../encodings/protobuf-writer.ts';
import {tfrecords} from '../encodings/tfrecord-writer.ts';
import {event, scalar} from '../formats/tfevents/events.ts';
import {config, exit, item, logOfAll, row, run, started, summary} from '../formats/wandb/logs.ts';
import {makeRoot} from './live-session.ts';

/** A job of Hydra with further files in its directory. */
function scanJob(context: TestContext, contents: Record<string, string | Uint8Array>) {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const all = {
		'.hydra/config.yaml': 'lr: 0.1\nsteps: 50\n',
		'.hydra/hydra.yaml': 'hydra:\n  job:\n    name: train\n',
		'.hydra/overrides.yaml': '[]\n',
		...contents,
	};
	for (const [name, content] of Object.entries(all)) {
		mkdirSync(path.dirname(path.join(root, 'job', name)), {recursive: true});
		writeFileSync(path.join(root, 'job', name), content);
	}
	return [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
}

const steps = (from: number, to: number) => Array.from({length: to - from}, (_, i) => from + i);
const startMs = (start: number) => 1_760_000_000_000 + start * 60_000;
const logName = (id: string, start: number) => `wandb/offline-run-20261121_00341${start}-${id}/run-${id}.wandb`;

function wandbLog(id: string, start: number, from: number, to: number, code: number | null): Uint8Array {
	return logOfAll([
		run(field(1, id), started(startMs(start))),
		...(start === 0 ? [] : [config(item('start', String(start)))]),
		...steps(from, to).map(step => row(step, {loss: 1 / (step + 1)}, startMs(start) / 1000 + step)),
		summary(item('_step', String(to - 1))),
		...(code === null ? [] : [exit(code)]),
	]);
}

test('rounded words of a log never stand for what a tracker below has exactly', context => {
	const log = steps(0, 5)
		.map(i => `[2026-11-21 00:34:1${i},000][train][INFO] - epoch ${i} loss 0.${i}1 acc 0.5\n`)
		.join('');
	const [job, ...others] = scanJob(context, {'train.log': log, [logName('aaaaaaaa', 0)]: wandbLog('aaaaaaaa', 0, 0, 30, 0)});
	assert.equal(others.length, 0);
	assert.deepEqual(job!.formats, ['hydra', 'textlog', 'wandb']);
	assert.deepEqual([...job!.metrics.keys()], ['loss', 'acc'], 'what only the log has stays');
	assert.equal(job!.metrics.get('loss')!.length, 30);
	assert.equal(job!.progress?.step, 29);
});

test('where a tracker’s run was started again in one directory, its newest start tells how it went', context => {
	for (const [codes, status] of [
		[[1, 0], 'finished'],
		[[0, 3], 'failed'],
	] as const) {
		const [job, ...others] = scanJob(context, {
			[logName('aaaaaaaa', 0)]: wandbLog('aaaaaaaa', 0, 0, 10, codes[0]),
			[logName('aaaaaaaa', 1)]: wandbLog('aaaaaaaa', 1, 10, 20, codes[1]),
		});
		assert.equal(others.length, 0);
		const {status: told, attempt, startedAtMs} = makeRow(job!);
		assert.deepEqual([told, job!.facts.summary._step, attempt, startedAtMs], [status, 19, 2, startMs(1)]);
		assert.deepEqual([...job!.metrics.keys()], ['loss']);
		assert.equal(job!.metrics.get('loss')!.length, 20);
	}
});

test('several runs of a tracker in one directory are runs of their own, below its run', context => {
	const runs = scanJob(context, {
		[logName('aaaaaaaa', 0)]: wandbLog('aaaaaaaa', 0, 0, 10, 0),
		[logName('bbbbbbbb', 1)]: wandbLog('bbbbbbbb', 1, 0, 5, 1),
	});
	const job = runs.find(({format}) => format === 'hydra')!;
	assert.deepEqual(
		runs.filter(one => one !== job).map(one => [one.id, makeRow(one).parent === job.id, one.judgement.status, one.formats]),
		[
			['aaaaaaaa', true, 'finished', ['wandb']],
			['bbbbbbbb', true, 'failed', ['wandb']],
		],
	);
	assert.equal(job.metrics.size, 0);
});

test('studies that lie in the directory of a job are below its run', context => {
	const [journal, ...database] = ['journal.log', 'study.db', 'study.db-wal'].map(name =>
		readFileSync(`test/fixtures/optuna/${name}`),
	);
	const runs = scanJob(context, {'tune.log': journal!, 'study.db': database[0]!, 'study.db-wal': database[1]!});
	const job = runs.find(({format}) => format === 'hydra')!;
	const trials = runs.filter(({format}) => format === 'optuna');
	assert.deepEqual(new Set(trials.map(({path: file}) => path.basename(file))), new Set(['study.db', 'tune.log']));
	for (const trial of trials) assert.equal(makeRow(trial).parent, job.id);
});

test('a metric comes from whoever has most of it, and settings from everyone', context => {
	const table = (rows: number) =>
		`step,loss\n${steps(0, rows)
			.map(step => `${step},${step / 4}\n`)
			.join('')}`;
	const log = {[logName('aaaaaaaa', 1)]: wandbLog('aaaaaaaa', 1, 0, 20, 0)};
	const [short] = scanJob(context, {...log, 'metrics.csv': table(5)});
	assert.equal(short!.metrics.get('loss')!.length, 20);
	assert.deepEqual(short!.facts.config, {start: 1, lr: 0.1, steps: 50});
	const [even] = scanJob(context, {...log, 'metrics.csv': table(21)});
	assert.equal(valueAtStep(even!.metrics.get('loss'), 1), 0.25, 'of the run’s own directory, where both have the same');
	const [long] = scanJob(context, {...log, 'metrics.csv': table(200)});
	assert.equal(long!.metrics.get('loss')!.length, 200);
});

test('a metric comes from whoever has the steps of the training, not from who counts its own rows', context => {
	const rows = steps(0, 20).map(i => `${i * 10 + 9},${i / 4},${i >> 2}\n`);
	const log = logOfAll([
		run(field(1, 'aaaaaaaa'), started(startMs(0))),
		...steps(0, 20).map(i => row(i, {loss: i / 4, epoch: i >> 2}, startMs(0) / 1000 + i)),
		exit(0),
	]);
	const [job] = scanJob(context, {
		'.hydra/config.yaml': 'epochs: 5\n',
		[logName('aaaaaaaa', 0)]: log,
		'metrics.csv': `step,loss,epoch\n${rows.join('')}`,
	});
	assert.equal(job!.metrics.get('loss')!.lastStep, 199);
	assert.deepEqual([job!.progress?.step, job!.progress?.total, job!.progress?.fraction], [4, 5, 1]);
});

test('settings that another tracker flattens are not told twice, and a log that counts epochs tells how far of the planned ones it is', context => {
	const log = logOfAll([
		run(field(1, 'aaaaaaaa'), started(startMs(0))),
		config(item('model.name', '"net"'), item('extra', '1')),
		...steps(0, 40).map(i => row(i, {loss: i}, startMs(0) / 1000 + i)),
	]);
	const [job] = scanJob(context, {
		'.hydra/config.yaml': 'model:\n  name: net\nepochs: 8\n',
		[logName('aaaaaaaa', 0)]: log,
		'metrics.csv': 'epoch,loss,acc\n0,9,1\n1,8,2\n2,7,3\n3,6,4\n',
	});
	assert.deepEqual(job!.facts.config, {model: {name: 'net'}, epochs: 8, extra: 1});
	assert.equal(job!.metrics.get('loss')!.length, 40);
	assert.deepEqual([job!.progress?.step, job!.progress?.total, job!.progress?.unit], [3, 8, 'epoch']);
});

test('the mean of an epoch counts no epochs', context => {
	const [job] = scanJob(context, {
		'.hydra/config.yaml': 'epochs: 4\n',
		'metrics.csv': 'step,epoch,train/loss_epoch\n0,0,3.9\n10,1,3.5\n',
	});
	assert.deepEqual([job!.progress?.step, job!.progress?.total], [1, 4]);
});

test('the means of epochs in Lightning’s table prove the last of the planned ones, which only the job knows', context => {
	const rows = (epoch: number) => `${epoch},${epoch * 10 + 4},1,\n${epoch},${epoch * 10 + 9},,1\n`;
	const progressOf = (epochs: number) => {
		const table = `epoch,step,loss_step,loss_epoch\n${steps(0, epochs).map(rows).join('')}`;
		const [job] = scanJob(context, {'.hydra/config.yaml': 'epochs: 4\n', 'csv/version_0/metrics.csv': table});
		return [job!.progress?.step, job!.progress?.total, job!.progress?.fraction];
	};
	assert.deepEqual(
		[progressOf(4), progressOf(3)],
		[
			[4, 4, 1],
			[3, 4, 0.75],
		],
	);
});

test('a total and the steps beside it are of one counter: rows beyond the planned end are counted by another', context => {
	const rows = (count: number) => ({[logName('aaaaaaaa', 1)]: wandbLog('aaaaaaaa', 1, 0, count, null)});
	const table = `step,acc\n${steps(0, 15)
		.map(step => `${step},1\n`)
		.join('')}`;
	const state = JSON.stringify({global_step: 20, max_steps: 50, log_history: [{step: 20, eval_loss: 1}]});
	const progressOf = (files: Record<string, string | Uint8Array>) => {
		const {progress} = scanJob(context, files)[0]!;
		return [progress?.step, progress?.total];
	};
	assert.deepEqual(progressOf({...rows(2895), 'table/metrics.csv': table}), [14, 50]);
	assert.deepEqual(progressOf({...rows(40), 'table/metrics.csv': table}), [39, 50]);
	assert.deepEqual(progressOf(rows(2895)), [2894, null]);
	assert.deepEqual(progressOf({...rows(2895), 'checkpoint-20/trainer_state.json': state}), [20, 50]);
	const native = {'xtui-run.json': JSON.stringify({xtui: 1, id: 'a', total_steps: 20})};
	assert.deepEqual(progressOf({...rows(2895), ...native}), [2894, null]);
	assert.deepEqual(progressOf({...rows(2895), ...native, 'metrics.jsonl': '{"step": 15, "acc": 1}\n'}), [15, 20]);
	assert.deepEqual(progressOf({...rows(2895), ...native, 'metrics.jsonl': '{"step": 60, "acc": 1}\n'}), [60, null], 'passed');
});

test('a tracker’s own axis is that of its own points alone', context => {
	const log = logOfAll([
		run(field(1, 'aaaaaaaa'), started(startMs(0))),
		field(12, field(1, 'loss'), field(4, 'trainer_step')),
		...steps(0, 20).map(i => row(i, {loss: i / 4, trainer_step: i * 10 + 9}, startMs(0) / 1000 + i)),
	]);
	const rows = steps(0, 20).map(i => `${i * 10 + 9},${i / 4}\n`);
	const [alone] = scanJob(context, {[logName('aaaaaaaa', 0)]: log});
	assert.equal(alone!.stepMetricOf('loss'), 'trainer_step');
	const [joined] = scanJob(context, {[logName('aaaaaaaa', 0)]: log, 'metrics.csv': `step,loss\n${rows.join('')}`});
	assert.equal(joined!.metrics.get('loss')!.lastStep, 199);
	assert.equal(joined!.stepMetricOf('loss'), null, 'its rows are none of the table’s steps');
});

test('a planned end that the config of a job only refers to is followed', context => {
	const reference = '$'.concat('{n}');
	const table = steps(0, 10)
		.map(epoch => `${epoch},0.${epoch + 1}\n`)
		.join('');
	const [job] = scanJob(context, {
		'.hydra/config.yaml': `n: 20\ntrainer:\n  max_epochs: ${reference}\n  max_steps: null\n`,
		'metrics.csv': `epoch,loss\n${table}`,
	});
	assert.deepEqual(job!.progress, {step: 9, total: 20, fraction: 9 / 20, unit: 'epoch', totalFrom: 'config trainer.max_epochs'});
	assert.deepEqual(makeRow(job!).config['trainer.max_epochs'], reference, 'the config stays as it was recorded');
});

test('what the other logger of a Lightning version writes to a folder in it is of that version, however it is called', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (name: string, content: string | Uint8Array) => {
		mkdirSync(path.dirname(path.join(root, name)), {recursive: true});
		writeFileSync(path.join(root, name), content);
	};
	const dirs = () => [...scanOnce([root], nodeFiles, formats).registry.runs.values()].map(run => `${run.dir} ${run.formats}`);
	const events = tfrecords(event(1_760_000_000, 0), scalar(1_760_000_001, 1, 'loss', 1));
	write('exp/v1/metrics.csv', 'loss,step\n1,1\n');
	write('exp/v1/hparams.yaml', 'lr: 0.1\n');
	write('exp/v1/tb/hparams.yaml', 'lr: 0.1\n');
	write('exp/v1/tb/events.out.tfevents.1760000000.node1.7.0', events);
	assert.deepEqual(dirs(), ['exp/v1 lightning-csv,lightning,tfevents']);
	write('exp/v1/other/version_0/hparams.yaml', 'lr: 0.1\n');
	write('exp/v1/other/version_0/metrics.csv', 'loss,step\n1,1\n');
	assert.equal(dirs().length, 3, 'runs of their own below are none of it');
});

test('what a job of Hydra writes into the directory of its project adds to it, and what lies beside that does not', context => {
	const atSeconds = Math.floor(new Date(2026, 10, 27, 13, 34, 13).getTime() / 1000);
	const events = (start: number) => tfrecords(event(start, 0), scalar(start + 1, 1, 'tb_loss', 1));
	const line = (second: number) => `[2026-11-27 13:34:${second},612][__main__][INFO] - epoch 0 loss 0.5 acc 0.5\n`;
	const trace = 'Traceback (most recent call last):\n  File "app.py", line 1, in main\nValueError: too big\n';
	const runs = scanJob(context, {
		'train.py': '',
		'outputs/old/.hydra/config.yaml': 'lr: 0.5\n',
		'train.log': line(13) + line(14) + line(15),
		'old.txt': line(10) + line(11) + line(12) + trace,
		[`tb/events.out.tfevents.${atSeconds}.node1`]: events(atSeconds),
		[`older/events.out.tfevents.${atSeconds - 7200}.node1`]: events(atSeconds - 7200),
	});
	assert.deepEqual(runs.map(run => run.dir).sort(), ['job', 'job/older', 'job/outputs/old']);
	const job = runs.find(({dir}) => dir === 'job')!;
	assert.equal(job.facts.outcome, null, 'the trace is that of a job before it');
	assert.ok(job.metrics.has('tb_loss'));
});
