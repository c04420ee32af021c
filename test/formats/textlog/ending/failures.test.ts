import assert from 'node:assert/strict';
import {test} from 'node:test';
import {textlogFormat} from '../../../../source/formats/textlog/index.ts';
import {Collected, readAll} from '../../collect.ts';
import {MemoryFiles} from '../../memory-files.ts';

const file = '/runs/a/train.log';

function follow(...lines: string[]) {
	const files = new MemoryFiles().write(file, lines.map(line => `${line}\n`).join(''));
	const source = textlogFormat.open({format: 'textlog', path: '/runs/a', files: [file], ownsSubtree: false}, files);
	const collected = new Collected();
	readAll(source, collected);
	return {
		learnt: collected.only.learnt,
		run: collected.only,
		append: (...more: string[]) => {
			files.append(file, more.map(line => `${line}\n`).join(''));
			readAll(source, collected);
		},
	};
}

const traceback = [
	'Traceback (most recent call last):',
	'  File "train.py", line 10, in <module>',
	'    loss = 0.5 / 0',
	'RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB',
];

test('takes the last line of a traceback for the error, and no metric from its code', () => {
	const {learnt, run} = follow('step 0 loss 2.5', ...traceback);
	assert.equal(learnt.error, 'RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB');
	assert.deepEqual(learnt.outcome, {status: 'failed', why: 'traceback in train.log'});
	assert.deepEqual(run.points('loss'), [[0, 2.5]]);
});

test('takes the last of chained exceptions, behind rank prefixes too', () => {
	const {learnt} = follow(
		'KeyError: seen',
		...traceback,
		'',
		'During handling of the above exception, another exception occurred:',
		'',
		'[rank0]: Traceback (most recent call last):',
		'[rank0]:   File "a.py", line 1',
		'[rank0]: ZeroDivisionError: division by zero',
	);
	assert.equal(learnt.error, 'ZeroDivisionError: division by zero');
});

test('reads tracebacks that rich draws in a box', () => {
	const {learnt} = follow(
		'╭───── Traceback (most recent call last) ─────╮',
		'│ /x/train.py:10 in <module>                    │',
		'│   loss = 0.5                                  │',
		'╰───────────────────────────────────────────────╯',
		'ValueError: bad shape',
	);
	assert.equal(learnt.error, 'ValueError: bad shape');
});

test('forgets a failure that was caught: the run went on', () => {
	const {learnt, append} = follow('step 0 loss 2.5', ...traceback);
	append('step 1 loss 2.25');
	assert.equal(learnt.outcome, null);
	assert.equal(learnt.error, null);
});

test('forgets the failure of an earlier attempt in the same file', () => {
	const {learnt} = follow('step 0 loss 2.5', 'step 500 loss 2', ...traceback, 'step 0 loss 2.5');
	assert.equal(learnt.outcome, null);
	assert.equal(follow('step 500 loss 2', ...traceback, 'step 500 loss 2').learnt.outcome?.status, 'failed');
});

test('does not take the bar that is drawn once more while the program dies for going on', () => {
	const bar = ' 42%|####      | 420/1000 [00:00<00:00, 33.0it/s]';
	assert.equal(follow(bar, ...traceback, bar).learnt.outcome?.status, 'failed');
});

