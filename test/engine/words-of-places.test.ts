import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {journalFileName} from '../../source/core/files/journal-file.ts';
import {Engine} from '../../source/engine/engine.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {dictOf, pickled, Tuple} from '../formats/write-pickle.ts';

/** Makes a directory with a journal about one run in it, and tells how that stands. */
function open(context: TestContext) {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-places-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (name: string, content: string | Uint8Array) => {
		mkdirSync(path.dirname(path.join(root, name)), {recursive: true});
		writeFileSync(path.join(root, name), content);
	};
	const say = (format: string, id: string, run: string, atMs: number) => {
		const entries = [
			{at: atMs / 1000, op: 'tag', value: 'good', key: 'a', run},
			{at: atMs / 1000, op: 'delete', value: null, key: 'b', run},
		];
		write(`.xtui/journal/${journalFileName(format, id)}`, `${entries.map(entry => JSON.stringify(entry)).join('\n')}\n`);
	};
	const look = () => {
		const engine = new Engine(nodeFiles, formats, Date.now);
		engine.start([root]);
		while (!engine.work(() => false));
		engine.judge(Date.now() + 2000);
		const [run] = [...engine.registry.runs.values()];
		return {status: run!.judgement.status, tags: run!.facts.tags};
	};
	return {write, say, look, root};
}

const lockOf = (atMs: number) =>
	`timestamp: '${new Date(atMs).toISOString()}'\nfingerprint: ab\nconfig:\n  save_dir: results/one\n`;
const complete = JSON.stringify({ts: '2099-01-01T00:00:00+00:00', version: 1});

function flexlockRun(context: TestContext, startedAtMs: number, saidAtMs: number) {
	const place = open(context);
	place.say('flexlock', 'ab', 'results/one', saidAtMs);
	place.write('results/one/run.lock', lockOf(startedAtMs));
	place.write('results/one/run.complete', complete);
	return place.look();
}

test('what was said of a run is not said of another one that flexlock makes in its place', context => {
	const nowMs = Date.now();
	assert.deepEqual(flexlockRun(context, nowMs, nowMs - 500), {status: 'finished', tags: []});
});

test('a run that is begun again in its place, and a copied one, have what was said of them', context => {
	const nowMs = Date.now();
	const heard = {status: 'deleted', tags: ['good']};
	assert.deepEqual(flexlockRun(context, nowMs + 120_000, nowMs + 60_000), heard, 'its directory is older than the word');
	assert.deepEqual(flexlockRun(context, nowMs - 3_600_000, nowMs - 500), heard, 'its directory was made by a copy');
	assert.deepEqual(flexlockRun(context, nowMs + 900, nowMs - 500), heard, 'it was begun again at once in a copy');
});

test('a new run in a tree that was copied has nothing of what was said before of another one in its place', context => {
	const nowMs = Date.now();
	assert.deepEqual(flexlockRun(context, nowMs, nowMs - 60_000), {status: 'finished', tags: []});
});

test('an experiment of a collection that was begun anew has nothing of what was said of the one before', context => {
	const look = (startedAtMs: number) => {
		const place = open(context);
		place.say('recorder', '1', 'study.collection', Date.now() - 60_000);
		const keys = {experiment_number: 1, error_number: 0, had_error: false, experiment_start_time: startedAtMs / 1000};
		place.write('study.collection/collection_id.txt', '0.5');
		place.write('study.collection/collection_info.pickle', pickled(new Tuple([dictOf({}), dictOf(keys)])));
		place.write(
			'study.collection/records.pickle',
			pickled([{of: 'rigorous_recorder.AncestorDict', state: new Tuple([dictOf({loss: 1}), new Tuple([dictOf(keys)])])}]),
		);
		return place.look().tags;
	};
	assert.deepEqual(look(Date.now() - 120_000), ['good']);
	assert.deepEqual(look(Date.now() - 1000), []);
});
