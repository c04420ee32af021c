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