test('does not take steps that the bar had held back, and shows while the program dies, for going on', () => {
	const bar = (step: number, rest = '') => `\r ${step}%|####      | ${step}/100 [00:00<00:00, 33.0it/s${rest}]`;
	const outer = '\rEpoch:  40%|####      | 2/5 [00:00<00:00, 33.0it/s]';
	const {learnt, append} = follow(bar(0), outer, bar(42), ...traceback, bar(44));
	assert.deepEqual([learnt.outcome?.status, learnt.progress?.step], ['failed', 44]);
	append(outer);
	assert.equal(learnt.outcome?.status, 'failed', 'each bar is drawn once');
	append(bar(45));
	assert.equal(learnt.outcome, null, 'the failure was caught');
	const withValues = follow(bar(42, ', loss=0.5'), ...traceback, bar(44, ', loss=0.4'));
	assert.equal(withValues.learnt.outcome?.status, 'failed');
	assert.equal(follow(bar(42), ...traceback, bar(0)).learnt.outcome, null, 'another attempt has begun');
	assert.equal(follow(bar(42), ...traceback, `${bar(43)} step 43 loss 0.5`).learnt.outcome, null, 'more than a bar');
	assert.equal(follow("{'loss': 0.5, 'epoch': 0.1}", ...traceback, bar(12).trimEnd()).learnt.outcome?.status, 'failed');
});

test('says what Slurm did, whatever else is printed behind it', () => {
	const line = 'slurmstepd: error: *** JOB 77 ON gpu01 CANCELLED AT 2025-10-09T12:00:00 DUE TO TIME LIMIT ***';
	const {learnt} = follow('step 0 loss 2.5', line, ...traceback, 'srun: error: gpu01: task 0: Terminated');
	assert.deepEqual(learnt.outcome, {status: 'stopped', why: 'Slurm: time limit in train.log'});
	assert.equal(learnt.error, line);
	const cancelled = follow('slurmstepd: error: *** STEP 77.0 ON gpu01 CANCELLED AT 2025-10-09T12:00:00 ***').learnt;
	assert.deepEqual(cancelled.outcome, {status: 'stopped', why: 'cancelled in Slurm in train.log'});
	assert.equal(
		follow('slurmstepd: error: *** JOB 7 ON a CANCELLED AT 2025-10-09T12:00:00 DUE TO NODE FAILURE ***').learnt.outcome?.status,
		'failed',
	);
});

test('keeps the traceback as the error where srun only repeats that the task ended', () => {
	const {learnt} = follow(...traceback, 'srun: error: gpu01: task 0: Exited with exit code 1');
	assert.match(learnt.error!, /^RuntimeError/);
});

test('knows processes that were killed or crashed', () => {
	for (const line of [
		'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB',
		'slurmstepd: error: Detected 1 oom_kill event in StepId=123.batch.',
		'/var/spool/job: line 4: 12345 Killed                  python train.py',
		'Segmentation fault (core dumped)',
		'srun: error: gpu01: task 3: Exited with exit code 137',
	]) {
		const {learnt} = follow('step 0 loss 1', line);
		assert.equal(learnt.outcome?.status, 'failed', line);
		assert.ok(learnt.error, line);
	}
});

test('calls an interrupted run stopped and a trainer that says so finished', () => {
	assert.deepEqual(
		follow('step 0 loss 1', 'Traceback (most recent call last):', '  File "a"', 'KeyboardInterrupt').learnt.outcome,
		{
			status: 'stopped',
			why: 'KeyboardInterrupt in train.log',
		},
	);
	assert.equal(follow('epoch 1 loss 1', '`Trainer.fit` stopped: `max_epochs=2` reached.').learnt.outcome?.status, 'finished');
	const bar = (step: number) => `Epoch 2: ${step}0%|███       | ${step}/10 [00:00<00:00, 42.22it/s, loss=0.5]`;
	const behindBar = follow(bar(9), `${bar(10)}\`Trainer.fit\` stopped: \`max_epochs=3\` reached.`, bar(10));
	assert.equal(behindBar.learnt.outcome?.status, 'finished');
	assert.deepEqual(behindBar.run.points('loss').at(-1), [10, 0.5]);
	assert.equal(follow(`${bar(9)}we hope that Training finished`).learnt.outcome, null);
	assert.equal(follow("{'loss': 1.0}", "{'train_runtime': 12.5, 'train_loss': 1.0}").learnt.outcome?.status, 'finished');
});

