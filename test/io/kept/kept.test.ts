import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {setView} from '../../../source/core/views/view-file.ts';
import {defaultView} from '../../../source/core/views/views.ts';
import {keepFilter, readFilterHistory} from '../../../source/io/kept/filter-history.ts';
import {findProjectViews} from '../../../source/io/kept/project-views.ts';
import {changeViews, readViews, viewFileOf} from '../../../source/io/kept/view-store.ts';

function makeDirectory(context: TestContext): string {
	const directory = mkdtempSync(path.join(os.tmpdir(), 'xtui-kept-'));
	context.after(() => rmSync(directory, {recursive: true, force: true}));
	process.env.XDG_STATE_HOME = path.join(directory, 'state');
	return directory;
}
const named = (filter: string) => ({...defaultView(), filter});

test('filters of several programs come back, the newest first, bad lines passed over', context => {
	const file = path.join(makeDirectory(context), 'deep', 'filters.jsonl');
	assert.deepEqual(readFilterHistory(file), []);
	for (const query of ['lr<1', 'name:"é\n"', 'lr<1']) keepFilter(query, file);
	writeFileSync(file, `${readFileSync(file, 'utf8')}{"torn`);
	keepFilter('seed:1', file);
	assert.deepEqual(readFilterHistory(file), ['seed:1', 'lr<1', 'name:"é\n"']);
});

test('a history that has grown long is shortened, and its newest lines stay', context => {
	const file = path.join(makeDirectory(context), 'filters.jsonl');
	const lines = Array.from({length: 20_000}, (_, i) => JSON.stringify(`name:run-with-a-long-name-${i}`));
	writeFileSync(file, `${lines.join('\n')}\n`);
	assert.equal(readFilterHistory(file)[0], 'name:run-with-a-long-name-19999');
	assert.ok(readFileSync(file).length < 20_000);
	assert.equal(readFilterHistory(file)[0], 'name:run-with-a-long-name-19999');
});

test('views saved by two programs at once are both there', context => {
	const file = path.join(makeDirectory(context), 'a', 'views.json');
	changeViews(file, views => setView(views, '1', named('lr<1')));
	changeViews(file, views => setView(views, '2', named('lr<2')));
	changeViews(file, views => ({...views, last: named('x')}));
	const {file: read, problems} = readViews(file);
	assert.deepEqual([...read.views.keys()], ['1', '2']);
	assert.equal(read.last?.filter, 'x');
	assert.deepEqual(problems, []);
});

test('a damaged file is told with its name, and kept beside what is written next', context => {
	const directory = makeDirectory(context);
	const file = path.join(directory, 'views.json');
	for (const [at, text] of ['{"views": {"1": {"fil', '{"version": 2, "views": {"1": {"filter": "lr<1", "new": 3}}}'].entries()) {
		writeFileSync(file, text);
		const {problems} = readViews(file);
		assert.ok(problems.length > 0 && problems.every(problem => problem.startsWith(`${file}: `)));
		assert.equal(readFileSync(file, 'utf8'), text, 'reading changes nothing');
		changeViews(file, views => setView(views, '9', named('y')));
		assert.equal(readFileSync(`${file}.damaged-${at + 1}`, 'utf8'), text);
		assert.ok(readViews(file).file.views.has('9'));
		assert.deepEqual(readViews(file).problems, []);
	}
	assert.equal(readViews(file).file.views.get('1')?.filter, 'lr<1', 'what was good of it is kept');
	assert.deepEqual(
		readdirSync(directory).filter(name => name.endsWith('.tmp')),
		[],
	);
});

test('views belong to their roots, in whatever order these are named', context => {
	makeDirectory(context);
	assert.equal(viewFileOf(['/a', '/b']), viewFileOf(['/b', '/a']));
	assert.notEqual(viewFileOf(['/a']), viewFileOf(['/b']));
	assert.ok(viewFileOf(['/a']).startsWith(process.env.XDG_STATE_HOME!));
});

test("the project's file is looked for upwards, and would be put at the top of the work tree", context => {
	const directory = makeDirectory(context);
	const root = path.join(directory, 'project', 'runs', 'deep');
	mkdirSync(root, {recursive: true});
	assert.deepEqual(findProjectViews(root), {file: path.join(root, '.xtui', 'views.json'), exists: false});
	mkdirSync(path.join(directory, 'project', '.git'));
	const file = path.join(directory, 'project', '.xtui', 'views.json');
	assert.deepEqual(findProjectViews(root), {file, exists: false});
	mkdirSync(path.dirname(file));
	writeFileSync(file, '{}');
	assert.deepEqual(findProjectViews(root), {file, exists: true});
});
