import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {makePlace, makeRun} from '../launch/program.ts';

test('check knows the native layout and its journal: what of them contradicts itself is an error', async context => {
	const place = makePlace(context);
	const a = await makeRun(place, 'a');
	assert.equal((await place.xtui(['tag', a.id, 'paper'])).code, 0);
	assert.equal((await place.xtui(['check'])).code, 0);
	appendFileSync(path.join(a.path, 'output.index'), Buffer.alloc(16, 1));
	const [entry] = (await place.read('runs/a/journal.jsonl')).split('\n');
	const other = {...JSON.parse(entry!), value: 'other'};
	const lost = {at: 5, by: 'a', op: 'tag', value: 'x', key: 'k', undoes: 'nothing'};
	appendFileSync(path.join(a.path, 'journal.jsonl'), `${JSON.stringify(other)}\n${JSON.stringify(lost)}\n{"at": 6,`);
	const {code, stdout} = await place.xtui(['check']);
	assert.equal(code, 1);
	assert.match(stdout, /error +output\.index: Entry 2 names the stream 16843009; there are 1 and 2/);
	assert.match(stdout, new RegExp(`journal\\.jsonl: Has two different words with the key ${other.key}`));
	assert.match(stdout, /journal\.jsonl: Takes back tag nothing, which is not in it/);
	assert.match(stdout, /journal\.jsonl: Its last line is cut off/);
	rmSync(path.join(a.path, 'output.log'));
	assert.match((await place.xtui(['check'])).stdout, /error +output\.index: Is of an output\.log that is not there/);
});

test('doctor says what is put away, what could be freed, and how the journals stand', async context => {
	const place = makePlace(context);
	await makeRun(place, 'a');
	const {path: b} = await makeRun(place, 'b');
	writeFileSync(path.join(b, 'model.ckpt'), Buffer.alloc(500_000));
	cpSync(path.resolve('test/fixtures/flexlock/stages'), path.join(place.root, 'others'), {recursive: true});
	for (const words of [
		['archive', 'a', '--yes'],
		['delete', 'b', '--yes'],
		['note', '--where', 'format:flexlock', '--value', 'seen'],
	])
		assert.equal((await place.xtui(words)).code, 0, words.join(' '));
	const journals = path.join(place.root, '.xtui/journal');
	mkdirSync(journals, {recursive: true});
	writeFileSync(path.join(journals, 'wandb-gone.jsonl'), '{"at":1,"by":"a","op":"tag","value":"x","key":"k1"}\nno entry\n');
	const {stdout} = await place.xtui(['doctor']);
	assert.match(stdout, /Archived +1 run, [\d.]+ k?B/);
	assert.match(stdout, /Trash +1 run, 50\d kB\n +→ xtui delete --purge --where is:deleted frees 50\d kB/);
	assert.match(stdout, /Files +\d+ journals, \d+ words, 0 signed/);
	assert.match(stdout, /Damaged +\S+wandb-gone\.jsonl: Line 2 is no journal entry/);
	assert.match(stdout, /About no run here +1 journal: \S+wandb-gone\.jsonl/);
	const freed = await place.xtui(['delete', '--purge', '--where', 'is:deleted', '--yes']);
	assert.match(freed.stdout, /50\d kB are free again/);
	assert.doesNotMatch((await place.xtui(['doctor'])).stdout, /Trash/);
});
