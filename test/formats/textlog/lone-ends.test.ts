import assert from 'node:assert/strict';
import {test} from 'node:test';
import {textlogFormat} from '../../../source/formats/textlog/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

/** Claims on /runs/a, with names relative to it; those of other directories are given as `../b/x.log`. */
function claims(contents: Record<string, string>, isOfRun = false) {
	const files = new MemoryFiles();
	for (const [name, content] of Object.entries(contents))
		files.write(`/runs/${name.startsWith('../') ? name.slice(3) : `a/${name}`}`, content);
	const found = textlogFormat.detect({path: '/runs/a', entries: files.list('/runs/a'), isOfRun}, files);
	return {files, found, short: found.map(claim => claim.files.map(file => file.slice('/runs/a/'.length)))};
}

const epochs = Array.from({length: 10}, (_, i) => `Epoch ${i + 1}/10 - loss: ${1 / (i + 1)} - acc: 0.${50 + i}\n`).join('');
const anyEnd = 'loading\nTraceback (most recent call last):\n  File "main.py", line 3, in <module>\nValueError: x\n';
const trainingEnd = anyEnd.replace('main.py', 'src/train.py');

test('the end in the output of a job belongs to what its other output tells', () => {
	assert.deepEqual(claims({'bert_123.out': epochs, 'bert_123.err': anyEnd}).short, [['bert_123.out', 'bert_123.err']]);
	assert.deepEqual(claims({'bert.txt': epochs, 'bert.log': anyEnd}).short, [['bert.txt', 'bert.log']]);
	assert.deepEqual(claims({'train.log': epochs, 'error.log': anyEnd}).short, [['train.log', 'error.log']]);
});

test('an end speaks beside runs of its kind, in their directory or in one beside it', () => {
	const sweep = {'seed_0.txt': epochs, 'net_low.log': epochs, 'net_high.log': anyEnd};
	assert.deepEqual(claims(sweep).short, [['net_high.log'], ['net_low.log'], ['seed_0.txt']]);
	assert.deepEqual(claims({'unet.log': anyEnd}).short, []);
	assert.deepEqual(claims({'app.log': anyEnd, 'bert.log': epochs}).short, [['bert.log']]);
	const beside = (directory: string) => {
		const files = new MemoryFiles();
		files.write('/runs/lr_low/unet.log', epochs).write(`/runs/${directory}/unet.log`, anyEnd);
		return textlogFormat.detect({path: `/runs/${directory}`, entries: files.list(`/runs/${directory}`)}, files).length;
	};
	assert.equal(beside('lr_high'), 1);
	assert.equal(beside('server'), 0);
});

test('an end speaks in a log that goes on from one that tells a run', () => {
	assert.deepEqual(claims({'unet.log': anyEnd, 'unet.log.1': epochs}).short, [['unet.log']]);
});

test('an end speaks in the directory of a run', () => {
	assert.deepEqual(claims({'main.log': anyEnd}, true).short, [['main.log']]);
	assert.deepEqual(claims({'main.log': anyEnd}).short, []);
});

test('an end speaks in what is named as the stream of a program, as a job or as a training', () => {
	for (const name of [
		'123_4.out',
		'exp.err',
		'bert.stderr',
		'train_bert.log',
		'run_bert.log',
		'slurm_1.err',
		'worker_0.log',
		'experiment.log',
	])
		assert.equal(claims({[name]: anyEnd}).short.length, 1, name);
	for (const name of ['constraints.log', 'expo.log', 'app.log', 'worker.log', 'cron_job.log', 'dry-run.log'])
		assert.deepEqual(claims({[name]: anyEnd}).short, [], name);
});

