import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findDatabases, findUnfinished} from '../../../source/formats/stores/find-databases.ts';
import {loadFixture} from '../load-fixture.ts';

const detect = (files: ReturnType<typeof loadFixture>, needed: string[]) =>
	findDatabases('x', {path: '/sqlite', entries: files.list('/sqlite')}, files, needed).map(({path}) => path);

test('databases are found by their tables, whatever they are called', () => {
	const files = loadFixture('sqlite').write('/sqlite/picture.db', 'no database');
	assert.deepEqual(detect(files, ['t']).sort(), ['/sqlite/hot.db', '/sqlite/log.db']);
	assert.deepEqual(detect(files, ['kept', 'pair']).sort(), ['/sqlite/odd.db', '/sqlite/utf16.db']);
	assert.deepEqual(detect(files, ['t', 'kept']), []);
});

test('a store whose tables are still being made is found when they are there', () => {
	const files = loadFixture('sqlite');
	const whole = files.readWhole('/sqlite/odd.db', 1e6)!;
	files.write('/sqlite/odd.db', files.readWhole('/sqlite/hot.db', 1e6)!).remove('/sqlite/utf16.db');
	assert.deepEqual(detect(files, ['kept']), []);
	assert.deepEqual(findUnfinished({path: '/sqlite', entries: files.list('/sqlite')}, files), []);
	files.write('/sqlite/new.db', '');
	assert.deepEqual(findUnfinished({path: '/sqlite', entries: files.list('/sqlite')}, files), [
		'/sqlite/new.db',
		'/sqlite/new.db-wal',
	]);
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
