import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findBroken, findDatabases, findUnfinished} from '../../../source/formats/stores/find-databases.ts';
import {loadFixture} from '../load-fixture.ts';

const detect = (files: ReturnType<typeof loadFixture>, needed: string[]) =>
	findDatabases('x', {path: '/sqlite', entries: files.list('/sqlite')}, files, needed).map(({path}) => path);

test('databases are found by their tables, whatever they are called', () => {
	const files = loadFixture('sqlite').write('/sqlite/picture.db', 'no database');
	assert.deepEqual(detect(files, ['t']).sort(), ['/sqlite/hot.db', '/sqlite/log.db']);
	assert.deepEqual(detect(files, ['kept', 'pair']).sort(), ['/sqlite/odd.db', '/sqlite/utf16.db']);
	assert.deepEqual(detect(files, ['t', 'kept']), []);
	for (const name of ['study', 'my.optuna', 'study_storage'])
		files.write(`/sqlite/${name}`, files.readWhole('/sqlite/odd.db', 1e6)!);
	assert.equal(detect(files, ['kept', 'pair']).length, 5, 'people need no extension');
});

test('a store whose tables are still being made is found when they are there', () => {
	const files = loadFixture('sqlite');
	const whole = files.readWhole('/sqlite/odd.db', 1e6)!;
	files.write('/sqlite/odd.db', files.readWhole('/sqlite/hot.db', 1e6)!).remove('/sqlite/utf16.db');
	assert.deepEqual(detect(files, ['kept']), []);
	const unfinished = (needed: string[], claimed: string[] = []) =>
		findUnfinished({path: '/sqlite', entries: files.list('/sqlite')}, files, needed, [
			{format: 'x', path: '/sqlite', files: claimed, ownsSubtree: false},
		]);
	assert.deepEqual(unfinished(['kept']), []);
	files.write('/sqlite/new.db', '');
	const empty = ['/sqlite/new.db', '/sqlite/new.db-wal'];
	assert.deepEqual(unfinished(['kept']), empty);
	const begun = ['hot', 'log', 'odd'].flatMap(name => [`/sqlite/${name}.db`, `/sqlite/${name}.db-wal`]);
	assert.deepEqual(unfinished(['t', 'kept']).sort(), [...begun, ...empty].sort(), 'one table of two');
	assert.deepEqual(
		unfinished(
			['t', 'kept'],
			['hot', 'log', 'odd'].map(name => `/sqlite/${name}.db`),
		),
		empty,
		'found already',
	);
	files.write('/sqlite/cut.db', Buffer.concat([whole.subarray(0, 100), new Uint8Array(5000)]));
	assert.deepEqual(unfinished(['kept']).sort(), ['/sqlite/cut.db', '/sqlite/cut.db-wal', ...empty], 'nobody knows its tables');
	files.write('/sqlite/odd.db', whole, {inPlace: true});
	assert.deepEqual(detect(files, ['kept']), ['/sqlite/odd.db']);
});

test('a directory is looked at often, and its databases are not read for that', () => {
	const files = loadFixture('sqlite');
	detect(files, ['kept']);
	files.touched.length = 0;
	detect(files, ['kept']);
	detect(files, ['pair', 'nowhere']);
	assert.deepEqual(files.touched, []);
});

test('a database whose tables cannot be read is said, unless it is another program’s', () => {
	const files = loadFixture('sqlite');
	const whole = Buffer.from(files.readWhole('/sqlite/odd.db', 1e6)!);
	const broken = (path: string, bytes: Uint8Array | string, claimed: string[] = []) => {
		files.write(path, bytes);
		const directory = path.slice(0, path.lastIndexOf('/'));
		const found = findBroken({path: directory, entries: files.list(directory)}, files, new Set(claimed));
		return found.map(({file, message}) => {
			assert.equal(file, path);
			return message;
		});
	};
	const headOnly = Buffer.concat([whole.subarray(0, 100), new Uint8Array(whole.length - 100)]);
	assert.match(broken('/a/any.db', headOnly)[0]!, /^Damaged: page 1 of its schema .*; if it holds runs, they are not shown$/);
	assert.match(broken('/b/mlflow.db', new Uint8Array(9000))[0]!, /^Cannot be read as a SQLite database/);
	assert.match(broken('/c/trackio/my-project.db', new Uint8Array(9000))[0]!, /^Cannot be read/);
	assert.deepEqual(broken('/d/whole.db', whole), []);
	assert.deepEqual(broken('/e/picture.db', 'no database'), []);
	assert.deepEqual(broken('/f/mlflow.db', ''), [], 'it is being made');
	assert.deepEqual(broken('/bin/mlflow', '#!/usr/bin/python3\n'), [], 'a program');
	assert.deepEqual(broken('/g/mlflow.db', headOnly, ['/g/mlflow.db']), [], 'its reader says it');
});

test('a store that has lost tables and holds runs is said, and a database of another program is not', () => {
	const whole = Buffer.from(loadFixture('mlflow-one').readWhole('/mlflow-one/mlflow.db', 1e7)!);
	const without = (...names: string[]) => {
		const bytes = Buffer.from(whole);
		for (const name of names)
			for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at)) bytes.write('_', at, 'latin1');
		const files = loadFixture('sqlite').write('/s/mlflow.db', bytes);
		const listing = {path: '/s', entries: files.list('/s')};
		return findBroken(listing, files, new Set()).map(({message}) => message);
	};
	const runs = (which: string) => [`A store of MLflow without the ${which}: its only run is not shown; restore it from a copy`];
	assert.deepEqual(without('metrics'), runs('table metrics'));
	assert.deepEqual(without('tags', 'params'), runs('tables tags, params'));
	assert.deepEqual(without('experiments'), [], 'nobody knows whose it is');
	const other = loadFixture('sqlite').write('/s/mlflow.db', loadFixture('sqlite').readWhole('/sqlite/odd.db', 1e6)!);
	assert.deepEqual(findBroken({path: '/s', entries: other.list('/s')}, other, new Set()), []);
});
