import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {readAggregate} from '../../source/core/row.ts';
import {type LiveSession, startSession} from './live-session.ts';

function writeCsv(session: LiveSession, dir: string, rows: number, from = 0): string {
	const file = path.join(session.root, dir, 'metrics.csv');
	mkdirSync(path.dirname(file), {recursive: true});
	const lines = Array.from({length: rows}, (_, i) => `${from + i},${1 / (from + i + 1)}`);
	writeFileSync(file, `step,loss\n${lines.join('\n')}\n`);
	return file;
}

const pointsOf = (session: LiveSession, dir: string) => {
	const row = session.rows.get(dir);
	return row === undefined ? Number.NaN : readAggregate(row, 'loss', 'points');
};

test('a run appears by itself soon after its directory, however deep', async t => {
	const session = startSession();
	t.after(() => session.close());
	await session.until('the first walk', () => session.updates.some(({reading}) => reading?.scanned));
	const startedAtMs = performance.now();
	writeCsv(session, 'a/b/c', 5);
	await session.until('the new run', () => pointsOf(session, 'a/b/c') === 5);
	assert.ok(performance.now() - startedAtMs < 2500);
});

test('appended points arrive within a second; a line without its end waits for the rest', async t => {
	const session = startSession();
	t.after(() => session.close());
	const file = writeCsv(session, 'run', 10);
	await session.until('ten points', () => pointsOf(session, 'run') === 10);
	appendFileSync(file, '10,0.5\n11,0.2');
	await session.until('the whole line', () => pointsOf(session, 'run') === 11);
	assert.equal(readAggregate(session.rows.get('run')!, 'loss', 'last'), 0.5);
	appendFileSync(file, '5\n');
	await session.until('the rest', () => pointsOf(session, 'run') === 12);
	assert.equal(readAggregate(session.rows.get('run')!, 'loss', 'last'), 0.25);
});

test('a replaced file and a truncated one are read afresh', async t => {
	const session = startSession();
	t.after(() => session.close());
	const file = writeCsv(session, 'run', 50);
	await session.until('fifty points', () => pointsOf(session, 'run') === 50);
	const other = writeCsv(session, 'other', 7, 100);
	await session.until('the other run', () => pointsOf(session, 'other') === 7);
	renameSync(other, file);
	await session.until('the replacement', () => pointsOf(session, 'run') === 7 && !session.rows.has('other'));
	writeFileSync(file, 'step,loss\n1,2\n');
	await session.until('the truncated file', () => pointsOf(session, 'run') === 1);
});

test('a removed run leaves the list, and one made again in its place comes back', async t => {
	const session = startSession();
	t.after(() => session.close());
	writeCsv(session, 'group/gone', 3);
	writeCsv(session, 'group/stays', 3);
	await session.until('both', () => session.rows.size === 2);
	rmSync(path.join(session.root, 'group/gone'), {recursive: true});
	await session.until('one', () => session.rows.size === 1);
	writeCsv(session, 'group/gone', 4);
	await session.until('both again', () => pointsOf(session, 'group/gone') === 4);
});

test('a log that says nothing yet becomes a run when its first values come', async t => {
	const session = startSession();
	t.after(() => session.close());
	const file = path.join(session.root, 'job', 'train.log');
	mkdirSync(path.dirname(file));
	writeFileSync(file, 'loading data\n');
	await session.until('the first walk', () => session.updates.some(({reading}) => reading?.scanned));
	appendFileSync(file, 'step 1 loss: 0.5\nstep 2 loss: 0.4\nstep 3 loss: 0.3\n');
	await session.until('the run', () => pointsOf(session, 'job') === 3);
});

test('a log that is rotated goes on as one run', async t => {
	const session = startSession();
	t.after(() => session.close());
	const file = path.join(session.root, 'job', 'train.log');
	const lines = (from: number, to: number) =>
		Array.from({length: to - from + 1}, (_, i) => `step ${from + i} loss: ${1 / (from + i)}\n`).join('');
	mkdirSync(path.dirname(file));
	writeFileSync(file, lines(1, 20));
	await session.until('the run', () => pointsOf(session, 'job') === 20);
	for (const part of [1, 2]) {
		if (part === 2) renameSync(`${file}.1`, `${file}.2`);
		renameSync(file, `${file}.1`);
		writeFileSync(file, lines(20 * part + 1, 20 * part + 10));
		appendFileSync(file, lines(20 * part + 11, 20 * part + 20));
		await session.until(`rotation ${part}`, () => pointsOf(session, 'job') === 20 * part + 20);
	}
	assert.equal(session.rows.size, 1);
});

