import assert from 'node:assert/strict';
import {appendFileSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

test('a run that is costly to read each time it grows rests ten times as long, a second at most, and no row is lost by that', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const log = path.join(root, 'a/metrics.jsonl');
	mkdirSync(path.dirname(log));
	writeFileSync(log, '{"step":1,"loss":1}\n{"step":2,"loss":0.5}\n');
	let [clockMs, costMs] = [Date.now(), 0];
	const files = {
		...nodeFiles,
		tail: (...args: Parameters<typeof nodeFiles.tail>) => {
			const tail = nodeFiles.tail(...args);
			const read = tail.read.bind(tail);
			return Object.assign(tail, {
				read: (...budget: Parameters<typeof read>) => {
					clockMs += costMs;
					return read(...budget);
				},
			});
		},
	};
	const engine = new Engine(files, formats, () => clockMs);
	engine.isPaced = true;
	engine.start([root]);
	const pointsAfter = (ms: number) => {
		clockMs += ms;
		while (!engine.work(() => false));
		return [...engine.registry.runs.values()][0]?.metrics.get('loss')?.length;
	};
	let step = 2;
	const append = () => {
		appendFileSync(log, `{"step":${++step},"loss":0.4}\n`);
		for (const handle of engine.registry.handles.values()) handle.dirty = true;
	};
	assert.equal(pointsAfter(0), 2);
	costMs = 20;
	append();
	assert.equal(pointsAfter(0), 3, 'nothing was costly yet');
	append();
	assert.equal(pointsAfter(150), 3);
	assert.ok(!engine.hasWork);
	costMs = 5000;
	assert.equal(pointsAfter(100), 4);
	append();
	assert.equal(pointsAfter(900), 4);
	assert.equal(pointsAfter(200), 5);
	append();
	assert.equal(pointsAfter(-3_600_000), 6, 'the clock was set back');
});
