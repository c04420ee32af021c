import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {makePlace, makeRun} from './program.ts';

const odd = '$(touch x); \'"`';

test('words are kept with author and time, and taken back; a verdict is not overruled by chance', async context => {
	const place = makePlace(context);
	const {id} = await makeRun(place, 'a');
	for (const words of [
		['tag', id, 'good one'],
		['note', id, odd],
		['mark', id, 'best'],
		['verdict', id, 'success'],
	])
		assert.equal((await place.xtui(words)).code, 0, words.join(' '));
	const refused = await place.xtui(['verdict', id, 'fail']);
	assert.equal(refused.code, 1);
	assert.match(refused.stderr, /its verdict is success.*--force/);
	assert.equal((await place.xtui(['verdict', id, 'fail', '--force'])).code, 0);
	const said = (await place.list())[0]!;
	assert.deepEqual([said.tags, said.notes, said.marks, said.verdict], [['good one'], [odd], ['best'], 'fail']);
	assert.equal((await place.xtui(['undo', id])).code, 0);
	assert.equal((await place.xtui(['untag', id, 'good one'])).code, 0);
	const after = (await place.list())[0]!;
	assert.deepEqual([after.tags, after.verdict], [[], 'success']);
	const lines = readFileSync(path.join(place.root, 'runs/a/journal.jsonl'), 'utf8')
		.trim()
		.split('\n')
		.map(line => JSON.parse(line));
	assert.equal(new Set(lines.map(({key}) => key)).size, lines.length);
	assert.ok(lines.every(({by, at}) => /@/.test(by) && Math.abs(at - Date.now() / 1000) < 600));
	assert.equal(lines.find(({undoes}) => undoes !== undefined).undoes, lines[4].key);
});

test("another tracker's run is spoken of beside it, never in its own directory", async context => {
	const place = makePlace(context);
	mkdirSync(path.join(place.root, 'other'));
	writeFileSync(path.join(place.root, 'other', 'metrics.csv'), 'step,loss\n0,1\n1,2\n');
	const [run] = await place.list();
	for (const name of [String(run!.id), 'other']) assert.equal((await place.xtui(['tag', name, `by ${name}`])).code, 0);
	assert.deepEqual((await place.list())[0]!.tags, [`by ${run!.id}`, 'by other']);
	utimesSync(path.join(place.root, 'other/metrics.csv'), 1e9, 1e9);
	assert.deepEqual(readdirSync(path.join(place.root, 'other')), ['metrics.csv']);
	assert.deepEqual(readdirSync(path.join(place.root, '.xtui/journal')), [`csv-${run!.id}.jsonl`]);
	const {code, stderr} = await place.xtui(['restart', 'other', '--yes']);
	assert.deepEqual([code, /its command is not recorded/.test(stderr)], [1, true]);
});

test('a word is signed where git has a key, and a changed line is not verified', async context => {
	const place = makePlace(context);
	const key = path.join(place.root, 'key');
	execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'ada', '-f', key]);
	writeFileSync(path.join(place.root, 'allowed'), `ada@x ${readFileSync(`${key}.pub`, 'utf8')}`);
	const settings = `[user]\n signingkey = ${key}.pub\n[gpg]\n format = ssh\n[gpg "ssh"]\n allowedSignersFile = ${place.root}/allowed\n`;
	writeFileSync(path.join(place.root, 'gitconfig'), settings);
	const {id, path: directory} = await makeRun(place, 'a');
	await place.xtui(['note', id, 'true']);
	assert.match((await place.xtui(['journal', id])).stdout, /note true {2}\(signed by ada@x, verified\)/);
	const journal = path.join(directory, 'journal.jsonl');
	writeFileSync(journal, readFileSync(journal, 'utf8').replace('"true"', '"false"'));
	assert.match((await place.xtui(['journal', id])).stdout, /note false {2}\(not verified: the line is not what was signed\)/);
});
