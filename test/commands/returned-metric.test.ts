import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import type {CommandInput} from '../../source/commands/command.ts';
import {runExport} from '../../source/commands/list/export.ts';
import {runShow} from '../../source/commands/show/show.ts';

test('a number that a run returned is shown by its name, and an export says that it has no points', async context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-returned-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const lock = "timestamp: '2026-01-01T00:00:00+00:00'\nfingerprint: ab\nconfig:\n  lr: 0.1\nresult:\n  acc: 0.93\n";
	writeFileSync(path.join(root, 'run.lock'), lock);
	writeFileSync(path.join(root, 'run.complete'), '{"ts": "2026-01-01T00:01:00+00:00", "version": 1}');
	const ask = async (command: typeof runShow, words: string[], flags: CommandInput['flags']) => {
		const [printed, warned]: [string[], string[]] = [[], []];
		const base = {printExactly: () => undefined, isTerminal: false, cols: 80};
		const status = await command({
			...base,
			words,
			flags,
			print: line => void printed.push(line),
			warn: line => void warned.push(line),
		});
		return {status, printed: printed.join('\n'), warned};
	};
	const shown = await ask(runShow, [root], {metric: ['acc']});
	assert.equal(shown.status, 0);
	assert.match(shown.printed, /\nacc\n {2}0\.93$/);
	const json = await ask(runShow, [root], {metric: ['acc'], json: true});
	assert.deepEqual((JSON.parse(json.printed) as {points: unknown}).points, {acc: [[null, 0.93, null]]});
	const other = await ask(runShow, [root], {metric: ['loss']});
	assert.deepEqual([other.status, other.warned], [1, [`xtui: ${root} has no metric loss; it has acc`]]);
	const exported = await ask(runExport, [root], {metric: ['acc']});
	const why = 'xtui: acc has no points: it is a single number that runs returned, see xtui ls --json';
	assert.deepEqual([exported.status, exported.warned], [1, [why]]);
});
