import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvFormat} from '../../../source/formats/csv/index.ts';
import {readDirectory} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

/** The directory's claims, each with its path and its files, and what lies there. */
function claims(contents: Record<string, string>) {
	const files = new MemoryFiles();
	for (const [name, content] of Object.entries(contents)) files.write(`/runs/a/${name}`, content);
	const found = csvFormat.detect({path: '/runs/a', entries: files.list('/runs/a')}, files);
	return {found: found.map(claim => [claim.path, ...claim.files.map(file => file.slice('/runs/a/'.length))]), files};
}

test('tables of several runs are told by their columns, in whatever order each has them', () => {
	const [one, two] = ['epoch,loss,acc\n0,2.5,0.1\n', 'acc,epoch,loss\n0.2,0,1.5\n'];
	assert.deepEqual(claims({'progress1.csv': one, 'progress2.csv': two}).found, [
		['/runs/a/progress1.csv', 'progress1.csv'],
		['/runs/a/progress2.csv', 'progress2.csv'],
	]);
});

test('clients beside a table of the training are parts of its run, under their own names; alone each is one', () => {
	const clients = {'client_0_metrics.csv': 'round,loss\n1,2.5\n', 'client_1_metrics.csv': 'round,loss\n1,1.5\n'};
	const {files, found} = claims({'metrics.csv': 'round,update_norm\n1,9\n', ...clients});
	assert.deepEqual(found, [['/runs/a', 'metrics.csv', 'client_0_metrics.csv', 'client_1_metrics.csv']]);
	const [run] = readDirectory(csvFormat, '/runs/a', files).values();
	assert.deepEqual([...run!.metrics.keys()], ['update_norm', 'client_0_metrics/loss', 'client_1_metrics/loss']);
	const named = claims({'client_0_train.csv': 'round,loss\n1,2.5\n', 'eval.csv': 'round,loss\n1,0.5\n'});
	const [whole] = readDirectory(csvFormat, '/runs/a', named.files).values();
	assert.deepEqual(
		[...whole!.metrics.keys()],
		['loss', 'client_0_train/loss'],
		'the run has its names, whatever its table is called',
	);
	const alone = claims({'client_0_train.csv': 'round,loss\n1,2.5\n', 'client_0_val.csv': 'round,loss\n1,1.5\n'});
	assert.deepEqual(
		[...readDirectory(csvFormat, '/runs/a', alone.files).values()].map(({metrics}) => [...metrics.keys()]),
		[['loss', 'val/loss']],
		'of one client alone they keep theirs',
	);
	assert.equal(claims(clients).found.length, 2);
});
