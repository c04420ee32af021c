import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../source/formats/textlog/index.ts';

/** Status, what was seen and the error of the last line that says an end. */
function endOf(...lines: string[]): string {
	const scanner = createLineScanner();
	const ending = lines.map(line => scanner.scan(line).ending).findLast(found => found !== null);
	return [ending?.status, ending?.why, ending?.error].filter(Boolean).join(' | ');
}

test('reads what PBS and LSF say of a job that they end', () => {
	const pbs = '=>> PBS: job killed: walltime 3605 exceeded limit 3600';
	assert.equal(endOf(pbs), `stopped | PBS: walltime exceeded | ${pbs}`);
	assert.match(endOf('=>> PBS: job killed: vmem 9kb exceeded limit 8kb'), /^failed \| PBS: vmem exceeded/);
	const lsf = 'TERM_RUNLIMIT: job killed after reaching LSF run time limit.';
	assert.equal(endOf(lsf, 'Exited with exit code 140.'), `stopped | LSF: run time limit | ${lsf}`);
	assert.match(endOf('TERM_MEMLIMIT: job killed after reaching LSF memory usage limit.'), /^failed \| LSF: memory usage limit/);
	assert.match(endOf('TERM_OWNER: job killed by owner.'), /^stopped \| LSF: owner/);
	assert.equal(endOf('TERM_LOSS: 0.5'), '');
});

test('reads the ends that fairseq, ESPnet, AllenNLP and Lightning say', () => {
	assert.match(
		endOf('2019-04-15 22:54:22,139 - INFO - allennlp.training.trainer - Ran out of patience.  Stopping training.'),
		/^finished/,
	);
	assert.equal(endOf('done training in 140.2 seconds'), 'finished | "done training in 140.2 seconds"');
	assert.equal(endOf('The training was finished at 2 epochs'), 'finished | "The training was finished at 2 epochs"');
	assert.equal(endOf('Detected KeyboardInterrupt, attempting graceful shutdown ...'), 'stopped | KeyboardInterrupt');
	assert.match(endOf('2025-06-10 12:04:35 | INFO | fairseq_cli.train | done training in 140.2 seconds'), /^finished/);
	assert.equal(endOf('done training the tokenizer'), '');
});

test('reads the time that a whole training took as its end', () => {
	for (const line of [
		'Training time 1:02:03',
		'Training time 1 day, 0:02:03',
		'[2024-03-01 10:00:00 swin](main.py 191): INFO Training time 0:20:30',
		'2024-03-01 10:00:00,123 maskrcnn_benchmark.trainer INFO: Total training time: 0:20:30.5 (0.4500 s / it)',
		'2024-03-01 10:00:00,123 INFO: End of training. Time consumed: 0:20:30',
	])
		assert.match(endOf(line), /^finished/, line);
	for (const line of ['Training time: 0:20:30', 'Training time 12.5 s', 'Total training time: 12.5', 'End of training epoch 3'])
		assert.equal(endOf(line), '', line);
});
