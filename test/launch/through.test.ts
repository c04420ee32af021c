import assert from 'node:assert/strict';
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {makePlace} from './program.ts';

/** A copy of a tracker's fixture, and one of its finished runs. */
async function makeTree(context: TestContext, fixture: string) {
	const place = makePlace(context);
	cpSync(path.resolve('test/fixtures', fixture), path.join(place.root, 'runs'), {recursive: true});
	const find = async () => (await place.list('runs')).filter(run => run.status === 'finished' && run.parent === null)[0]!;
	const {path: at, id} = await find();
	const again = async () => (await place.list('runs')).find(run => run.id === id)!;
	return {place, at: String(at), id: String(id), again};
}

test('words about a Guild run stand where Guild keeps them, and are taken back there', async context => {
	const {place, at, again} = await makeTree(context, 'guild');
	const attribute = (name: string) => {
		const file = path.join(at, '.guild/attrs', name);
		return existsSync(file) ? readFileSync(file, 'utf8') : null;
	};
	const before = {tags: attribute('tags'), comments: attribute('comments')};
	const odd = 'pä"per: 😀';
	await place.xtui(['tag', at, odd]);
	await place.xtui(['note', at, 'yes: [no]']);
	await place.xtui(['mark', at, 'best']);
	assert.match((await place.xtui(['label', at, 'new label'])).stdout, /labelled new label/);
	assert.match(attribute('tags')!, /\\u00e4\\"per: \\U0001f600"\]\n$/);
	assert.equal(JSON.parse(attribute('comments')!).at(-1).body, 'yes: [no]');
	assert.deepEqual([attribute('marked'), attribute('label')], ['true\n', '"new label"\n']);
	const run = await again();
	const count = (list: unknown, word: string) => (list as string[]).filter(each => each === word).length;
	// Once each: the journal knows them only as history.
	assert.deepEqual([count(run.tags, odd), count(run.notes, 'yes: [no]'), count(run.notes, 'new label')], [1, 1, 1]);
	assert.deepEqual((run.marks as string[]).sort(), ['best', 'marked']);
	for (let times = 0; times < 3; times++) assert.equal((await place.xtui(['undo', at])).code, 0);
	assert.equal(attribute('marked'), null);
	assert.deepEqual(JSON.parse(attribute('tags')!), before.tags === null ? [] : JSON.parse(before.tags));
	assert.deepEqual(JSON.parse(attribute('comments')!), before.comments === null ? [] : JSON.parse(before.comments));
	assert.deepEqual((await again()).marks, []);
});

test('a damaged attribute of Guild is not written over: the word stands in the journal alone', async context => {
	const {place, at, again} = await makeTree(context, 'guild');
	const file = path.join(at, '.guild/attrs/tags');
	writeFileSync(file, '[a, b');
	const {code, stdout} = await place.xtui(['tag', at, 'paper']);
	assert.equal(code, 0);
	assert.match(stdout, /guild was not told: .*nothing was written/);
	assert.equal(readFileSync(file, 'utf8'), '[a, b');
	assert.ok(((await again()).tags as string[]).includes('paper'));
});

for (const dialect of ['release', 'head'])
	test(`notes, label, trash and archive of a Gage run (${dialect}) are Gage's own`, async context => {
		const {place, at, id, again} = await makeTree(context, `gage/${dialect}`);
		const user = path.join(path.dirname(at), `${id}.user`);
		await place.xtui(['note', at, 'fine']);
		await place.xtui(['label', at, 'paper']);
		assert.deepEqual(((await again()).notes as string[]).filter(note => note === 'fine' || note === 'paper').sort(), [
			'fine',
			'paper',
		]);
		const names = readdirSync(user).sort();
		assert.match(names.at(-1)!, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.json$/);
		await place.xtui(['undo', at]);
		assert.ok(!((await again()).notes as string[]).includes('fine'));
		assert.equal((await place.xtui(['delete', at, '--yes'])).code, 0);
		const deleted = await again();
		assert.equal(deleted.status, 'deleted');
		assert.equal((await place.xtui(['undo', String(deleted.path)])).code, 0);
		assert.deepEqual([(await again()).status, (await again()).path], ['finished', at]);
		assert.equal((await place.xtui(['archive', at, '--yes'])).code, 0);
		const archives = path.join(path.dirname(at), '.archives');
		assert.equal(existsSync(archives), dialect === 'head');
		assert.equal((await place.xtui(['restore', at, '--yes'])).code, 0);
	});

test('a note on an xMan experiment is a line of its note.txt; its pickles are never written', async context => {
	const place = makePlace(context);
	cpSync(path.resolve('test/fixtures/xman'), path.join(place.root, 'runs'), {recursive: true});
	const [run] = (await place.list('runs')).filter(each => existsSync(path.join(String(each.path), '.data')));
	const at = String(run!.path);
	const pickle = readFileSync(path.join(at, '.data'));
	const note = path.join(at, 'note.txt');
	const before = existsSync(note) ? readFileSync(note, 'utf8') : null;
	assert.equal((await place.xtui(['note', at, 'seen'])).code, 0);
	assert.match(readFileSync(note, 'utf8'), /(?:^|\n)seen$/);
	assert.equal((await place.xtui(['undo', at])).code, 0);
	assert.equal(existsSync(note) ? readFileSync(note, 'utf8') : null, before);
	mkdirSync(path.join(at, '.lock'));
	await place.xtui(['note', at, 'again']);
	assert.equal(existsSync(note) ? readFileSync(note, 'utf8') : null, before);
	assert.deepEqual(readFileSync(path.join(at, '.data')), pickle);
});
