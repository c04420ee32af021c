import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {TestContext} from 'node:test';
import {parseArguments} from '../../source/commands/parse.ts';
import {commands} from '../../source/commands/registry.ts';

export interface Told {
	status: number;
	/** Lines of standard output and of standard error, the root written as ROOT. */
	out: string[];
	err: string[];
}

/** A directory with runs in xtui's own layout, and the commands as they are typed about it. */
export interface Tree {
	root: string;
	/** Writes a run: its record, its points, and its end where it has one. */
	run(name: string, record: object, losses: readonly number[], end?: object): void;
	/** Runs a command with words as they are typed, without starting the program. */
	tell(...argv: string[]): Promise<Told>;
}

export function makeTree(context: TestContext): Tree {
	// Each look at a directory is one that a process would take once.
	process.setMaxListeners(500);
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-tell-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	return {
		root,
		run(name, record, losses, end) {
			const at = path.join(root, name);
			const write = (file: string, text: string) => writeFileSync(path.join(at, file), text);
			mkdirSync(at, {recursive: true});
			write('xtui-run.json', JSON.stringify({xtui: 1, id: `${name}-id`, name, ...record}));
			// The layout has NaN as a word, which is no JSON of others.
			write('metrics.jsonl', losses.map((loss, at) => `{"step": ${at + 1}, "loss": ${loss}}\n`).join(''));
			if (end !== undefined) write('exit.json', JSON.stringify(end));
		},
		async tell(name, ...argv) {
			const command = commands.find(each => each.name === name)!;
			const parsed = parseArguments(argv, command.flags, '0');
			if ('fault' in parsed) return {status: 2, out: [], err: [parsed.fault]};
			const told: Told = {status: 0, out: [], err: []};
			const into = (lines: string[]) => (text: string) => void lines.push(...text.replaceAll(root, 'ROOT').split('\n'));
			const run = await command.load();
			const print = into(told.out);
			const quiet = {isTerminal: false, cols: 80, program: []};
			told.status = await run({...parsed, ...quiet, print, printExactly: print, warn: into(told.err)}, commands);
			return told;
		},
	};
}

/** Lines without what aligns them. */
export const bare = (lines: readonly string[]): string[] => lines.map(line => line.trim().replace(/ {2,}/g, '  '));
