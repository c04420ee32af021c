import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {Engine} from '../../source/engine/engine.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';

test('a root that goes away is named as gone until it is back, and is not counted as looked at', context => {
	const above = mkdtempSync(path.join(os.tmpdir(), 'xtui-gone-'));
	context.after(() => rmSync(above, {recursive: true, force: true}));
	const [stays, goes] = ['stays', 'goes'].map(name => path.join(above, name)) as [string, string];
	for (const root of [stays, goes]) {
		mkdirSync(path.join(root, 'run'), {recursive: true});
		writeFileSync(path.join(root, 'run', 'metrics.csv'), 'step,loss\n0,1\n1,0.5\n');
	}
	const engine = new Engine(nodeFiles, formats);
	engine.start([stays, goes]);
	const settle = () => {
		while (!engine.work(() => false));
		const {runs, directories, problems} = engine.reading();
		return [runs, directories, problems.map(({file, message}) => `${path.basename(file)}: ${message.slice(0, 18)}`)];
	};
	assert.deepEqual(settle(), [2, 4, []]);
	renameSync(goes, `${goes}-away`);
	engine.rescan();
	assert.deepEqual(settle(), [1, 2, ['goes: Not there any more']]);
	renameSync(`${goes}-away`, goes);
	engine.rescan();
	assert.deepEqual(settle(), [2, 4, []]);
});
