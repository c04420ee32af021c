import assert from 'node:assert/strict';
import {test} from 'node:test';
import {textlogFormat} from '../../../../source/formats/textlog/index.ts';
import {Collected, readAll} from '../../collect.ts';
import {MemoryFiles} from '../../memory-files.ts';

/** Status, what was seen and the error of a log that ends with these lines. */
function endOf(...lines: string[]): string {
	const file = '/runs/a/train.log';
	const files = new MemoryFiles().write(file, ['step 1 loss=0.5', ...lines, ''].join('\n'));
	const collected = new Collected();
	readAll(textlogFormat.open({format: 'textlog', path: '/runs/a', files: [file], ownsSubtree: false}, files), collected);
	const {outcome, error} = collected.only.learnt;
	return [outcome?.status, outcome?.why.replace(' in train.log', ''), error].filter(Boolean).join(' | ');
}

const traceback = ['Traceback (most recent call last):', '  File "train.py", line 10, in <module>', 'ValueError: bad'];

test('tells what runtimes say of a crash, and keeps it over what shells and launchers add', () => {
	assert.equal(
		endOf(
			"terminate called after throwing an instance of 'c10::DistBackendError'",
			'  what():  [Rank 0] Watchdog caught collective operation timeout',
			'Aborted (core dumped)',
		),
		'failed | crash | [Rank 0] Watchdog caught collective operation timeout',
	);
	assert.equal(endOf('Fatal Python error: Segmentation fault'), 'failed | crash | Fatal Python error: Segmentation fault');
	assert.equal(endOf(...traceback, 'terminate called without an active exception'), 'failed | traceback | ValueError: bad');
});

test('keeps the error of a program over that of the launcher which ran it', () => {
	const launcher = "subprocess.CalledProcessError: Command '['/usr/bin/python', 'train.py']' returned non-zero exit status 1.";
	const ofLauncher = ['Traceback (most recent call last):', '  File "/usr/bin/accelerate", line 8, in <module>', launcher];
	assert.equal(endOf(...traceback, ...ofLauncher), 'failed | traceback | ValueError: bad');
	assert.equal(endOf(...ofLauncher), `failed | traceback | ${launcher}`);
});

test('tells a process that was asked to stop from one that died', () => {
	assert.equal(endOf('Terminated'), 'stopped | Terminated');
	assert.equal(endOf('/bin/sh: line 1: 12345 Terminated              python train.py'), 'stopped | Terminated');
	assert.equal(
		endOf(
			'Traceback (most recent call last):',
			'  File "/usr/bin/torchrun", line 8, in <module>',
			'torch.distributed.elastic.multiprocessing.api.SignalException: Process 140 got signal: 15',
		),
		'stopped | signal 15',
	);
	assert.match(
		endOf('mpirun noticed that process rank 0 with PID 1 on node n exited on signal 11 (Segmentation fault).'),
		/^failed/,
	);
	assert.equal(endOf('The signal was terminated, said Terminated'), '');
});

test('what a launcher says does not replace the error of the process itself', () => {
	const launcher = [
		'Traceback (most recent call last):',
		'  File "/usr/bin/torchrun", line 8, in <module>',
		'torch.distributed.elastic.multiprocessing.errors.ChildFailedError: ',
	];
	assert.equal(endOf(...traceback, ...launcher), 'failed | traceback | ValueError: bad');
	assert.equal(
		endOf(...launcher, '  traceback : Signal 9 (SIGKILL) received by PID 141'),
		'failed | signal 9 | traceback : Signal 9 (SIGKILL) received by PID 141',
	);
	assert.equal(
		endOf("[2024-03-01 10:01:00,001] [ERROR] [launch.py:321:sigkill_handler] ['python', 'a.py'] exits with return code = 1"),
		'failed | return code 1',
	);
	assert.equal(endOf("['python', 'a.py'] exits with return code = 0"), '');
});

test('a step that Slurm cancels because a task of it failed has failed', () => {
	const cancelled = 'slurmstepd: error: *** STEP 12345.0 ON node01 CANCELLED AT 2024-03-01T10:00:00 ***';
	assert.match(endOf('srun: error: node01: tasks 0-3: Exited with exit code 1', cancelled), /^failed \| srun: exit code 1/);
	assert.equal(endOf(cancelled), 'stopped | cancelled in Slurm');
});

test('reads what newer ones of Slurm say of signals and failures', () => {
	const signalled = 'slurmstepd: error: *** STEP 991.0 ON n1 CANCELLED AT 2026-11-26T11:00:00 DUE to SIGNAL Killed ***';
	assert.equal(endOf(signalled), 'stopped | cancelled in Slurm');
	assert.match(endOf('srun: error: n1: task 0: Exited with exit code 1', signalled), /^failed \| srun: exit code 1/);
	const failed = 'slurmstepd: error: *** JOB 991 ON n1 FAILED (non-zero exit code or other failure mode) ***';
	assert.equal(endOf(failed), `failed | Slurm: non-zero exit code or other failure mode | ${failed}`);
	assert.equal(endOf(...traceback, failed), 'failed | traceback | ValueError: bad');
});

test("reads the exit code that Kaldi's and ESPnet's launcher writes below the output", () => {
	const end = (code: string) => `# Ended (code ${code}) at Thu Nov 20 10:04:31 UTC 2026, elapsed time 510 seconds`;
	assert.equal(endOf('# Accounting: time=510 threads=1', end('1')), 'failed | exit code 1');
	assert.equal(endOf(...traceback, end('1')), 'failed | traceback | ValueError: bad');
	assert.equal(endOf(end('0')), 'finished | exit code 0');
});

test('reads that all went well where the launcher of DeepSpeed says so of each process, and not of one of them alone', () => {
	const launched = (what: string) => `[2026-11-20 10:00:05,100] [INFO] [launch.py:347:main] ${what}`;
	const well = launched('Process 4711 exits successfully.');
	assert.equal(endOf(well, launched('Process 4712 exits successfully.')), 'finished | exits successfully');
	assert.equal(endOf(well, launched("['python', 'a.py'] exits with return code = 1")), 'failed | return code 1');
	assert.equal(endOf(...traceback, well), 'failed | traceback | ValueError: bad');
});

test('reads the traceback that Loguru writes', () => {
	assert.equal(
		endOf(
			'Traceback (most recent call last):',
			'> File "/x/train.py", line 20, in <module>',
			'    main()',
			'ValueError: loss is nan',
		),
		'failed | traceback | ValueError: loss is nan',
	);
});
