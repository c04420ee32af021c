import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isEventFile, readFileName} from '../../../source/formats/tfevents/file-name.ts';
import {tfevents} from '../../../source/formats/tfevents/index.ts';
import {MemoryFiles} from '../memory-files.ts';

const tell = (name: string) => {
	const {host, pid, writer} = readFileName(name);
	return [host, pid, writer];
};

test('tells host, process and writer', () => {
	assert.deepEqual(tell('events.out.tfevents.1760000000.gpu-node01'), ['gpu-node01', null, 'other']);
	assert.deepEqual(tell('events.out.tfevents.1760000000.gpu.lab.edu.30599.1'), ['gpu.lab.edu', 30599, 'tensorboard']);
	assert.deepEqual(tell('events.out.tfevents.1760000000.node.30599.1.v2'), ['node', 30599, 'tensorflow']);
	assert.deepEqual(tell('events.out.tfevents.1760000000.node.30599.0.rank0'), ['node', 30599, 'tensorboard']);
	for (const suffix of ['_run1', '_a.b', 'exp', '-x', '.exp1', '_run1.v2'])
		assert.deepEqual(tell(`events.out.tfevents.1760000000.node.30599.0${suffix}`), ['node', 30599, 'tensorboard'], suffix);
	assert.deepEqual(tell('events.out.tfevents.1760000000.a.12.5b.edu'), ['a.12.5b.edu', null, 'other']);
	assert.deepEqual(tell('events.out.tfevents.1760000000.10.1.2.3'), ['10.1.2.3', null, 'other']);
	assert.deepEqual(tell('events.out.tfevents.1760000000.10.1.2.3.4711.0'), ['10.1.2.3', 4711, 'tensorboard']);
	for (const copied of ['0 (1)', '0 (copy)', '0 - Copy', '0 copy 2'])
		assert.deepEqual(tell(`Copy of events.out.tfevents.1760000000.node.30599.${copied}`), ['node', 30599, 'tensorboard']);
	assert.deepEqual(tell('my-tfevents'), [null, null, 'other']);
	assert.equal(readFileName('events.out.tfevents.1760000000.node').openedAtMs, 1_760_000_000_000);
});

test('a directory is a run when an event file lies directly in it', () => {
	const files = new MemoryFiles();
	files.write('/a/events.out.tfevents.2.h', '').write('/a/events.out.tfevents.1.h', '').write('/a/notes.txt', '');
	files.write('/b/sub/events.out.tfevents.1.h', '').write('/c/events.out.tfevents.1.h.profile-empty', '');
	const detect = (path: string) => tfevents.detect({path, entries: files.list(path)}, files);
	assert.deepEqual(detect('/a'), [
		{format: 'tfevents', path: '/a', files: ['/a/events.out.tfevents.1.h', '/a/events.out.tfevents.2.h'], ownsSubtree: false},
	]);
	assert.deepEqual(detect('/b'), []);
	assert.deepEqual(detect('/c'), []);
	assert.ok(!isEventFile('events.out'));
	// What other programs keep of one beside it.
	for (const kept of ['meta', 'dvc']) assert.ok(!isEventFile(`events.out.tfevents.1760000000.host.4711.0.${kept}`));
	// A program that reads such files is none.
	for (const name of ['tfevents.ts', 'read_tfevents.py', 'tfevents.md']) assert.ok(!isEventFile(name));
	assert.ok(isEventFile('events.out.tfevents.1760000000.host.py'));
	assert.deepEqual(files.touched, []);
});
