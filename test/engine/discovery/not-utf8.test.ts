import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {scanOnce} from '../../../source/engine/headless.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

test('a directory whose name is no text is said to be passed over; one whose name has the sign for that is a name', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const csv = 'step,loss\n0,1\n1,0.5\n2,0.25\n';
	const at = (name: Buffer) => Buffer.concat([Buffer.from(`${root}/`), name]);
	mkdirSync(at(Buffer.from([0xff, 0xfe])));
	writeFileSync(at(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('/metrics.csv')])), csv);
	writeFileSync(at(Buffer.from('caf\xe9.csv', 'latin1')), csv);
	writeFileSync(at(Buffer.from('caf\xe9.jpg', 'latin1')), csv);
	mkdirSync(path.join(root, 'a\ufffd'));
	writeFileSync(path.join(root, 'a\ufffd/metrics.csv'), csv);
	const {registry, problems, discovery} = scanOnce([root], nodeFiles, formats);
	assert.deepEqual(
		[...registry.runs.values()].map(({dir}) => dir),
		['a\ufffd'],
	);
	const file = path.join(root, '\ufffd\ufffd');
	const why = 'its name is no UTF-8, so that it cannot be named';
	assert.deepEqual(problems, [
		{file: path.join(root, 'caf\ufffd.csv'), message: `Not read: ${why}. Rename it to see what it holds`},
		{file, message: `Not looked into: ${why}. Rename it to see what it holds`},
	]);
	assert.deepEqual(discovery.passed, [{path: file, why}]);
});
