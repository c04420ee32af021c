import assert from 'node:assert/strict';
import {test} from 'node:test';
import {textlogFormat} from '../../../source/formats/textlog/index.ts';
import {MemoryFiles} from '../memory-files.ts';

const log = 'step 0 loss 2.5\nstep 1 loss 2.25\nstep 2 loss 2\n';

function claimsOf(count: number, nameOf: (i: number) => string, content: string) {
	const files = new MemoryFiles();
	for (let i = 0; i < count; i++) files.write(`/runs/${nameOf(i)}`, content);
	return {files, found: textlogFormat.detect({path: '/runs', entries: files.list('/runs')}, files)};
}

test('each log of a large sweep is a run, whatever it is called', () => {
	assert.equal(claimsOf(40, i => `seed_${i}.log`, log).found.length, 40);
	assert.equal(claimsOf(200, i => `slurm-${i}.out`, log).found.length, 200);
});

test('of hundreds of logs and texts that are none of runs, few are opened', () => {
	const {files, found} = claimsOf(300, i => `app-${i}.log`, 'INFO started\n');
	assert.deepEqual(found, []);
	assert.ok(files.touched.length <= 32, String(files.touched.length));
	assert.deepEqual(claimsOf(300, i => `book-${i}.txt`, log).files.touched, []);
});
