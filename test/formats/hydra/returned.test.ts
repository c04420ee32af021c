import assert from 'node:assert/strict';
import {test} from 'node:test';
import {hydra} from '../../../source/formats/hydra/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';
import {dictOf, type Pickled, pickled} from '../write-pickle.ts';

const back = (status: number, returned: Pickled): Pickled => ({
	of: 'hydra.core.utils.JobReturn',
	with: {status: {of: 'hydra.core.utils.JobStatus', args: [status]}, _return_value: returned},
});

function learn(status: number, returned: Pickled) {
	const files = new MemoryFiles();
	const own = 'hydra:\n  job:\n    name: train\n  runtime:\n    version: 1.3.2\n    cwd: /home/me\n';
	for (const [name, text] of Object.entries({config: 'a: 1\n', overrides: '[]\n', hydra: own}))
		files.write(`/o/.hydra/${name}.yaml`, text);
	files.write('/o/.hydra/job_return.pickle', pickled(back(status, returned)));
	return follow(hydra, files, '/o').run.learnt;
}

test('what a job returned is told of it, as Hydra keeps it with its status', () => {
	assert.deepEqual(learn(1, 0.25).summary, {'return value': 0.25});
	assert.deepEqual(learn(1, dictOf({loss: 0.5, acc: 0.75})).summary, {'return value': {loss: 0.5, acc: 0.75}});
	assert.deepEqual(learn(1, Number.NaN).summary, {'return value': Number.NaN});
	assert.deepEqual(learn(1, Buffer.from('abc')).summary, {'return value': '<3 bytes>'});
	assert.deepEqual(learn(1, null).summary, {});
	assert.deepEqual(learn(1, {of: 'my.Model', with: {}}).summary, {});
});

test('what a job raised is its error, in the words of the last line of its trace', () => {
	const raised: [Pickled, string | null][] = [
		[{of: 'builtins.ValueError', args: ['boom at 2']}, 'ValueError: boom at 2'],
		[{of: 'builtins.KeyError', args: ['lr']}, "KeyError: 'lr'"],
		[{of: 'builtins.FileNotFoundError', args: [2, 'No such file', '/d']}, "FileNotFoundError: [Errno 2] No such file: '/d'"],
		[{of: 'torch.cuda.OutOfMemoryError', args: []}, 'torch.cuda.OutOfMemoryError'],
		[{of: 'my.Error', args: ['a', null]}, "my.Error: ('a', None)"],
		['text', null],
		[
			{of: 'builtins.UnicodeDecodeError', args: ['utf-8', Buffer.from([0xff]), 0, 1, 'invalid start byte']},
			"UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
		],
		[
			{of: 'builtins.UnicodeEncodeError', args: ['ascii', 'größe', 2, 3, 'ordinal not in range(128)']},
			"UnicodeEncodeError: 'ascii' codec can't encode character '\\xf6' in position 2: ordinal not in range(128)",
		],
	];
	for (const [exception, error] of raised) {
		const learnt = learn(2, exception);
		assert.equal(learnt.error, error);
		assert.deepEqual([learnt.outcome?.status, learnt.summary], ['failed', {}]);
	}
});
