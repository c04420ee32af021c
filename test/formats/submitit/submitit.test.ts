import assert from 'node:assert/strict';
import os from 'node:os';
import {test} from 'node:test';
import {readAggregate} from '../../../source/core/row.ts';
import {submitit} from '../../../source/formats/submitit/index.ts';
import {ended, Lab} from '../../engine/liveness/lab.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';
import {type Pickled, pickled, Tuple} from '../write-pickle.ts';

/** What Python's pickle makes of a `JobReturn` of Hydra, in its oldest protocol. */
const jobReturn = (status: 1 | 2): string =>
	[
		'(Vsuccess',
		'ccopy_reg',
		'_reconstructor',
		'(chydra.core.utils',
		'JobReturn',
		'c__builtin__',
		'object',
		'NtR(dVworking_dir',
		'V/w',
		'sVstatus',
		'chydra.core.utils',
		'JobStatus',
		`(I${status}`,
		'tRsbt.',
	].join('\n');
const head = (id: string, host: string) =>
	`submitit INFO (2026-11-26 18:13:25,874) - Starting with JobEnvironment(job_id=${id}, hostname=${host}, local_rank=0(1), node=0(1))\n`;

test('submitit: a job is queued until it starts, and its result tells how it ended', () => {
	const files = new MemoryFiles().write('/logs/71/71_submitted.pkl', 'x');
	const {run, read} = follow(submitit, files, '/logs/71');
	assert.equal(run.learnt.outcome?.status, 'queued');
	assert.equal(run.learnt.id, '71');
	files.write('/logs/71/71_0_log.out', '');
	read();
	assert.equal(run.learnt.outcome ?? null, null, 'it is being started');
	files.write('/logs/71/71_0_log.out', head('71', 'gpu3'));
	read();
	assert.deepEqual([run.learnt.outcome, run.learnt.pid, run.learnt.host], [null, 71, 'gpu3']);
	files.write('/logs/71/71_0_result.pkl', '(Verror\nVTraceback:\\u000aValueError: bad x\\u000a\nt.');
	read();
	assert.deepEqual(run.learnt.outcome, {status: 'failed', why: 'error in 71_0_result.pkl'});
	assert.equal(run.learnt.error, 'Traceback:\nValueError: bad x');
});

test('submitit: a result that is damaged says so, and that nothing tells how the job ended', () => {
	const result = '/logs/71/71_0_result.pkl';
	const cases: [string | Uint8Array, string, string][] = [
		['', 'is empty', 'unknown'],
		[new Uint8Array(40), 'holds nothing but zero bytes', 'unknown'],
		[Buffer.from('\x80\x04\x95\x20\0\0\0\0\0\0\0\x8c\x07succ', 'latin1'), 'ends too early, at byte 17', 'unknown'],
		[Buffer.from('\x80\x04\x8c\x07success\x94\x8c', 'latin1'), 'ends too early, at byte 13', 'unknown'],
		[Buffer.from('\x80\x04\x8c\x05error\x94\x8c\x20Trace', 'latin1'), 'ends too early, at byte 17', 'failed'],
		['hello', 'holds no result of submitit', 'unknown'],
	];
	for (const [bytes, fault, status] of cases) {
		const files = new MemoryFiles().write('/logs/71/71_submitted.pkl', 'x').write('/logs/71/71_0_log.out', head('71', 'gpu3'));
		const {run, read} = follow(submitit, files.write(result, bytes), '/logs/71');
		assert.equal(run.learnt.outcome?.status, status, fault);
		assert.deepEqual(run.problems, [{file: result, message: `71_0_result.pkl ${fault}`}]);
		files.write(result, jobReturn(1));
		read();
		assert.deepEqual([run.learnt.outcome?.status, run.problems], ['finished', []]);
	}
});

test('submitit: a job of Slurm has no process of its number', () => {
	const files = new MemoryFiles()
		.write('/logs/4711_2/4711_2_submitted.pkl', 'x')
		.write('/logs/4711_2/4711_submission.sh', '#!/bin/bash\n')
		.write('/logs/4711_2/4711_2_0_log.out', head('4711_2', 'node7'));
	const {run} = follow(submitit, files, '/logs/4711_2');
	assert.deepEqual([run.learnt.pid, run.learnt.host, run.learnt.extra], [null, 'node7', {'Slurm job': '4711_2'}]);
});

