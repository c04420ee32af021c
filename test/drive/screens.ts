import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {start} from './pty.ts';
import {screenToSvg} from './svg.ts';

/** Makes the pictures of README from the running program: the demo's six live runs, one of them opened, and a sweep ranked. */
const directory = 'demo/screens';
mkdirSync(directory, {recursive: true});
const drive = start(['node', '.cache/demo/main.js'], {cols: 120, rows: 34, env: {COLORTERM: 'truecolor'}});
await drive.waitFor('6 runs');
// The runs have to have something to show.
await wait(25_000);
writeFileSync(`${directory}/runs.svg`, screenToSvg(drive.emulator));
drive.press('enter');
await drive.waitFor('Charts');
await wait(1500);
writeFileSync(`${directory}/run.svg`, screenToSvg(drive.emulator));
drive.press('q');
await drive.waitFor('6 runs');
drive.press('q');
await drive.exit;

/** Trains small networks, one for each learning rate, width and seed. */
function trainSweep(root: string): void {
	for (const learningRate of [0.01, 0.03, 0.1, 0.3, 1, 3]) {
		for (const hidden of [4, 8, 16, 32]) {
			for (const seed of [1, 2]) {
				const name = `spirals-lr${learningRate}-h${hidden}-s${seed}`;
				const options = {writer: 'native', learningRate, weightDecay: 1e-4, hidden, seed, totalSteps: 120, paceMs: 0};
				execFileSync(process.execPath, [
					'.cache/demo/trainer.js',
					JSON.stringify({...options, directory: path.join(root, name)}),
				]);
			}
		}
	}
}

const root = path.join(mkdtempSync(path.join(os.tmpdir(), 'xtui-sweep-')), 'sweep');
trainSweep(root);
const ranking = start(['node', path.resolve('dist/cli.js'), 'sweep'], {
	cols: 120,
	rows: 34,
	cwd: path.dirname(root),
	env: {COLORTERM: 'truecolor'},
});
await ranking.waitFor('48 runs');
ranking.press('g', 'r', 't');
await ranking.waitFor('By a random forest', 30_000);
await wait(1500);
writeFileSync(`${directory}/rank.svg`, screenToSvg(ranking.emulator));
ranking.press('escape', 'q');
await ranking.exit;
rmSync(path.dirname(root), {recursive: true});
