import assert from 'node:assert/strict';
import {test} from 'node:test';
import {flexlock} from '../../../source/formats/flexlock/index.ts';
import {MemoryFiles} from '../memory-files.ts';

const lock = (name: string) =>
	`timestamp: '2026-11-27T09:31:03+00:00'\nfingerprint: of-${name}\nconfig:\n  save_dir: results/${name}\n`;

const listedIn = (files: MemoryFiles, path: string) => flexlock.listedIn!({path, entries: files.list(path)!}, files);

test('a copy of the link that flexlock keeps to a run that is complete is no run of its own', () => {
	const files = new MemoryFiles();
	for (const name of ['a', 'c/1/one', 'd__e']) files.write(`/p/results/${name}/run.lock`, lock(name));
	const links = '/p/results/.flexlock/presets/pkg/cfg.py:all/main';
	for (const name of ['a', 'c/1/one', 'd__e']) files.write(`${links}/${name.replaceAll('/', '__')}/run.lock`, lock(name));
	assert.deepEqual(listedIn(files, `${links}/a`), ['/p/results/a']);
	assert.deepEqual(listedIn(files, `${links}/c__1__one`), ['/p/results/c/1/one']);
	assert.deepEqual(listedIn(files, `${links}/d__e`), ['/p/results/d__e']);
	assert.deepEqual(listedIn(files, '/p/results/a'), []);
	assert.deepEqual(listedIn(files, '/p/results/c/1/one'), []);
});

test('a run that lies outside of its project is named by its whole path there', () => {
	const files = new MemoryFiles().write('/data/runs/a/run.lock', lock('a'));
	files.write('/p/.flexlock/presets/cfg:all/main/data__runs__a/run.lock', lock('a'));
	assert.deepEqual(listedIn(files, '/p/.flexlock/presets/cfg:all/main/data__runs__a'), ['/data/runs/a']);
});

test('what is left of a run in such a copy alone, or of an earlier start of it, is a run', () => {
	const files = new MemoryFiles().write('/p/results/a/run.lock', lock('a').replace('of-a', 'of-later'));
	const links = '/p/results/.flexlock/presets/cfg:all/main';
	for (const name of ['a', 'b']) files.write(`${links}/${name}/run.lock`, lock(name));
	assert.deepEqual(listedIn(files, `${links}/a`), []);
	assert.deepEqual(listedIn(files, `${links}/b`), []);
});