test('another tracker that begins to write inside of a run is taken in, also where the run is alone otherwise', async t => {
	const session = startSession();
	t.after(() => session.close());
	const [id] = readdirSync('test/fixtures/guild/home/runs');
	const run = path.join(session.root, 'runs', id!);
	cpSync(`test/fixtures/guild/home/runs/${id}`, run, {recursive: true});
	await session.until('the run', () => session.rows.get(`runs/${id}`)?.status !== undefined);
	assert.deepEqual(session.rows.get(`runs/${id}`)!.formats, ['guild']);
	cpSync('test/fixtures/wandb/values', path.join(run, 'wandb'), {recursive: true});
	await session.until('both', () => session.rows.get(`runs/${id}`)?.formats.join() === 'guild,wandb');
	assert.equal(session.rows.size, 1);
});

test('a loop of links ends, and its run is listed once', async t => {
	const session = startSession();
	t.after(() => session.close());
	writeCsv(session, 'a/run', 3);
	symlinkSync(session.root, path.join(session.root, 'a', 'loop'));
	symlinkSync('nowhere', path.join(session.root, 'a', 'dangling'));
	session.post({type: 'rescan'});
	await session.until('the run', () => pointsOf(session, 'a/run') === 3);
	assert.deepEqual([...session.rows.keys()], ['a/run']);
});

test('curves and sparklines come for what is visible, and again when points are added', async t => {
	const session = startSession();
	t.after(() => session.close());
	const file = writeCsv(session, 'run', 300);
	await session.until('the run', () => pointsOf(session, 'run') === 300);
	const run = session.rows.get('run')!.key;
	session.post({type: 'visible', runs: [run], metrics: ['loss'], sparkWidth: 16});
	session.post({
		type: 'curves',
		wishes: [{wish: 9, run, metric: 'loss', x: 'step', smoothing: null, width: 80, from: null, to: null}],
	});
	await session.until('the curve', () =>
		session.updates.some(({curves}) => curves.some(({wish, points}) => wish === 9 && points === 300)),
	);
	assert.equal(session.updates.flatMap(({sparks}) => sparks)[0]!.values.length, 16);
	appendFileSync(file, '300,0\n');
	await session.until('the longer curve', () => session.updates.some(({curves}) => curves.some(({points}) => points === 301)));
	assert.ok(session.updates.length < 40, 'only what changed is sent');
});

test('a run hears of a directory that it is given later, and of what changes in there', async t => {
	const session = startSession();
	t.after(() => session.close());
	const run = path.join(session.root, 'run');
	mkdirSync(run);
	const startedAt = Date.now() / 1000;
	writeFileSync(
		path.join(run, 'xtui-run.json'),
		JSON.stringify({xtui: 1, id: 'r', name: 'r', pid: process.pid, started_at: startedAt}),
	);
	writeFileSync(path.join(run, 'metrics.jsonl'), '{"step":1,"loss":0.5}\n');
	await session.until('the run', () => pointsOf(session, 'run') === 1);
	session.post({type: 'open', run: session.rows.get('run')!.key, logLines: 0});
	const toldScore = (score: number) => session.updates.some(({detail}) => detail?.facts.summary.score === score);
	const attributes = path.join(run, 'summaries', 'attrs.json');
	mkdirSync(path.dirname(attributes));
	writeFileSync(attributes, '{"score":1}');
	await session.until('its summary', () => toldScore(1));
	writeFileSync(attributes, '{"score":2}');
	await session.until('the changed one', () => toldScore(2));
});

test('a run that is not on the screen is told of as well, with the others that are not', async t => {
	const session = startSession();
	t.after(() => session.close());
	const seen = writeCsv(session, 'seen', 3);
	const unseen = writeCsv(session, 'unseen', 3);
	await session.until('both', () => pointsOf(session, 'seen') === 3 && pointsOf(session, 'unseen') === 3);
	session.post({type: 'visible', runs: [session.rows.get('seen')!.key], metrics: [], sparkWidth: 0});
	for (let row = 0; row < 20; row++) {
		appendFileSync(unseen, `${100 + row},0.5\n`);
		appendFileSync(seen, `${100 + row},0.5\n`);
	}
	await session.until('all points', () => pointsOf(session, 'seen') === 23 && pointsOf(session, 'unseen') === 23);
});

test('a root that is removed or moved away is looked for until it is there again', async t => {
	const session = startSession();
	t.after(() => session.close());
	const away = `${session.root}-away`;
	t.after(() => rmSync(away, {recursive: true, force: true}));
	writeCsv(session, 'group/run', 3);
	await session.until('a run', () => session.rows.size === 1);
	renameSync(session.root, away);
	await session.until('none', () => session.rows.size === 0);
	renameSync(away, session.root);
	await session.until('it again', () => pointsOf(session, 'group/run') === 3);
	rmSync(session.root, {recursive: true});
	await session.until('none', () => session.rows.size === 0);
	writeCsv(session, 'other', 4);
	await session.until('another', () => pointsOf(session, 'other') === 4);
	writeCsv(session, 'third', 5);
	await session.until('a third', () => pointsOf(session, 'third') === 5);
});