test('what is evaluated behind the end of training does not take it back, what is trained does', () => {
	const rows = ["{'loss': '1.0', 'epoch': '0.5'}", "{'loss': '0.5', 'epoch': '1'}"];
	const end = "{'train_runtime': '12.5', 'train_loss': '1.0', 'epoch': '1'}";
	const outcome = (...lines: string[]) => follow(...rows, end, ...lines).learnt.outcome?.status;
	assert.equal(outcome("{'eval_loss': '0.75', 'eval_runtime': '0.5', 'epoch': '1'}"), 'finished');
	assert.equal(outcome("{'eval_loss': '0.75', 'epoch': '1'}", "{'test_loss': 0.7, 'test_runtime': 0.5}"), 'finished');
	assert.equal(outcome("{'final_loss': 0.7, 'final_runtime': 0.5}"), 'finished');
	assert.equal(outcome("{'eval_loss': '0.75', 'epoch': '1'}", ...rows), undefined);
	assert.equal(outcome(...rows), undefined);
	const timed = rows.map((row, i) => row.replace('}', `, 'num_input_tokens_seen': ${99 * i}, 'train_runtime': '${i + 0.5}'}`));
	assert.equal(follow(...timed).learnt.outcome, null, 'which says with each row how long it has taken');
	const epoch = (number: number) => `Epoch ${number}/3: val_loss=0.${number}`;
	const epochs = [1, 2, 3].map(epoch);
	assert.equal(follow(...epochs, 'Training finished', 'Epoch 3/3: test_loss=0.5').learnt.outcome?.status, 'finished');
	// Another epoch is of a training that goes on or begins anew, whatever it measures.
	assert.equal(follow(...epochs, 'Training finished', ...epochs.slice(0, 2)).learnt.outcome, null);
	assert.equal(follow(...epochs, 'Training finished', epoch(4)).learnt.outcome, null);
	assert.equal(outcome("{'eval_loss': '0.75', 'eval_runtime': '0.5', 'epoch': '0.5'}"), undefined);
	assert.equal(follow('step 1 loss 2', 'Training finished', 'step 2 val_loss 0.5').learnt.outcome, null);
	assert.equal(follow('step 1 loss 2', 'Training finished', 'step 2 loss 0.5').learnt.outcome, null);
});

test('what is said behind each epoch is no end of a training', () => {
	const epoch = (number: number) => [`Epoch ${number} loss: 0.${number}`, 'Total training time: 0:01:12'];
	assert.equal(follow(...epoch(1)).learnt.outcome?.status, 'finished');
	assert.equal(follow(...[1, 2, 3].flatMap(epoch)).learnt.outcome, null);
	const interrupted = ['Traceback (most recent call last):', '  File "a"', 'KeyboardInterrupt'];
	assert.equal(follow(...[1, 2, 3].flatMap(epoch), ...interrupted).learnt.outcome?.status, 'stopped');
	// A training that is gone on with, and folds, which begin anew: the last of them is over.
	const longer = [3, 6, 9].flatMap(last => [epoch(last - 2)[0]!, epoch(last - 1)[0]!, ...epoch(last)]);
	assert.equal(follow(...longer).learnt.outcome?.status, 'finished');
	const fold = ['Epoch 1 loss: 0.5', 'Epoch 2 loss: 0.4', 'Training finished'];
	assert.equal(follow(...fold, ...fold, ...fold, ...fold).learnt.outcome?.status, 'finished');
});

test('takes talk about errors and memory for talk', () => {
	const {learnt} = follow(
		'Killed processes: 0',
		'Out of memory handling: on',
		'no errors so far',
		'GPU memory 12GB used',
		'ValueError is caught here: yes',
		'step 1 error: 0.5',
	);
	assert.equal(learnt.outcome, null);
	assert.equal(learnt.error, null);
});

