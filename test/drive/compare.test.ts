import assert from 'node:assert/strict';
import test from 'node:test';
import {lineWith, makeStage} from './story.ts';

test('runs of two trackers are marked, compared live, measured against another baseline, and left again', async context => {
	const stage = makeStage(context);
	const file = stage.csv('by-csv', [4, 2, 1]);
	stage.write('by-jsonl', 'metrics.jsonl', '{"step": 0, "loss": 5}\n{"step": 1, "loss": 0.5}\n');
	const drive = stage.open();
	await drive.waitFor(screen => screen.some(line => line.includes('2 runs')) && screen.some(line => line.includes('0.5000')));
	drive.press('*', 'c');
	await drive.waitFor(
		screen => screen.some(line => /Compare 2 runs/.test(line)) && screen.some(line => /loss last.*(better|worse)/.test(line)),
	);
	const first = /baseline (\S+)/.exec(lineWith(drive.screen(), 'Compare 2 runs'))?.[1];
	assert.match(lineWith(drive.screen(), 'loss last'), first === 'by-csv' ? /1 .*0\.5000 ★.*better/ : /0\.5000 ★.*1 .*worse/);
	stage.append(file, '3,0.125\n');
	await drive.waitFor(/loss last.*0\.1250 ★/);
	drive.press('}', 'b');
	await drive.waitFor(new RegExp(`baseline (?!${first})by-`));
	drive.resize(40, 12);
	await drive.waitFor(screen => /^ Compare 2 runs +⚑ by-/.test(screen[0] ?? '') && screen.some(line => /^ loss /.test(line)));
	drive.press('tab');
	await drive.waitFor('Tab charts');
	drive.press('escape');
	await drive.waitFor('2 marked');
	drive.press('q');
	assert.equal((await drive.exit).code, 0);
});
