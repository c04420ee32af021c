import {readdirSync} from 'node:fs';
import path from 'node:path';
import type {TestContext} from 'node:test';
import {makePlace, type Place, program, script} from '../launch/program.ts';
import {start} from './pty.ts';

const failing = 'console.log("step=1 loss=0.5"); console.error("RuntimeError: bad"); process.exit(1)';
/** Prints a point and then lives until it is signalled. */
export const living = 'console.log("step=1 loss=0.5"); setInterval(() => {}, 1000);';

/** Runs that have failed, one a name. */
export async function makeFailed(place: Place, ...names: string[]) {
	await Promise.all(names.map(name => place.xtui(['run', '--name', name, '--', ...script(failing), '--', '--lr', '0.1'])));
}

/** The program on the runs of a place, in a terminal. */
export function open(context: TestContext, place: Place, words: string[] = [], env: NodeJS.ProcessEnv = {}) {
	const drive = start([process.execPath, program, path.join(place.root, 'runs'), ...words], {
		cols: 200,
		rows: 40,
		cwd: place.root,
		env: {...place.env, LANG: 'C.UTF-8', TERM: 'xterm-256color', ...env},
	});
	context.after(() => drive.stop());
	return drive;
}

/** The program on runs that have failed, one a name, when it shows them. */
export async function openFailed(context: TestContext, ...names: string[]) {
	const place = makePlace(context);
	await makeFailed(place, ...names);
	const drive = open(context, place);
	await drive.waitFor(`${names.length} failed`);
	return {place, drive};
}

/** How many runs there are. */
export const runsOf = (place: Place) => readdirSync(path.join(place.root, 'runs')).length;

/** True of a screen without a dialog that acts. */
export const closed = (screen: readonly string[]) => !screen.join('\n').includes('[ Cancel ]');
