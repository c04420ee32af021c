import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {textlogFormat} from '../../../source/formats/textlog/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

function claims(contents: Record<string, string | Uint8Array>, directory = '/runs/a') {
	const files = new MemoryFiles();
	for (const [name, content] of Object.entries(contents)) files.write(`${directory}/${name}`, content);
	const found = textlogFormat.detect({path: directory, entries: files.list(directory)}, files);
	return {files, found, short: found.map(claim => [claim.path, ...claim.files.map(file => file.slice(directory.length + 1))])};
}

const log = 'starting\nstep 0 loss 2.5\nstep 1 loss 2.25\nstep 2 loss 2\nstep 3 loss 1\n';

test('makes the directory of a training log a run, by what the log says', () => {
	const failed = 'loading\nTraceback (most recent call last):\n  File "a"\nValueError: x\n';
	for (const [name, content] of [
		['train.log', log],
		['output', log],
		['slurm-123.out', log],
		['nohup.out', log],
		['training_output.txt', "{'loss': 2.5, 'epoch': 0.01}\n{'loss': 2.25, 'epoch': 0.02}\n{'loss': 2.0, 'epoch': 0.03}\n"],
		['train_output.txt', 'Epoch 1\n accuracy: 0.5\n'],
		['job.o4711', log],
		['notes.txt', log],
		['train.log', failed],
		['train.log-2024-03-01-10-20-30', log],
		['train.log', '\r 10%|#    | 1/10 [00:00<00:00, 10.0it/s]'],
		['late.log', `${'loading a file\n'.repeat(5000)}${log}`],
	] as const) {
		assert.deepEqual(claims({[name]: content}).short, [['/runs/a', name]], name);
	}
});

test('a log that is named by its start is a run beside others', () => {
	const names = ['train.log-2024-03-01-10-20-30', 'train.log-2024-03-02-09-00-00'];
	assert.deepEqual(
		claims(Object.fromEntries(names.map(name => [name, log]))).short,
		names.map(name => [`/runs/a/${name}`, name]),
	);
});

test('reads a debug.log, but for that of wandb', () => {
	assert.deepEqual(claims({'debug.log': log}).short, [['/runs/a', 'debug.log']]);
	assert.deepEqual(claims({'debug.log': log, 'debug-internal.log': ''}).short, []);
	assert.deepEqual(claims({'debug.log': log}, '/runs/wandb/run-20250101_000000-abc/logs').short, []);
});

test('a log is one whose training stands between what it says of its settings and of its results', () => {
	const settings = '  "hidden_size": 768,\n'.repeat(1500);
	const results = 'Writing predictions to ./predictions\n'.repeat(800);
	const rows = Array.from({length: 2000}, (_, i) => `step ${i} loss ${9 / (i + 1)}\n`).join('');
	assert.equal(claims({'nohup.out': settings + rows + results}).short.length, 1);
	assert.deepEqual(claims({'nohup.out': settings + results, 'notes.txt': settings + rows + results}).short, []);
	const calls = 'DEBUG search(model=boosting, round=4, depth=6, rate=0.5)\n'.repeat(2);
	assert.deepEqual(claims({'logs.log': settings + calls + settings}).short, []);
});

test("the log that PyCaret keeps of its calls is no run's", () => {
	const head = '2024-03-01 10:00:00,250:INFO:PyCaret ClassificationExperiment\n';
	const calls = '2024-03-01 10:00:05,250:INFO:create_model(estimator=lightgbm, round=4, learning_rate=0.1, subsample=0.5)\n';
	assert.deepEqual(claims({'logs.log': head + calls.repeat(20)}).short, []);
	assert.equal(claims({'logs.log': log}).short.length, 1);
});

test('leaves other texts alone', () => {
	const contents: Record<string, string | Uint8Array> = {
		'requirements.txt': 'torch==2.1.0\nnumpy>=1.26\n',
		'readme.txt': 'step 1: install\nstep 2: run with loss=0.5\n',
		'debug-internal.log': log,
		'pip.log': 'Collecting torch 2.1.0\n  Downloading 12MB\n',
		'server.log': '10.0.0.1 - - [09/Oct/2025:12:00:00] "GET / HTTP/1.1" 200 512\n',
		train: 'a9f12.jpg 0.75\nb8f13.jpg 1.25\nc7f14.jpg 0.5\n',
		'words.txt': 'the\nof\nand\n',
		'data.txt': '1 0.5 0.25\n2 0.5 0.25\n',
		'classes.txt': '0: cat\n1: dog\n',
		'entity2id.txt': '4\n30/60 of cotton\t0\n31/60 of wool\t1\n32/60 of cotton\t2\n33/60 of cotton\t3\n',
		'book.txt': 'It was the epoch of belief, it was the epoch of incredulity, in 1775.\n',
		'train.log': 'epoch,accuracy,loss\n0,0.5,2.5\n',
		'run.out': Buffer.concat([Buffer.from('step 1 loss 2'), Buffer.alloc(100), Buffer.from([1, 2])]),
		'empty.log': '',
	};
	for (const [name, content] of Object.entries(contents)) assert.deepEqual(claims({[name]: content}).short, [], name);
});

