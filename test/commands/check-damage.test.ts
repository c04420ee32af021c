import assert from 'node:assert/strict';
import {mkdirSync, rmSync, truncateSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {makeTree} from './tell.ts';

const longAgoS = 1_760_000_000;

/** A directory with these files, left alone for long, and what a check says of it. */
function makeFiles(context: TestContext, texts: Readonly<Record<string, string | Uint8Array>>) {
	const {root, run, tell} = makeTree(context);
	const write = (name: string, content: string | Uint8Array) => {
		const file = path.join(root, name);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, content);
		utimesSync(file, longAgoS, longAgoS);
	};
	for (const [name, content] of Object.entries(texts)) write(name, content);
	const check = async (): Promise<string[]> => {
		const {out, status} = await tell('check', root);
		const said = out.flatMap(line => /^ {2}((?:error|warning) .*)/.exec(line)?.[1]?.replace(/ {2,}/, ' ') ?? []);
		assert.equal(status, said.some(line => line.startsWith('error')) ? 1 : 0, out.join('\n'));
		return said;
	};
	return {root, run, write, check};
}

const table = 'step,loss\n1,3\n2,2\n3,1\n';

test('a table that is empty is a warning, and one whose bytes never came to the disk an error', async context => {
	const {write, check} = makeFiles(context, {'metrics.csv': table});
	assert.deepEqual(await check(), []);
	write('metrics.csv', '');
	assert.deepEqual(await check(), ['warning metrics.csv: Is empty: nothing was written into it, or what it held is lost']);
	write('metrics.csv', new Uint8Array(90));
	assert.deepEqual(await check(), [
		'error metrics.csv: Holds nothing but zero bytes: what was written there never came to the disk',
	]);
	write('metrics.csv', `${table}${'\0'.repeat(40)}`);
	assert.deepEqual(await check(), ['error metrics.csv: Ends in zero bytes: what was written there never came to the disk']);
});

test('settings beside a table that are damaged are named; a list is no damage', async context => {
	const {write, check} = makeFiles(context, {'metrics.csv': table, 'config.json': '{"lr": 0.1, "wid'});
	assert.deepEqual(await check(), ['warning config.json: Ends too early, at byte 16: no settings are read from it']);
	write('config.json', '["--lr", "0.1"]');
	assert.deepEqual(await check(), []);
	write('config.json', '{"lr": 0.1}');
	assert.deepEqual(await check(), []);
});

const summary = {
	'run/output.log': 'one\ntwo\n',
	'run/output.index': new Uint8Array(
		Buffer.from(['0', '4'].map(place => `${'0'.repeat(16)}0${place}00000001000000`).join(''), 'hex'),
	),
	'run/summaries/attrs.json': '{"output_lines": 2, "output_bytes": 8}',
	'run/summaries/metrics.json': '{"loss": {"last": 1, "count": 3, "step": 3}}',
};

test('of a run of its own what was counted is held against what is there', async context => {
	const {root, run, write, check} = makeFiles(context, summary);
	run('run', {started_at: longAgoS - 60}, [3, 2, 1], {ended_at: longAgoS, exit_code: 0, signal: null});
	assert.deepEqual(await check(), []);
	truncateSync(path.join(root, 'run/output.index'), 16);
	assert.deepEqual(await check(), [
		'error output.index: Knows 1 of the 2 lines that were recorded: when the others came is lost',
	]);
	rmSync(path.join(root, 'run/output.index'));
	truncateSync(path.join(root, 'run/output.log'), 4);
	assert.deepEqual((await check())[0], 'error output.log: Was cut: 4 B of the 8 B that were recorded are there');
	write('run/output.log', 'one\ntwo\n');
	write('run/output.index', summary['run/output.index']);
	write('run/metrics.jsonl', '{"step": 1, "loss": 3}\n{"step": 2, "loss": 2}\n');
	assert.deepEqual(await check(), [
		'error metrics.jsonl: Rows are lost: it has no loss of step 3, which summaries/metrics.json has',
	]);
	write('run/summaries/attrs.json', '{"output_lines": 2, "output_bytes": 8, "output_bytes_lost": 20}');
	assert.deepEqual(await check(), [], 'a full disk has refused some');
});

test('a run of its own without its record is known by its end, and that is said', async context => {
	const {root, run, check} = makeFiles(context, summary);
	run('run', {}, [3, 2, 1], {ended_at: longAgoS, exit_code: 0, signal: null});
	rmSync(path.join(root, 'run/xtui-run.json'));
	assert.deepEqual(await check(), [
		'error xtui-run.json: Is missing: how the run was started, and with which settings, is not known',
	]);
});

test('an empty file that is called as metrics or a store are is a warning where no run is read from it', async context => {
	const empty = {
		'django/db.sqlite3': '',
		'a/metrics.csv.gz': '',
		'b/history.json': '',
		'c/study.db': '',
		'd/package.json': '',
		'e/output.txt': '',
	};
	const {check} = makeFiles(context, {...empty, 'metrics.csv': table});
	assert.deepEqual(
		(await check()).map(line => line.replace(/ROOT\//, '')),
		['a/metrics.csv.gz', 'b/history.json', 'c/study.db'].map(
			name => `warning ${name}: Is empty: nothing was written into it, or what it held is lost`,
		),
	);
});
