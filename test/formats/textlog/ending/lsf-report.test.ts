import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';

const rows = (...steps: number[]) => steps.map(step => `Epoch ${step} | step ${step}00 | loss 0.${step}`).join('\n');
const follows = 'The output (if any) follows:';
const above = 'The output (if any) is above this job summary.';

const reportOf = (said: string, last: string) => `
------------------------------------------------------------
Sender: LSF System <lsfadmin@n1>
Subject: Job 123: <python train.py> in cluster <c1> Exited
------------------------------------------------------------

${said}

Resource usage summary:

    Max Memory :                                 2048 MB

${last}

`;

/** Status, what was seen and the error of a log. */
function endOf(content: string): string {
	const {outcome, error} = readLog(content).learnt;
	return [outcome?.status, outcome?.why, error].filter(Boolean).join(' | ');
}

test('reads the report of LSF before the output of a job, and behind it', () => {
	const kill = 'TERM_RUNLIMIT: job killed after reaching LSF run time limit.';
	const said: [string, string][] = [
		[`${kill}\nExited with exit code 140.`, `stopped | LSF: run time limit in train.log | ${kill}`],
		['Exited with exit code 1.', 'failed | LSF: exit code 1 in train.log | Exited with exit code 1.'],
		['Exited by signal 15.', 'stopped | LSF: signal 15 in train.log | Exited by signal 15.'],
		['Successfully completed.', 'finished | LSF: successfully completed in train.log'],
	];
	for (const [words, end] of said) {
		assert.equal(endOf(`${reportOf(words, follows)}${rows(1, 2, 3)}\n`), end);
		assert.equal(endOf(`${rows(1, 2, 3)}\n${reportOf(words, above)}`), end);
	}
	assert.equal(endOf(`${rows(1, 2, 3)}\nSuccessfully completed.\n`), '');
});

test('what the output of such a job says itself counts too', () => {
	const error = 'Traceback (most recent call last):\n  File "a.py", line 1\nValueError: bad\n';
	const failed = `${reportOf('Exited with exit code 1.', follows)}${rows(1, 2)}\n${error}`;
	assert.equal(endOf(failed), 'failed | traceback in train.log | ValueError: bad');
	assert.equal(
		endOf(`${reportOf('Successfully completed.', follows)}${rows(1, 2)}\n${error}${rows(3)}\n`),
		'finished | LSF: successfully completed in train.log',
	);
	const again = `${reportOf('Exited with exit code 1.', follows)}${rows(1, 2)}\n`;
	assert.match(endOf(`${again}${reportOf('Successfully completed.', follows)}${rows(1, 2, 3)}\n`), /^finished/);
});
