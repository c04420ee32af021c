import assert from 'node:assert/strict';
import {rmSync} from 'node:fs';
import {test} from 'node:test';
import {emptyFacts} from '../../source/core/run.ts';
import {runToJson} from '../../source/core/run-json.ts';
import {scanOnce} from '../../source/engine/headless.ts';
import {makeRow} from '../../source/engine/model/row.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {box, boxesIn, experiment} from '../formats/xman/pickled.ts';
import {makeRoot} from './live-session.ts';

test('a name with blanks at its ends is shown without them, and is as it is in the JSON of its run', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const put = boxesIn(root);
	put('p', box('project'));
	put('p/group1', box('group'));
	for (const [at, name] of [' dots  and blanks ', '  ', 'plain'].entries()) put(`p/group1/exp${at + 1}`, experiment(name));
	const rows = [...scanOnce([root], nodeFiles, formats).registry.runs.values()].map(run => makeRow(run));
	const names = rows.map(row => [row.name, runToJson(row, emptyFacts(), [], 0).name]).sort();
	assert.deepEqual(names, [
		['dots  and blanks', ' dots  and blanks '],
		['p/group1/exp2', 'p/group1/exp2'],
		['plain', 'plain'],
	]);
});