test('reads tracebacks with a time or a level before each of their lines', () => {
	for (const prefix of [
		'2024-03-31 10:00:09 ',
		'2024-03-31 10:00:09 ERROR ',
		'2024-03-31 10:00:09 - ERROR - ',
		'2024-03-31T10:00:09.123456789Z stderr F ',
		'Sun Mar 31 10:00:09 2024: ',
		'ERROR    ',
		'ERROR:root:',
		'[rank0]: ',
	]) {
		const {learnt} = follow('step 0 loss 2.5', ...traceback.map(line => prefix + line));
		assert.equal(learnt.error, traceback.at(-1), prefix);
	}
	const [head, ...others] = traceback;
	assert.equal(follow('step 0 loss 1', `2024-03-31 10:00:09 ERROR    ${head}`, ...others).learnt.error, traceback.at(-1));
});

test('reads the traceback of a group of exceptions', () => {
	const group = [
		'  + Exception Group Traceback (most recent call last):',
		'  |   File "a.py", line 1, in <module>',
		'  |     raise ExceptionGroup("many", errors)',
		'  | ExceptionGroup: many (2 sub-exceptions)',
		'  +-+---------------- 1 ----------------',
		'    | ValueError: a',
		'    +---------------- 2 ----------------',
		'    | KeyError: loss 5',
		'    +------------------------------------',
	];
	const {learnt, append} = follow('step 0 loss 2.5', ...group);
	assert.equal(learnt.error, 'ExceptionGroup: many (2 sub-exceptions)');
	assert.deepEqual(learnt.outcome, {status: 'failed', why: 'traceback in train.log'});
	append('step 1 loss 2.25');
	assert.equal(learnt.outcome, null);
});

test('a traceback that lost its end hides no rows and no bars behind it', () => {
	const [head, frame, code, error] = traceback as [string, string, string, string];
	const rows = [1, 2, 3].map(step => `  step ${step} loss 2.${step}`);
	const all = [1, 2, 3].map(step => [step, Number(`2.${step}`)]);
	assert.deepEqual(follow(head, ...rows).run.points('loss'), all);
	assert.deepEqual(follow(head, frame, code, ...rows, 'Saved: model.pt').run.points('loss'), all);
	assert.equal(follow(head, frame, code, ...rows, 'Saved: model.pt').learnt.outcome ?? null, null);
	const bar = (step: number) => `  ${step}%|##   | ${step}/100 [00:01<00:10, 1.0it/s, loss=2.${step}]`;
	assert.equal(follow(head, frame, code, bar(15), bar(20)).run.points('loss').length, 2);
	// One that another process writes into is over at its own end.
	const mixed = follow('step 0 loss 2.5', head, frame, bar(15).trim(), code, error);
	assert.equal(mixed.learnt.error, error);
	assert.equal(mixed.learnt.outcome?.status, 'failed');
	for (const last of ['mypkg.errors.Boom: no space', 'ray.exceptions.RayTaskError(ValueError): f', 'StopIteration'])
		assert.equal(follow(head, frame, bar(15).trim(), last).learnt.error, last);
});

test('an error in another language is told as it is written', () => {
	const {learnt} = follow('Época 1/5 - perda: 0.5', ...traceback.slice(0, 3), 'ValueError: faltam dados da época 4');
	assert.equal(learnt.error, 'ValueError: faltam dados da época 4');
});

test('what PowerShell says among the lines of a traceback is no error of the program', () => {
	const record = [
		'At line:1 char:1',
		'+ python train.py 2>&1 | Tee-Object log.txt',
		'    + CategoryInfo          : NotSpecified: (Traceback:String) []',
	];
	const lines = ['epoch 1 loss 0.5', `python : ${traceback[0]}`, ...record, ...traceback.slice(1)];
	assert.equal(follow(...lines).learnt.error, traceback.at(-1));
	assert.equal(
		follow(...lines.map(line => line.replace('At line:1 char:1', 'In Zeile:1 Zeichen:1'))).learnt.error,
		traceback.at(-1),
	);
});