test('leaves logs of systems, servers and builds alone, although something failed in them', () => {
	const traceback = 'Traceback (most recent call last):\n  File "a"\nValueError: x\n';
	const kernel = 'Nov 27 10:22:02 host kernel: Out of memory: Killed process 4711 (python) total-vm:1234kB\n';
	const contents = {
		'kern.log': kernel,
		'run.log': kernel,
		'messages.log': 'Jun 14 15:16:01 combo kernel: DMA zone: 4096 pages, LIFO batch:1\n'.repeat(5),
		'docker_build.log': 'Step 1/10 : FROM python:3.11\n ---> abcdef\nStep 10/10 : CMD ["python"]\nSuccessfully built abc\n',
		'uvicorn.log': `INFO:     127.0.0.1:1234 - "POST /predict HTTP/1.1" 500 Internal Server Error\n${traceback}`,
	};
	for (const [name, content] of Object.entries(contents)) assert.deepEqual(claims({[name]: content}).short, [], name);
	const shown = {
		'slurm-7.out': traceback,
		'exp.log': `step 0 loss 2.5\n${traceback}`,
		'unit.log': 'Jun 14 15:16:01 combo python[42]: step 1 loss 2.5\nJun 14 15:16:02 combo python[42]: step 2 loss 2\n',
	};
	for (const [name, content] of Object.entries(shown)) assert.equal(claims({[name]: content}).short.length, 1, name);
});

test('a short log with zero bytes after it, as after a power cut, is one', () => {
	assert.equal(claims({'train.log': `step 1 loss 2\nstep 2 loss 1\n${'\0'.repeat(300)}`}).short.length, 1);
});

test('a log that was emptied while its program wrote on has zero bytes before its lines', () => {
	for (const hole of [300, 5000, 40_000]) {
		assert.equal(claims({'train.log': `${'\0'.repeat(hole)}step 7 loss 2\nstep 8 loss 1\n`}).short.length, 1, String(hole));
	}
	assert.deepEqual(claims({'train.log': `\0\0\0\u0001step 7 loss 2\n\u0002\u0003step 8 loss 1\n`}).short, []);
	assert.deepEqual(claims({'train.log': `\0\0step 7 loss 2\n\0\u0001\0step 8 loss 1\n`}).short, []);
});

test('bytes that a program printed among the lines of its log do not hide it', () => {
	const bytes = Buffer.from(Array.from({length: 256}, (_, i) => i));
	assert.equal(claims({'train.log': Buffer.concat([Buffer.from(log), bytes, Buffer.from(`\n${log}`)])}).short.length, 1);
	assert.deepEqual(claims({'train.log': Buffer.concat([Buffer.from('step 1 loss 2\n'), bytes])}).short, []);
});

test('opens only files that could be output', () => {
	assert.deepEqual(claims({'model.pt': log, 'a.py': log, 'x.json': log, '.hidden.log': log}).files.touched, []);
});

test('makes logs of several jobs several runs, and the outputs of one job one run', () => {
	assert.deepEqual(claims({'slurm-1.out': log, 'slurm-2.out': log, 'slurm-2.err': log}).short, [
		['/runs/a/slurm-1.out', 'slurm-1.out'],
		['/runs/a/slurm-2.out', 'slurm-2.out', 'slurm-2.err'],
	]);
	assert.deepEqual(claims({'train.log': log, 'eval.log': log}).short, [['/runs/a', 'train.log', 'eval.log']]);
	assert.deepEqual(claims({'stdout.log': log, 'stderr.log': log}).short.length, 1);
});

test('of several logs, one whose rows MMCV has written beside it too is no run once more', () => {
	const ofMmcv = 'mmdet - INFO - Epoch [1][50/200]\tlr: 1.000e-03, loss: 2.5\n';
	const first = '{"env_info": "linux", "config": "model = dict()"}\n';
	const rows = `${first}{"mode": "train", "epoch": 1, "iter": 50, "lr": 0.001, "loss": 2.5}\n`;
	const of = (last: string) =>
		claims({'20240101_10.log': ofMmcv, '20240101_10.log.json': rows, '20240101_11.log': ofMmcv, '20240101_11.log.json': last})
			.short;
	assert.deepEqual(of(rows), []);
	assert.deepEqual(of(first), [['/runs/a/20240101_11.log', '20240101_11.log']]);
	assert.deepEqual(claims({'20240101_10.log': ofMmcv, '20240101_10.log.json': rows}).short, [['/runs/a', '20240101_10.log']]);
});

