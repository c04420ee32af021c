import assert from 'node:assert/strict';
import {appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {journalFileName} from '../../source/core/files/journal-file.ts';
import {Engine} from '../../source/engine/engine.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {appendLine} from '../../source/io/write/append.ts';
import {asAnyone} from '../as-anyone.ts';
import {startSession} from './live-session.ts';

function open(context: TestContext) {
	const above = mkdtempSync(path.join(os.tmpdir(), 'xtui-words-'));
	context.after(() => rmSync(above, {recursive: true, force: true}));
	const root = path.join(above, 'root');
	mkdirSync(path.join(root, 'a'), {recursive: true});
	writeFileSync(path.join(root, 'a', 'metrics.csv'), 'step,loss\n0,1\n1,2\n');
	let nowMs = Date.now();
	const engine = new Engine(nodeFiles, formats, () => nowMs);
	const look = () => {
		nowMs += 2000;
		while (!engine.work(() => false));
		engine.judge(nowMs);
		return [...engine.registry.runs.values()][0]!;
	};
	engine.start([root]);
	const run = look();
	const journal = (home: string) => path.join(home, '.xtui', 'journal', journalFileName(run.format, run.id));
	const write = (text: string, home = root) => {
		mkdirSync(path.dirname(journal(home)), {recursive: true});
		appendFileSync(journal(home), text);
	};
	const say = (entry: object, home = root) => write(`${JSON.stringify({by: 'ada@x', ...entry})}\n`, home);
	return {look, run, say, write, engine, above, root};
}

test('shows what people said of a run of another tracker, and what they say later', context => {
	const {look, say, run} = open(context);
	assert.deepEqual(run.facts.tags, []);
	say({at: 1, op: 'tag', value: 'good', key: 'a'});
	const before = run.version;
	assert.deepEqual(look().facts.tags, ['good']);
	assert.ok(run.version > before);
	say({at: 2, op: 'note', value: 'hi', key: 'b'});
	say({at: 3, op: 'verdict', value: 'success', key: 'c'});
	say({at: 4, op: 'mark', value: 'best', key: 'd'});
	say({at: 5, op: 'archive', value: null, key: 'e'});
	const {facts} = look();
	assert.deepEqual([facts.notes, facts.verdict, facts.marks], [['hi'], 'success', ['best', 'archived']]);
	say({at: 6, op: 'delete', value: null, key: 'f'});
	assert.equal(look().judgement.status, 'deleted');
	say({at: 7, op: 'restore', value: null, key: 'g'});
	assert.notEqual(look().judgement.status, 'deleted');
	assert.deepEqual(run.facts.marks, ['best']);
});

test('joins the journals of the root, of what lies above it and below it', context => {
	const {look, say, above, root, engine} = open(context);
	say({at: 1, op: 'tag', value: 'here', key: 'a'});
	say({at: 2, op: 'tag', value: 'above', key: 'b'}, above);
	say({at: 1, op: 'tag', value: 'here', key: 'a'}, above);
	say({at: 3, op: 'tag', value: 'below', key: 'c'}, path.join(root, 'a'));
	engine.rescan();
	assert.deepEqual(look().facts.tags, ['here', 'above', 'below']);
});

test('gives no run the words about another one with the same id elsewhere', context => {
	const {look, say} = open(context);
	say({at: 1, op: 'tag', value: 'mine', key: 'a', run: 'a'});
	say({at: 1, op: 'tag', value: 'its', key: 'b', run: 'b'});
	assert.deepEqual(look().facts.tags, ['mine']);
});

test('reports lines that are no entries, and keeps the others', context => {
	const {look, say, write, engine} = open(context);
	say({at: 1, op: 'tag', value: 'good', key: 'a'});
	write('nonsense\n');
	assert.deepEqual(look().facts.tags, ['good']);
	assert.match(engine.problems[0]!.message, /Line 2/);
});

test('a journal that may not be read is named, by its run too, and heard of as soon as it may be', context => {
	const {look, say, engine, above, root, run} = open(context);
	chmodSync(above, 0o755);
	say({at: 1, op: 'tag', value: 'good', key: 'a'});
	const file = path.join(root, '.xtui', 'journal', journalFileName(run.format, run.id));
	chmodSync(file, 0);
	const message = 'Cannot be read: permission denied; tags, notes and what else was said of its run are not known';
	assert.deepEqual(asAnyone(look).problems, [{file, message}]);
	assert.deepEqual(engine.problems, [{file, message}]);
	chmodSync(file, 0o644);
	assert.deepEqual([asAnyone(look).facts.tags, run.problems, engine.problems], [['good'], [], []]);
	// What was heard already stays; that there may be more is said.
	const directory = path.dirname(file);
	chmodSync(directory, 0);
	assert.deepEqual([asAnyone(look).facts.tags, engine.problems.map(problem => problem.file)], [['good'], [directory]]);
	assert.match(engine.problems[0]!.message, /^Cannot look into this directory: permission denied; tags, .* of runs here/);
	chmodSync(directory, 0o755);
	assert.deepEqual([asAnyone(look).facts.tags, engine.problems], [['good'], []]);
	rmSync(file);
	mkdirSync(file);
	assert.match(asAnyone(look).problems[0]!.message, /^Is no regular file; tags/);
	rmSync(file, {recursive: true});
	writeFileSync(file, '');
	truncateSync(file, 17 * 2 ** 20);
	assert.match(asAnyone(look).problems[0]!.message, /^Is larger than .* MB, and was not read; tags/);
});

test('makes a file name of any id', () => {
	assert.equal(journalFileName('csv', 'ab12'), 'csv-ab12.jsonl');
	assert.equal(journalFileName('mlflow', '../x y/ü'), 'mlflow-..%2Fx%20y%2F%C3%BC.jsonl');
	assert.ok(journalFileName('csv', 'x'.repeat(1000)).length < 250);
});

test('what another terminal said of a run that is over is shown at once', async context => {
	const state = mkdtempSync(path.join(os.tmpdir(), 'xtui-state-'));
	const before = process.env.XDG_STATE_HOME;
	process.env.XDG_STATE_HOME = state;
	const session = startSession();
	context.after(() => {
		if (before === undefined) delete process.env.XDG_STATE_HOME;
		else process.env.XDG_STATE_HOME = before;
		session.close();
		rmSync(state, {recursive: true, force: true});
	});
	const make = async (name: string) => {
		const run = path.join(session.root, name);
		mkdirSync(run);
		writeFileSync(path.join(run, 'xtui-run.json'), JSON.stringify({xtui: 1, id: name}));
		writeFileSync(path.join(run, 'exit.json'), '{"exit_code": 0}');
		await session.until(`the end of ${name}`, () => session.rows.get(name)?.status === 'finished');
		return run;
	};
	const run = await make('a');
	// By the time that others have come and ended, nobody watches the first one any more.
	await make('b');
	await make('c');
	writeFileSync(path.join(run, 'journal.jsonl'), '{"at": 1, "op": "tag", "value": "good", "key": "k"}\n');
	appendLine(path.join(state, 'xtui', 'actions.jsonl'), JSON.stringify({act: 'tag', runs: [{id: 'a', path: run}]}));
	await session.until('the tag', () => session.rows.get('a')?.tags.includes('good') === true);
});
