import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot, startSession} from '../live-session.ts';

const longAgo = new Date(Date.now() - 3_600_000);
const stores = [
	{name: 'mlflow.db', whole: readFileSync('test/fixtures/mlflow/mlflow.db')},
	{name: 'study.db', whole: readFileSync('test/fixtures/optuna/study.db')},
];

test('a store of which only a part was there when it was first seen is listed once all of it is, and nothing is wrong then', async context => {
	const root = makeRoot();
	const files = stores.flatMap(({name, whole}) =>
		[0.2, 0.4, 0.6, 0.8].map(part => ({path: path.join(root, `${name}-${part}`, name), whole, part})),
	);
	for (const {path: file, whole, part} of files) {
		mkdirSync(path.dirname(file));
		// Of a whole kind of page: the file ends where a copy stands.
		writeFileSync(file, whole.subarray(0, Math.floor((whole.length * part) / 4096) * 4096));
		// So that what is written next does not show by the directory, which was looked at while it still changed.
		for (const changed of [file, path.dirname(file)]) utimesSync(changed, longAgo, longAgo);
	}
	const session = startSession(root);
	context.after(() => session.close());
	const problems = () => session.updates.flatMap(({reading}) => (reading === null ? [] : [reading.problems])).at(-1) ?? [];
	const isScanned = () => session.updates.some(({reading}) => reading?.scanned === true && reading.runsLeft === 0);
	await session.until('all looked at', () => isScanned() && problems().length > 0);
	for (const {path: file, whole} of files) writeFileSync(file, whole);
	const {size} = scanOnce([root], nodeFiles, formats).registry.runs;
	assert.ok(size > files.length * 2);
	await session.until('all runs of all stores', () => session.updates.some(({reading}) => reading?.runs === size));
	await session.until('no problem', () => problems().length === 0);
});

test('a run of which the record was empty or half there when it was first seen is listed once that is whole', async context => {
	const root = makeRoot();
	const id = '0123456789abcdef0123456789abcde';
	const whole = (run: string) =>
		`artifact_uri: ''\nend_time: null\nexperiment_id: '1'\nrun_id: ${run}\nstart_time: 1700000000000\nstatus: 1\n`;
	const runs = ['a', 'b'].map(digit => ({id: id + digit, file: path.join(root, 'mlruns', '1', id + digit, 'meta.yaml')}));
	runs.forEach(({id: own, file}, i) => {
		const directory = path.dirname(file);
		mkdirSync(path.join(directory, 'artifacts'), {recursive: true});
		writeFileSync(file, whole(own).slice(0, i * 30));
		for (const changed of [file, directory]) utimesSync(changed, longAgo, longAgo);
	});
	const session = startSession(root);
	context.after(() => session.close());
	await session.until('all looked at', () => session.updates.some(({reading}) => reading?.scanned === true));
	assert.equal(session.rows.size, 0);
	for (const {id: own, file} of runs) writeFileSync(file, whole(own));
	await session.until('both', () => session.rows.size === 2);
});
