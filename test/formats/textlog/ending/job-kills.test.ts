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

test('reads the ends that fairseq, ESPnet and Lightning say', () => {
	assert.equal(endOf('done training in 140.2 seconds'), 'finished | "done training in 140.2 seconds"');
	assert.equal(endOf('The training was finished at 2 epochs'), 'finished | "The training was finished at 2 epochs"');
	assert.equal(endOf('Detected KeyboardInterrupt, attempting graceful shutdown ...'), 'stopped | KeyboardInterrupt');
	assert.match(endOf('2025-06-10 12:04:35 | INFO | fairseq_cli.train | done training in 140.2 seconds'), /^finished/);
	assert.equal(endOf('done training the tokenizer'), '');
});
