import {mkdirSync, writeFileSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';
import {start} from './pty.ts';
import {screenToSvg} from './svg.ts';

/** Makes the pictures of README from the running program: the demo's six live runs, and one of them opened. */
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
