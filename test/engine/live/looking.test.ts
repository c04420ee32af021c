import assert from 'node:assert/strict';
import {mkdirSync, rmSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {Publisher} from '../../../source/engine/live/publisher.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

test('while no run is found, it is told twice a second how many directories were looked at', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (let at = 0; at < 40; at++) mkdirSync(path.join(root, `place-${at}`, 'below'), {recursive: true});
	const engine = new Engine(nodeFiles, formats);
	const publisher = new Publisher(engine, nodeFiles);
	const lookedAt = (nowMs: number) => {
		engine.work(() => true);
		return publisher.take(nowMs)?.reading?.directories ?? null;
	};
	engine.start([root]);
	const [first, soon, later] = [lookedAt(0), lookedAt(100), lookedAt(600)];
	assert.ok(!engine.discovery.scanned);
	assert.equal(soon, null);
	assert.ok(first !== null && later !== null && later > first, `${first}, then ${later}`);
	while (!engine.work(() => false));
	assert.equal(lookedAt(700), 81);
	assert.equal(lookedAt(5000), null, 'then all is said');
});
