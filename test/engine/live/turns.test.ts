import assert from 'node:assert/strict';
import {cpSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {Watching} from '../../../source/engine/live/watching.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

/** The last beat of an experiment that was killed, milliseconds. */
const beatAtMs = 1_795_222_385_313;

test('what is true until some time only is read again by then, although no file has changed', context => {
	const root = makeRoot();
	cpSync('test/fixtures/xman/digits', path.join(root, 'digits'), {recursive: true});
	let nowMs = beatAtMs + 2000;
	const engine = new Engine({...nodeFiles, now: () => nowMs}, formats, () => nowMs);
	engine.start([root]);
	const watching = new Watching(engine, () => {});
	context.after(() => watching.close());
	const statusOf = (name: string) => {
		watching.tend(nowMs, () => false);
		while (!engine.work(() => false));
		const run = [...engine.registry.runs.values()].find(({facts}) => facts.name === name)!;
		return (run.facts.extra.Experiment as {status: string}).status;
	};
	while (!engine.work(() => false));
	assert.match(statusOf('Killed'), /IN_PROGRESS: ACTIVE/);
	nowMs += 60_000;
	assert.match(statusOf('Killed'), /IN_PROGRESS: IDLE/);
});