test('submitit: what Hydra’s launcher writes below a sweep adds to the jobs of that sweep', async context => {
	const lab = new Lab(context);
	const host = os.hostname();
	const child = await lab.sleeper();
	const begin = (number: number, id: string) => {
		lab.write(`sweep/${number}/.hydra/config.yaml`, `lr: 0.${number}\n`);
		lab.write(`sweep/${number}/.hydra/hydra.yaml`, `hydra:\n  job:\n    name: app\n    id: '${id}'\n    num: ${number}\n`);
		lab.grown(`sweep/${number}/app.log`, '[2026-11-26 18:13:26,088][app][INFO] - epoch 0 loss 0.5\n');
		lab.write(`sweep/.submitit/${id}/${id}_submitted.pkl`, 'x');
		lab.write(`sweep/.submitit/${id}/${id}_0_log.out`, `${head(id, host)}epoch 0 loss 0.5\n`);
	};
	lab.write('sweep/multirun.yaml', 'hydra: {}\n');
	begin(0, '11');
	begin(1, '12');
	begin(2, String(child.pid));
	lab.write('sweep/.submitit/11/11_0_result.pkl', jobReturn(1));
	lab.write('sweep/.submitit/12/12_0_result.pkl', jobReturn(2));
	assert.deepEqual(
		lab.rows().map(({dir, status}) => [dir, status]),
		[
			['sweep/0', 'finished'],
			['sweep/1', 'failed'],
			['sweep/2', 'running'],
		],
	);
	child.kill('SIGKILL');
	await ended(child);
	assert.equal(lab.look('sweep/2', 3000).status, 'running', 'its end may be on its way');
	assert.deepEqual(lab.look('sweep/2', 3000), {
		status: 'crashed',
		why: `pid ${child.pid} is gone, no end record`,
		fraction: null,
	});
	lab.write(`sweep/.submitit/${child.pid}/${child.pid}_0_result.pkl`, '');
	assert.deepEqual(lab.look('sweep/2', 3000), {
		status: 'unknown',
		why: `${child.pid}_0_result.pkl is empty, and it would say how the job ended`,
		fraction: null,
	});
});

test('submitit: what a job returned is told, and what one of Hydra raised', () => {
	const end = (payload: Pickled) => {
		const files = new MemoryFiles().write('/logs/71/71_submitted.pkl', 'x').write('/logs/71/71_0_log.out', head('71', 'gpu3'));
		files.write('/logs/71/71_0_result.pkl', pickled(new Tuple(['success', payload])));
		const {outcome, error, summary} = follow(submitit, files, '/logs/71').run.learnt;
		return [outcome?.status, error, summary];
	};
	const back = (status: number, returned: Pickled): Pickled => ({
		of: 'hydra.core.utils.JobReturn',
		with: {status: {of: 'hydra.core.utils.JobStatus', args: [status]}, _return_value: returned},
	});
	assert.deepEqual(end(0.5), ['finished', null, {'return value': 0.5}]);
	assert.deepEqual(end(null), ['finished', null, {}]);
	assert.deepEqual(end(back(1, 0.5)), ['finished', null, {'return value': 0.5}]);
	assert.deepEqual(end(back(2, {of: 'builtins.ValueError', args: ['boom']})), ['failed', 'ValueError: boom', {}]);
});

test('submitit: each of the jobs in one directory is one row with what it printed', context => {
	const lab = new Lab(context);
	const begin = (id: string, output: string, errors = '') => {
		lab.write(`logs/${id}_submitted.pkl`, 'x');
		lab.write(`logs/${id}_0_log.out`, head(id, 'gpu3') + output);
		lab.write(`logs/${id}_0_log.err`, errors);
	};
	const rows = () => lab.rows().map(row => [row.name, row.status, readAggregate(row, 'loss', 'last')]);
	begin('71', 'epoch 1/3 loss 0.5\n');
	lab.write('logs/71_0_result.pkl', pickled(new Tuple(['success', null])));
	begin('72', 'loading data\n');
	lab.write('logs/72_0_result.pkl', pickled(new Tuple(['error', 'Traceback:\nOSError: no data'])));
	assert.deepEqual(
		rows().sort(),
		[
			['job 72', 'failed', Number.NaN],
			['logs', 'finished', 0.5],
		],
		'one of them has a curve',
	);
	begin('73', 'loading data\n', 'epoch 1/3 loss 0.7\nepoch 2/3 loss 0.6\n');
	lab.write('logs/73_0_result.pkl', pickled(new Tuple(['success', null])));
	assert.deepEqual(
		rows().sort(),
		[
			['job 72', 'failed', Number.NaN],
			['logs/71_0_log.out', 'finished', 0.5],
			['logs/73_0_log.err', 'finished', 0.6],
		],
		'what it printed may stand in either stream',
	);
});
