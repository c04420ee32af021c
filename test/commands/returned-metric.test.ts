import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import type {CommandInput} from '../../source/commands/command.ts';
import {runBest} from '../../source/commands/list/best.ts';
import {runExport} from '../../source/commands/list/export.ts';
import {runShow} from '../../source/commands/show/show.ts';

/** What a command said of a run that returned this. */
function askOf(context: TestContext, returned: string) {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-returned-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const lock = "timestamp: '2026-01-01T00:00:00+00:00'\nfingerprint: ab\nconfig:\n  lr: 0.1\nresult:\n";
	writeFileSync(path.join(root, 'run.lock'), `${lock}${returned}`);
	writeFileSync(path.join(root, 'run.complete'), '{"ts": "2026-01-01T00:01:00+00:00", "version": 1}');
	const ask = async (command: typeof runShow, flags: CommandInput['flags'], words: string[] = []) => {
		const [printed, warned]: [string[], string[]] = [[], []];
		const base = {printExactly: () => undefined, isTerminal: false, cols: 80};
		const status = await command({
			...base,
			words: [...words, root],
			flags,
			print: line => void printed.push(line),
			warn: line => void warned.push(line),
		});
		return {status, printed: printed.join('\n'), warned};
	};
	return {root, ask};
}

test('a number that a run returned is shown by its name, and an export says that it has no points', async context => {
	const {root, ask} = askOf(context, '  acc: 0.93\n');
	const shown = await ask(runShow, {metric: ['acc']});
	assert.equal(shown.status, 0);
	assert.match(shown.printed, /\nacc\n {2}0\.93$/);
	const json = await ask(runShow, {metric: ['acc'], json: true});
	assert.deepEqual((JSON.parse(json.printed) as {points: unknown}).points, {acc: [[null, 0.93, null]]});
	const other = await ask(runShow, {metric: ['loss']});
	assert.deepEqual([other.status, other.warned], [1, [`xtui: ${root} has no metric loss; it has acc`]]);
	const exported = await ask(runExport, {metric: ['acc']});
	const why = 'xtui: acc has no points: it is a single number that runs returned, see xtui ls --json';
	assert.deepEqual([exported.status, exported.warned], [1, [why]]);
});

test('that a run returned more numbers than can be asked for is said where one is not found', async context => {
	const numbers = (most: number) => Array.from({length: most}, (_, i) => `  m${i}: ${i}\n`).join('');
	const many = await askOf(context, numbers(501)).ask(runBest, {goal: 'max'}, ['m500']);
	const said = 'of the numbers that a run returned only the first 500 can be asked for, and xtui show has all';
	assert.equal(many.status, 1);
	assert.ok(many.warned[0]?.startsWith('xtui: no run here has a metric m500; nearest: ') && many.warned[0].endsWith(said));
	const few = await askOf(context, numbers(9)).ask(runBest, {goal: 'max'}, ['m500']);
	assert.ok(!few.warned[0]?.includes(said));
});
