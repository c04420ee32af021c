import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {after, before, type TestContext} from 'node:test';
import {type Drive, type DriveOptions, start} from '../drive/pty.ts';
import {buildFixtureApp, type FixtureApp} from './build-fixture-app.ts';

/** Builds the small app of these tests before the first of a file, and removes it behind the last. */
export function prepareApp() {
	let built: FixtureApp | null = null;
	before(async () => {
		built = await buildFixtureApp();
	});
	after(() => built?.remove());
	return {
		get file(): string {
			return built!.file;
		},
		get folder(): string {
			return built!.folder;
		},
		run: (context: TestContext, options?: DriveOptions) => run(context, ['node', built!.file], options),
		/** Runs it under a shell, which tells its exit code and the terminal's state after it. */
		runUnderShell: (context: TestContext) => run(context, `node ${built!.file}; echo "code=$?"; stty -a; echo done; read`),
	};
}

/** Runs a program that does not outlive its test. */
export function run(context: TestContext, command: string | readonly string[], options?: DriveOptions): Drive {
	const drive = start(command, options);
	context.after(() => drive.stop());
	return drive;
}

/** Everything that a program must put back. */
export async function assertRestored(drive: Drive, code: number): Promise<void> {
	// The shell waits for Enter: what a program writes just before its end can be lost on a busy machine.
	await drive.waitFor('done');
	drive.press('enter');
	const text = drive.screen().join('\n');
	assert.match(text, new RegExp(`code=${code}$`, 'm'));
	assert.match(text, /(^| )icanon\b/m);
	assert.match(text, /(^| )echo\b/m);
	assert.match(text, /(^| )isig\b/m);
	assert.equal(drive.emulator.buffer.active.type, 'normal');
	assert.equal(drive.emulator.modes.bracketedPasteMode, false);
	assert.equal(drive.emulator.modes.mouseTrackingMode, 'none');
	assert.ok(drive.output().lastIndexOf('\x1b[?25h') > drive.output().lastIndexOf('\x1b[?25l'), 'the cursor is shown again');
	await drive.exit;
}

/** Pid of the program below the shell, as it prints it nowhere. */
export async function childPid(drive: Drive): Promise<number> {
	return Number((await readFile(`/proc/${drive.pid}/task/${drive.pid}/children`, 'utf8')).trim().split(' ')[0]);
}
