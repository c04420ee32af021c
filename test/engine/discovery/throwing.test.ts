import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import type {Format} from '../../../source/formats/format.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

test('a format that throws where it looks for its runs hides no runs of others', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const run of ['a', 'b']) {
		mkdirSync(path.join(root, run));
		writeFileSync(path.join(root, run, 'metrics.csv'), 'step,loss\n0,1\n1,0.5\n2,0.4\n');
	}
	const fail = (): never => {
		throw new Error('no idea');
	};
	const [base] = formats;
	const broken: Format = {
		...base!,
		id: 'broken',
		title: 'Broken',
		rank: 99,
		listedIn: fail,
		undecided: fail,
		detect: fail,
		open: fail,
	};
	const engine = scanOnce([root], nodeFiles, [broken, ...formats]);
	const found = [...engine.registry.runs.values()].filter(({layers}) => layers.some(({format}) => format === 'csv'));
	assert.deepEqual(found.map(({dir}) => dir).sort(), ['a', 'b']);
	const said = engine.problems.map(({file, message}) => `${path.relative(root, file)}: ${message}`);
	assert.ok(said.includes('a: The Broken reader failed here (no idea); please report it'), said.join('\n'));
});
