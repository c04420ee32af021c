import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseCreateTable} from '../../../source/encodings/sqlite/create-table.ts';

test('names in any quotes, comments, brackets and commas inside of types', () => {
	const sql = `CREATE TABLE "t" ("a ""x""" TEXT, [b,c] NUMERIC(10, 2), \`d\` -- e, f
		INT DEFAULT (1 + 2), 'g' /* h, i */ BLOB, CHECK (a IN (1, 2)), UNIQUE ("b"), FOREIGN KEY(d) REFERENCES u (v))`;
	assert.deepEqual(parseCreateTable(sql).columns, ['a "x"', 'b,c', 'd', 'g']);
});

test('which column stands for the row id', () => {
	const rowidOf = (sql: string) => parseCreateTable(`CREATE TABLE t(${sql})`).rowidColumn;
	assert.equal(rowidOf('a TEXT, id INTEGER PRIMARY KEY AUTOINCREMENT'), 1);
	assert.equal(rowidOf('id INTEGER NOT NULL, a TEXT, PRIMARY KEY (id)'), 0);
	assert.equal(rowidOf('id INTEGER NOT NULL, CONSTRAINT pk PRIMARY KEY ("ID")'), 0);
	assert.equal(rowidOf('id INT PRIMARY KEY'), -1);
	assert.equal(rowidOf('id BIGINT NOT NULL, PRIMARY KEY (id)'), -1);
	assert.equal(rowidOf('id INTEGER, b INTEGER, PRIMARY KEY (id, b)'), -1);
	assert.equal(rowidOf('id INTEGER PRIMARY KEY DESC'), -1);
});

test('tables without row ids, computed columns, and statements cut anywhere', () => {
	const sql = 'CREATE TABLE t(k TEXT PRIMARY KEY, v AS (k || 1), w INT GENERATED ALWAYS AS (2) STORED) WITHOUT ROWID, STRICT';
	assert.deepEqual(parseCreateTable(sql), {columns: ['k', 'w'], rowidColumn: -1, withoutRowid: true});
	for (let end = 0; end < sql.length; end++) assert.ok(parseCreateTable(sql.slice(0, end)).columns.length <= 2);
	assert.deepEqual(parseCreateTable(`CREATE TABLE t(${'('.repeat(10_000)}`).columns, []);
});
