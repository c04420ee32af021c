import {appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {TestContext} from 'node:test';
import {type Drive, type DriveOptions, start} from './pty.ts';

/** A directory of real runs that a story plays in; gone after the test. */
export interface Stage {
	root: string;
	/** Where the program keeps what it does for its user. */
	state: string;
	/** Writes a CSV of metrics with steps from 0 and returns its path. */
	csv(dir: string, values: readonly number[]): string;
	/** Appends to a file of the stage. */
	append(file: string, text: string): void;
	write(dir: string, file: string, content: string | Uint8Array): string;
	/** Opens the real program on the stage. */
	open(words?: readonly string[], options?: DriveOptions): Drive;
}

export function makeStage(context: TestContext): Stage {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-story-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	// What the program keeps for its user must not come from one story into another.
	const state = mkdtempSync(path.join(os.tmpdir(), 'xtui-state-'));
	context.after(() => rmSync(state, {recursive: true, force: true}));
	const write = (dir: string, file: string, content: string | Uint8Array) => {
		mkdirSync(path.join(root, dir), {recursive: true});
		writeFileSync(path.join(root, dir, file), content);
		return path.join(root, dir, file);
	};
	return {
		root,
		state,
		write,
		csv: (dir, values) => write(dir, 'metrics.csv', `step,loss\n${values.map((value, step) => `${step},${value}`).join('\n')}\n`),
		append: (file, text) => appendFileSync(file, text),
		open(words = [root], options = {}) {
			const drive = start(['node', path.resolve('dist/cli.js'), ...words], {
				cols: 100,
				rows: 30,
				...options,
				env: {XDG_STATE_HOME: state, XDG_CONFIG_HOME: path.join(state, 'config'), ...options.env},
			});
			context.after(() => drive.stop());
			return drive;
		},
	};
}

/** The line of the screen that holds a text; fails with the screen where there is none. */
export function lineWith(screen: readonly string[], text: string): string {
	const line = screen.find(candidate => candidate.includes(text));
	if (line === undefined) throw new Error(`No line has "${text}":\n${screen.join('\n')}`);
	return line;
}
