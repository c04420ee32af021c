import assert from 'node:assert/strict';
import test from 'node:test';
import {makeStage} from './story.ts';

for (const [cols, rows] of [
	[80, 24],
	[200, 50],
] as const)
	test(`at ${cols}×${rows} a filter narrows the list as it is typed, completes, and says where it is wrong`, async context => {
		const stage = makeStage(context);
		for (const [at, last] of [0.1, 0.2, 0.4, 0.8].entries()) {
			stage.write(
				`run-${at}`,
				'xtui-run.json',
				JSON.stringify({xtui: 1, id: `id${at}`, name: `run-${at}`, config: {lr: at / 10}}),
			);
			stage.write(`run-${at}`, 'metrics.jsonl', `{"step": 1, "loss": 2}\n{"step": 2, "loss": ${last}}\n`);
			stage.write(`run-${at}`, 'exit.json', JSON.stringify({ended_at: 1, exit_code: at === 0 ? 1 : 0, signal: null}));
		}
		const drive = stage.open([stage.root, '--fresh'], {cols, rows});
		await drive.waitFor('4 runs');
		await drive.waitFor('0.8000');
		drive.press('f', 'loss');
		await drive.waitFor(/f {2}loss +4 of 4 +a field: then/);
		drive.press('<');
		await drive.waitFor('The value behind < is missing');
		assert.match(drive.screen().join('\n'), /run-3/, 'the last good result stays');
		drive.press('0.3 status:fin');
		await drive.waitFor(/f {2}loss<0\.3 status:fin +1 of 4/);
		drive.press('tab');
		await drive.waitFor(/f {2}loss<0\.3 status:finished +1 of 4/);
		drive.press('enter');
		const screen = await drive.waitFor(/loss<0\.3 +status:finished +1\/4/);
		assert.ok(screen.some(line => line.includes('run-1')) && !screen.some(line => line.includes('run-3')));
		drive.press('F');
		await drive.waitFor(/loss<0\.3 +2\/4/);
		drive.press('q');
		assert.equal((await drive.exit).code, 0);
	});

test('the screen begins with the query of the command line: filter, order, groups, columns and limit', async context => {
	const stage = makeStage(context);
	for (const [at, lr] of [0.1, 0.2, 0.1, 0.2].entries()) {
		stage.write(
			`run-${at}`,
			'xtui-run.json',
			JSON.stringify({xtui: 1, id: `id${at}`, name: `run-${at}`, config: {lr, seed: at}}),
		);
		stage.write(`run-${at}`, 'metrics.jsonl', `{"step": 1, "loss": 2}\n{"step": 2, "loss": ${at}}\n`);
		stage.write(`run-${at}`, 'exit.json', JSON.stringify({ended_at: 1, exit_code: 0, signal: null}));
	}
	const drive = stage.open([stage.root, 'loss<3', 'sort:-loss', 'group:but-seed show:loss.max hide:status limit:3']);
	await drive.waitFor(/loss<3 .*3\/4/);
	const expected = ['▾ lr 0.1 2', 'run-2', 'run-0', '▾ lr 0.2 1', 'run-1'];
	const found = (lines: string[]) => lines.flatMap(line => line.match(/▾ lr 0\.\d \d|run-\d/)?.[0] ?? []).slice(0, 5);
	// The header's frame may come in two pieces, the list in the second.
	const screen = await drive.waitFor(lines => found(lines).join() === expected.join());
	assert.ok(screen.some(line => /loss max/.test(line)));
	drive.press('q');
	assert.equal((await drive.exit).code, 0);
	const dashed = stage.open([stage.root, '--fresh', '--where=-name:run-1']);
	await dashed.waitFor(/not name:run-1 .*3\/4/);
	dashed.press('q');
	await dashed.exit;
	const wrong = stage.open([stage.root, 'loss<']);
	assert.equal((await wrong.exit).code, 2);
	assert.match(wrong.screen().join('\n'), /The value behind < is missing at column 5/);
	const misspelt = stage.open(['lst']);
	assert.equal((await misspelt.exit).code, 2);
	assert.match(misspelt.screen().join('\n'), /no command or directory lst/);
});
