import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

const id = '0123456789abcdef0123456789abcdef';
const other = 'fedcba9876543210fedcba9876543210';

/** Rows of a Guild home with runs in these directories, below `below` of it: path and status, and how many layers each has. */
function rowsOf(context: TestContext, directories: string[], below = ''): [string, string, number][] {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const directory of directories) {
		const own = path.join(root, directory, '.guild');
		mkdirSync(path.join(own, 'attrs'), {recursive: true});
		const isRemote = directory.startsWith('remotes');
		const files = {
			opref: "script:/proj '' '' train.py",
			'attrs/id': path.basename(directory),
			'attrs/started': '1795223825555283',
			'attrs/stopped': '1795223828004703',
			'attrs/exit_status': '0',
			...(isRemote && {'LOCK.remote': 'box'}),
		};
		for (const [name, text] of Object.entries(files)) writeFileSync(path.join(own, name), text);
	}
	const engine = new Engine(nodeFiles, formats, Date.now, true);
	engine.start([path.join(root, below)]);
	while (!engine.work(() => false));
	engine.judge(Date.now());
	return [...engine.registry.runs.values()].map(run => [run.dir, makeRow(run).status, run.layers.length]);
}

test('a run that was pulled from a remote is one row with what Guild keeps of it as the remote has it', context => {
	const meta = 'remotes/box/meta/0a1b/runs';
	assert.deepEqual(rowsOf(context, [`runs/${id}`, `${meta}/${id}`, `${meta}/${other}`]), [
		[`runs/${id}`, 'finished', 2],
		[`${meta}/${other}`, 'running', 1],
	]);
	assert.deepEqual(
		rowsOf(context, [`runs/${id}`, `${meta}/${id}`], 'remotes'),
		[[`box/meta/0a1b/runs/${id}`, 'running', 1]],
		'looked at alone it is all that there is',
	);
});