test('names the logs and signs of life, and takes each metric from one file only', () => {
	const {files, found} = claims({'train.log': log, 'output.log': log});
	const collected = new Collected();
	readAll(textlogFormat.open(found[0]!, files), collected);
	const {learnt} = collected.only;
	assert.deepEqual([...learnt.logFiles].sort(), ['/runs/a/output.log', '/runs/a/train.log']);
	assert.deepEqual(learnt.signFiles, learnt.logFiles);
	assert.equal(collected.only.points('loss').length, 4);
	assert.deepEqual([...collected.only.metrics.keys()], ['loss']);
});

test('reads hostile output without keeping anything of it but its values', () => {
	const {files, found} = claims({'train.log': readFileSync(path.resolve('test/fixtures/textlog/escapes.log'))});
	const collected = new Collected();
	readAll(textlogFormat.open(found[0]!, files), collected);
	assert.deepEqual(collected.only.points('loss'), [
		[0, 1.5],
		[1, 1.25],
		[2, 1],
	]);
});

test('what Optuna says of its trials is no run beside the store that has them', () => {
	const files = new MemoryFiles().write('/runs/a/train.log', "Trial 0 finished with value: 0.5 and parameters: {'lr': 0.01}.\n");
	const claims = () => textlogFormat.detect({path: '/runs/a', entries: files.list('/runs/a')}, files).length;
	assert.equal(claims(), 1);
	files.write('/runs/a/study.db', '');
	assert.equal(claims(), 0);
});

test("Optuna's journal is no log, whatever mark it begins with", () => {
	const lines = Array.from({length: 9}, (_, i) => JSON.stringify({op_code: 7, step: i, intermediate_value: 1 / (i + 1)}));
	for (const mark of ['', '\uFEFF']) assert.deepEqual(claims({'journal.log': `${mark}${lines.join('\n')}\n`}).short, []);
});

test('takes a log for text that has zero bytes within its first lines', () => {
	const rows = Array.from({length: 9}, (_, i) => `step ${i} loss ${1 / (i + 1)}\n`).join('');
	assert.equal(claims({'train.log': `hello \0 there\n${rows}`}).short.length, 1);
	assert.equal(claims({'train.log': `${rows.slice(0, 30)}${'\0'.repeat(24)}${rows.slice(54)}`}).short.length, 1);
	assert.deepEqual(claims({'train.log': `${'name\0size\0'.repeat(9)}\n${rows}`}).short, []);
});

test('says how far the training is, and not how far an evaluation beside it', () => {
	const lines = (write: (at: number) => string, count: number) =>
		Array.from({length: count}, (_, at) => write(at + 1)).join('\n');
	const training = `${lines(at => `epoch ${at}/50 train_loss: ${1 / at}`, 3)}\n`;
	const evaluation = `${lines(at => `batch ${at}/10 val_acc: 0.${at}`, 9)}\n`;
	const progressOf = (contents: Record<string, string>) => {
		const {files, found} = claims(contents);
		const collected = new Collected();
		readAll(textlogFormat.open(found[0]!, files), collected);
		const {step, total, unit} = collected.only.learnt.progress!;
		return `${step}/${total} ${unit}`;
	};
	for (const name of ['eval.log', 'val_log.txt', 'test.log'])
		assert.equal(progressOf({'train.log': training, [name]: evaluation}), '3/50 epoch', name);
	assert.equal(progressOf({'eval.log': evaluation}), '9/10 batch', 'alone it is all that there is');
	const bare = `${lines(at => `epoch ${at} train_loss: ${1 / at}`, 3)}\n`;
	const byEpochs = `${lines(at => `epoch ${at}/50 val_loss: ${2 / at}`, 3)}\n`;
	assert.equal(progressOf({'train.log': bare, 'val.log': byEpochs}), '3/50 epoch', 'it counts the epochs of the training');
});

test('the steps of a recipe of Kaldi that went well are no runs, one that failed and one with a metric are', () => {
	const step = (said: string, code: number) =>
		`# nnet3-train --use-gpu=yes\n# Started at Thu Nov 20 10:00:00 UTC 2026\n${said}\n# Ended (code ${code}) at Thu Nov 20 10:01:00 UTC 2026, elapsed time 60 seconds\n`;
	const names = (contents: Record<string, string>) => claims(contents).short.flatMap(([, ...files]) => files);
	const well = step('LOG (nnet3-train[5.5]:main():nnet3-train.cc:89) Wrote raw model to 1.raw', 0);
	assert.deepEqual(names({'train.0.1.log': well, 'train.0.2.log': well}), []);
	assert.deepEqual(names({'train.0.1.log': well, 'train.0.2.log': step('ERROR: no such file', 1)}), ['train.0.2.log']);
	assert.deepEqual(names({'train.log': step(log, 0)}), ['train.log']);
});
