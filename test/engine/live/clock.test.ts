import assert from 'node:assert/strict';
import {appendFileSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {startSession} from '../live-session.ts';

test('the screen goes on where the clock is set back by an hour', async context => {
	let backMs = 0;
	const session = startSession(undefined, undefined, () => Date.now() - backMs);
	context.after(() => session.close());
	const write = (name: string) => {
		mkdirSync(path.join(session.root, name));
		writeFileSync(path.join(session.root, name, 'metrics.csv'), 'step,train_loss\n1,0.5\n2,0.25\n');
	};
	const stepOf = (name: string) => session.rows.get(name)?.progress?.step;
	write('first');
	await session.until('the first run', () => stepOf('first') === 2);
	backMs = 3_600_000;
	write('second');
	appendFileSync(path.join(session.root, 'first/metrics.csv'), '3,0.125\n');
	await session.until('what came since', () => stepOf('first') === 3 && stepOf('second') === 2);
	assert.ok(session.updates.length > 1);
});
