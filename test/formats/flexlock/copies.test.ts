import assert from 'node:assert/strict';
import {test} from 'node:test';
import {MemoryFiles} from '../memory-files.ts';
import {readOne} from './read-tree.ts';

const lock = (name: string, extra = '') =>
	`timestamp: '2026-11-27T09:31:03+00:00'\nfingerprint: of-${name}\nsource_scope:\n  m:\n    path: /home/ana/code\n${extra}config:\n  save_dir: results/${name}\n`;
const lineage = 'lineage:\n  prepare:\n    path: /home/ana/project/results/prepare\n    info: {}\n';
const write = (files: MemoryFiles, root: string, names: readonly string[]) => {
	for (const name of names) files.write(`${root}/${name}/run.lock`, lock(name, name === 'train' ? lineage : ''));
	return files;
};
const usesOf = (files: MemoryFiles, path: string) => readOne(files, path).learnt.uses;

test('links of a copied run lead to the copies beside it, while the originals are there too', () => {
	const files = write(new MemoryFiles(), '/home/ana/project/results', ['prepare', 'train']);
	write(files, '/home/ana/copy/results', ['prepare', 'train']);
	write(files, '/home/ana/project/results_old', ['prepare', 'train']);
	write(files, '/home/ana/alone', ['train']);
	assert.deepEqual(usesOf(files, '/home/ana/project/results/train'), ['/home/ana/project/results/prepare']);
	assert.deepEqual(usesOf(files, '/home/ana/copy/results/train'), ['/home/ana/copy/results/prepare']);
	assert.deepEqual(usesOf(files, '/home/ana/project/results_old/train'), ['/home/ana/project/results_old/prepare']);
	assert.deepEqual(usesOf(files, '/home/ana/alone/train'), ['/home/ana/project/results/prepare'], 'what was not copied with it');
});

test('only the records that name ancestors by their whole paths name all of them', () => {
	const of = (key: string) =>
		readOne(
			new MemoryFiles().write('/r/train/run.lock', `caller: {module: m}\nconfig:\n  save_dir: train\nprevs:\n  ${key}: {}\n`),
			'/r/train',
		).learnt.usesAncestors;
	assert.deepEqual([of('/r/prepare'), of('prepare')], [true, null]);
});

test('a run of that name beside a run that is no copy is not what it used', () => {
	const files = write(new MemoryFiles(), '/home/ana/project/results', ['prepare']);
	write(files, '/home/ana/other/results', ['prepare', 'train']);
	assert.deepEqual(usesOf(files, '/home/ana/other/results/train'), ['/home/ana/project/results/prepare']);
	files.write('/home/ana/project/results/train/run.lock', lock('train', lineage).replace('of-train', 'of-other'));
	assert.deepEqual(
		usesOf(files, '/home/ana/other/results/train'),
		['/home/ana/project/results/prepare'],
		'another run lies where it would',
	);
});

test('a run outside of its sources is where it was made, by when its record came to be', () => {
	const at = (ageMs: number) => {
		const files = new MemoryFiles().write('/home/ana/code', '');
		files.tellsBirth = true;
		files.nowMs = Date.parse('2026-11-27T09:31:03Z') + ageMs;
		return readOne(write(files, '/project/results', ['train']), '/project/results/train').learnt.outcome;
	};
	assert.equal(at(2000), null, 'whether it is alive can be seen');
	assert.equal(at(3_600_000)?.status, 'unknown');
});

test('a run outside of its sources whose record is older than its file is a copy, however soon it was made', () => {
	const at = (copiedAfterMs: number) => {
		const files = new MemoryFiles().write('/home/ana/code', '');
		files.tellsBirth = true;
		files.nowMs = Date.parse('2026-11-27T09:31:03Z') + copiedAfterMs;
		write(files, '/copy/results', ['train']);
		files.nowMs -= copiedAfterMs;
		files.write('/copy/results/train/run.lock', lock('train'), {inPlace: true});
		return readOne(files, '/copy/results/train').learnt.outcome;
	};
	assert.equal(at(20_000)?.status, 'unknown');
	assert.equal(at(0), null);
});

test('what was copied right after it began is a copy where its sources have the original, and cannot tell whether that lives', () => {
	const files = new MemoryFiles();
	files.tellsBirth = true;
	files.nowMs = Date.parse('2026-11-27T09:31:05Z');
	write(files, '/home/ana/code/results', ['train']);
	write(files, '/home/ana/copy/results', ['train']);
	const at = (root: string) => readOne(files, `${root}/results/train`).learnt.outcome;
	assert.equal(at('/home/ana/code'), null);
	assert.match(at('/home/ana/copy')?.why ?? '', /^it has no end mark, and it was made in \/home\/ana\/code: /);
	files.write('/home/ana/code/results/train/run.lock', lock('train').replace('31:03', '31:04'));
	assert.equal(at('/home/ana/copy'), null, 'another run lies there');
});
