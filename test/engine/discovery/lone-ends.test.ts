import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

const table = 'epoch,loss,val_loss\n0,1,1\n1,0.5,0.5\n2,0.4,0.6\n';
const end = 'loading\nTraceback (most recent call last):\n  File "main.py", line 3, in <module>\nValueError: x\n';

test('a log that tells of an end alone says how the run ended whose directory it lies in, and is no run elsewhere', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (file: string, content: string) => {
		mkdirSync(path.dirname(path.join(root, file)), {recursive: true});
		writeFileSync(path.join(root, file), content);
	};
	write('table/history.csv', table);
	write('table/bert.log', end);
	write('job/.hydra/config.yaml', 'lr: 0.1\n');
	write('job/.hydra/overrides.yaml', '[]\n');
	write('job/.hydra/hydra.yaml', 'hydra:\n  job:\n    name: main\n');
	write('job/main.log', end);
	write('service/main.log', end);
	const runs = [...scanOnce([root], nodeFiles, formats).registry.runs.values()];
	assert.deepEqual(runs.map(({dir, facts}) => [dir, facts.outcome?.status, facts.error]).sort(), [
		['job', 'failed', 'ValueError: x'],
		['table', 'failed', 'ValueError: x'],
	]);
});
