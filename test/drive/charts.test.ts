import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {lineWith, makeStage} from './story.ts';

const pointAt = (step: number) => {
	const loss = 2 / (step + 1);
	return `${JSON.stringify({step, epoch: Math.floor(step / 10), 'train/loss': loss, ...(step % 5 === 0 && {'val/loss': loss + 0.5})})}\n`;
};
const steps = (from: number, to: number) => Array.from({length: to - from}, (_, i) => pointAt(from + i)).join('');
/** A turn of the wheel up, over a cell counted from 1. */
const wheelAt = (column: number, row: number) => `\x1b[<64;${column};${row}M`;

test('a live run’s charts: pairs, another x, zoom by key and wheel, limits, and new points that disturb nothing', async context => {
	const stage = makeStage(context);
	const file = stage.write('run', 'metrics.jsonl', steps(0, 100));
	const drive = stage.open();
	await drive.waitFor('step 99');
	drive.press('enter');
	await drive.waitFor(/train\/loss .*━ train 0\.02000 .*╍ val 0\.5208/);
	drive.press('a', 'x');
	await drive.waitFor('x axis of the charts');
	drive.press('j', 'j', 'j', 'enter');
	await drive.waitFor(screen => screen.some(line => line.includes('x: epoch')));
	drive.press('a', 'x');
	await drive.waitFor('■ epoch');
	drive.press('g', 'enter');
	await drive.waitFor(screen => !screen.some(line => line.includes('x: epoch')));
	drive.press('+');
	const zoomed = await drive.waitFor('part of x');
	const axisOf = (screen: string[]) => lineWith(screen, '└').split(' │')[0];
	const axis = axisOf(zoomed);
	stage.append(file, steps(100, 150));
	await drive.waitFor('step 149');
	assert.equal(axisOf(drive.screen()), axis, 'the part in view stays while points come');
	drive.press('0');
	await drive.waitFor(screen => !screen.some(line => line.includes('part of x')));
	drive.press(wheelAt(30, 8));
	await drive.waitFor('part of x');
	drive.press('0', 'a', 'l');
	await drive.waitFor('y limits');
	drive.press(...'0 1', 'enter');
	await drive.waitFor(screen => screen.some(line => / 1\.0 ┤/.test(line)) && screen.some(line => / 0\.0 └/.test(line)));
	drive.resize(40, 12);
	await drive.waitFor(screen => screen.length === 12 && screen.some(line => line.includes('train/loss')));
	drive.press('q', 'q');
	assert.equal((await drive.exit).code, 0);
});

test('pictures, histograms and texts of event files, step by step', async context => {
	const stage = makeStage(context);
	const name = 'events.out.tfevents.1760006422.gpu-node01';
	stage.write('run', name, readFileSync(`test/fixtures/tfevents/media/${name}`));
	const drive = stage.open();
	await drive.waitFor('step 7');
	drive.press('enter');
	await drive.waitFor('Media 4');
	drive.press(']', ']', ']', ']', ']', ']');
	await drive.waitFor(screen => screen.some(line => line.includes('▀▀▀')) && screen.some(line => /step 7: \*hello\*/.test(line)));
	drive.press('h', 'h');
	await drive.waitFor(
		screen => screen.some(line => /step 5: \*hello\*/.test(line)) && screen.some(line => /step 5 {2}6 of 8/.test(line)),
	);
	drive.press('escape', 'q', 'q');
	assert.equal((await drive.exit).code, 0);
});
