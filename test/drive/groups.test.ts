import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import type {Drive} from './pty.ts';
import {lineWith, makeStage, type Stage} from './story.ts';

/** A sweep as people leave it: two optimizers, two learning rates, three seeds, all finished but one that has failed. */
function makeSweep(context: TestContext): Stage {
	const stage = makeStage(context);
	for (const optim of ['adam', 'sgd'])
		for (const lr of [0.01, 0.001])
			for (const seed of [1, 2, 3]) {
				const name = `${optim}-lr${lr}-seed${seed}`;
				const loss = (optim === 'adam' ? 1 : 2) + (lr === 0.01 ? 0.5 : 0) + seed / 8;
				const failed = optim === 'sgd' && lr === 0.01 && seed === 3;
				const points = [4, 3, 2].map((above, step) => JSON.stringify({step, loss: loss + above}));
				stage.write(
					name,
					'xtui-run.json',
					JSON.stringify({xtui: 1, id: name, name, config: {optim, lr, seed}, started_at: 1760000000}),
				);
				stage.write(name, 'metrics.jsonl', `${points.join('\n')}\n${JSON.stringify({step: 3, loss})}\n`);
				stage.write(name, 'exit.json', JSON.stringify({ended_at: 1760000900, exit_code: failed ? 1 : 0, signal: null}));
			}
	return stage;
}

async function openSweep(context: TestContext, cols: number, rows: number): Promise<Drive> {
	const drive = makeSweep(context).open(undefined, {cols, rows});
	await drive.waitFor(screen => screen.some(line => line.includes('✗ 1') && line.includes('✓ 11')));
	return drive;
}

test('a person groups a sweep by all but the seed, closes a group, filters, and sorts the groups', async context => {
	const drive = await openSweep(context, 120, 36);
	drive.press('t', 't');
	await drive.waitFor('by all but the seed');
	const screen = await drive.waitFor(
		now => now.some(line => /adam.*1\.25 +± 0\.13/.test(line)) && now.filter(line => line.includes('-seed')).length === 12,
	);
	assert.match(lineWith(screen, '▾ lr 0.01, optim sgd'), /✗1 ✓2 .* 3 +3\/3 .* 2\.75 +± 0\.13/);
	drive.press('g', 'g', 'h');
	await drive.waitFor(now => now.filter(line => line.includes('-seed')).length === 9);
	drive.press('}', '}');
	await drive.waitFor(now => now.some(line => /^▸ .*▾ lr 1e-3, optim sgd/.test(line)));
	drive.press('f', 'optim:sgd', 'enter');
	await drive.waitFor(now => now.some(line => line.includes('6/12')) && now.filter(line => /[▾▸] lr/.test(line)).length === 2);
	drive.press('s', '/', 'loss', 'enter', 'enter');
	const sorted = await drive.waitFor(/↑ loss/);
	const headings = sorted.filter(line => /[▾▸] lr/.test(line));
	assert.match(headings[0]!, /lr 1e-3/);
	assert.match(headings[1]!, /lr 0\.01/);
	drive.press('t', 't');
	await drive.waitFor(now => now.every(line => !line.includes('by all but')));
	drive.press('q');
	assert.equal((await drive.exit).code, 0);
});

test('groups keep their place and their numbers from a small pane to a large screen', async context => {
	const drive = await openSweep(context, 200, 50);
	drive.press('t', 't');
	await drive.waitFor(/1\.25 +± 0\.13/);
	for (const [cols, rows, spread] of [
		[80, 24, /1\.25 +± 0\.13/],
		[40, 12, /1e-3, adam.* 1\.25/],
		[120, 36, /1\.25 +± 0\.13/],
	] as const) {
		drive.resize(cols, rows);
		await drive.waitFor(now => now.length === rows && now.some(line => spread.test(line)));
		assert.ok(drive.screen().every(line => [...line].length <= cols));
	}
});

test('runs come into their group while they are watched', async context => {
	const stage = makeSweep(context);
	const drive = stage.open(undefined, {cols: 120, rows: 36});
	await drive.waitFor('✓ 11');
	drive.press('f', 'group:optim', 'enter');
	await drive.waitFor(/[▾▸] optim adam 6/);
	stage.write(
		'late',
		'xtui-run.json',
		JSON.stringify({xtui: 1, id: 'late', name: 'late', config: {optim: 'adam'}, started_at: 1760000000}),
	);
	stage.write('late', 'metrics.jsonl', '{"step": 0, "loss": 9}\n');
	stage.write('late', 'exit.json', JSON.stringify({ended_at: 1760000900, exit_code: 0, signal: null}));
	await drive.waitFor(/✓7 +[▾▸] optim adam 7/);
});
