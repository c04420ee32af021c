import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {runJournal} from '../../source/commands/acting/journal.ts';
import {runNote} from '../../source/commands/acting/note.ts';
import {runRestart} from '../../source/commands/acting/restart.ts';
import {runStop} from '../../source/commands/acting/stop.ts';
import {runCopy, runLabel, runMark, runTag} from '../../source/commands/acting/valued.ts';
import {runVerdict} from '../../source/commands/acting/verdict.ts';
import type {CommandInput} from '../../source/commands/command.ts';

// Each look at a directory is one that a process would take once.
process.setMaxListeners(50);

test('an act without its words, or with ones that it does not know, says how it is called and does nothing', async context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-test-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const name of ['a', 'b']) {
		mkdirSync(path.join(root, name));
		writeFileSync(path.join(root, name, 'metrics.jsonl'), '{"step": 1, "loss": 1}\n{"step": 2, "loss": 0.5}\n');
	}
	const run = path.join(root, 'a');
	for (const [act, words, flags, status, said] of [
		[runTag, [], {}, 2, 'xtui: tag takes runs and a tag: xtui tag RUN… TAG'],
		[runTag, [run], {}, 2, 'xtui: tag takes runs and a tag: xtui tag RUN… TAG'],
		[runTag, [run], {value: ' '}, 2, 'xtui: tag takes runs and a tag: xtui tag RUN… TAG'],
		[runTag, [root, 'nobody', 'x'], {}, 1, /^xtui: there is no run nobody here/],
		[runTag, [run, 'x'], {readonly: true}, 1, 'xtui: tag was refused: --readonly was given, so nothing is changed or started'],
		[runMark, [run], {}, 2, 'xtui: mark takes runs and a mark: xtui mark RUN… best (or interesting, any other word, none)'],
		[runVerdict, [run], {}, 2, 'xtui: verdict takes runs and a verdict: xtui verdict RUN… success (or fail, none)'],
		[runVerdict, [run, 'maybe'], {}, 2, /^xtui: there is no verdict maybe; verdict takes runs and a verdict/],
		[runLabel, [run], {}, 2, 'xtui: label takes runs and a text: xtui label RUN… TEXT (or none)'],
		[runLabel, [run, 'x'], {}, 1, /runs of \w+ have no label; xtui note says it in the journal/],
		[runCopy, [run], {}, 2, 'xtui: copy takes runs and a directory: xtui copy RUN… DIR'],
		[runNote, [], {}, 2, 'xtui: note takes runs and a text: xtui note RUN… TEXT'],
		[runNote, [run], {value: ' '}, 2, 'xtui: an empty note was not kept'],
		[runStop, [run], {signal: 'HUP'}, 2, 'xtui: --signal takes INT, TERM or KILL'],
		[runRestart, [run], {source: 'newest'}, 2, 'xtui: --source takes recorded or latest'],
		[runRestart, [root], {}, 1, /^xtui: there is no run \S+ here/],
		[runJournal, [root, 'a', 'b'], {}, 2, 'xtui: journal takes one run: xtui journal RUN'],
		[runRestart, [root], {where: 'name:nobody'}, 1, 'xtui: no run to restart; name one, or say which with --where=QUERY'],
	] as const) {
		const warned: string[] = [];
		const quiet = {print: (line: string) => void warned.push(line), printExactly: () => undefined, isTerminal: false, cols: 80};
		const input: CommandInput = {...quiet, words: [...words], flags, warn: line => void warned.push(line)};
		const told = `${act.name} ${words.length} ${JSON.stringify(flags)}`;
		assert.equal(await act(input), status, `${told}\n${warned.join('\n')}`);
		if (typeof said === 'string') assert.equal(warned.join('\n'), said, told);
		else assert.match(warned.join('\n'), said, told);
	}
});