test('an end speaks where its words are those of a training or of a job, but not in the log of a server or of a build', () => {
	const slurm = 'slurmstepd: error: *** JOB 1 ON n1 CANCELLED AT 2024-01-01T00:00:00 DUE TO TIME LIMIT ***\n';
	for (const end of [trainingEnd, slurm, 'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2 GiB\n'])
		assert.equal(claims({'bert.log': end}).short.length, 1, end);
	const others = [
		`INFO:     127.0.0.1:1234 - "POST /predict HTTP/1.1" 500 Internal Server Error\n${trainingEnd}`,
		trainingEnd.replace('ValueError', '  File "/usr/lib/python3/site-packages/starlette/routing.py", line 1, in app\nValueError'),
		trainingEnd.replace(
			'ValueError',
			'  File "/v/site-packages/torch/utils/cpp_extension.py", line 1\n  File "/usr/lib/distutils/core.py", line 1\nValueError',
		),
		`Step 1/2 : FROM python\nStep 2/2 : RUN python train.py\n${trainingEnd}`,
		trainingEnd.replace('src/train.py', 'lib/constraints.py'),
	];
	for (const other of others) assert.deepEqual(claims({'bert.log': other}).short, [], other);
	assert.equal(claims({'run.log': others[0]!}).short.length, 1);
	const notebook = anyEnd.replace('ValueError', '  File "/v/site-packages/notebook/notebookapp.py", line 9, in init\nValueError');
	for (const name of ['nohup.out', 'output.txt', 'run.log']) assert.deepEqual(claims({[name]: notebook}).short, [], name);
	// A job may install something first, and serve something that counts.
	const installed = `/v/lib/python3.8/site-packages/setuptools/command/install.py:34: SetuptoolsDeprecationWarning: old\n${anyEnd}`;
	for (const name of ['nohup.out', 'fit.o4711']) assert.equal(claims({[name]: installed}).short.length, 1, name);
	assert.equal(claims({'slurm-7.out': `step 10 of 100\n${notebook}`}).short.length, 1);
});

test('the steps of a build are none of a training, which may follow', () => {
	const build =
		'Step 1/3 : FROM pytorch/pytorch\n ---> abc\nStep 2/3 : ENV LR 0.5\nStep 3/3 : CMD ["python", "train.py"]\nSuccessfully built abc\n';
	assert.deepEqual(claims({'docker.log': build, 'train.log': build}).short, []);
	for (const content of [build + epochs, `${'x'.repeat(20_000)}\n${build}${epochs}`, epochs + build]) {
		const {files, found} = claims({'slurm-1.out': content});
		const collected = new Collected();
		readAll(textlogFormat.open(found[0]!, files), collected);
		assert.equal(collected.only.points('loss').length, 10);
		assert.deepEqual(collected.only.learnt.progress?.total, 10);
	}
});

test('values in capitals behind a step are no instructions of a build', () => {
	for (const name of ['LOSS', 'LR', 'ADD', 'LABEL', 'RUN', 'ADD-S'])
		for (const sign of [' = ', ': ', ' ']) {
			const lines = Array.from({length: 5}, (_, i) => `Step ${i}/100 : ${name}${sign}${1 / (i + 2)}\n`).join('');
			const {files, found} = claims({'train.log': lines});
			assert.equal(found.length, 1, lines);
			const collected = new Collected();
			readAll(textlogFormat.open(found[0]!, files), collected);
			assert.equal(collected.only.points(name).length, 5, lines);
		}
});

test('the metrics of a training weigh more than the name of its process in the journal of a system', () => {
	const journal = (process: string, lines: string) => lines.replaceAll(/^(?=.)/gm, `Nov 27 13:01:00 node01 ${process}: `);
	for (const process of ['bash[7]', 'run.sh[7]', 'docker[7]', 'srun[7]', 'my-exp', 'ft.service[4]'])
		assert.equal(claims({'journal.log': journal(process, epochs)}).short.length, 1, process);
	const machine = 'Step 3: error 5\nStep 4: error 6\npacket loss 0.5 at step 4\nCPU 3: Machine Check: 0 Bank 5: loss\nKilled\n';
	assert.deepEqual(claims({'journal.log': journal('kernel', machine)}).short, []);
});
