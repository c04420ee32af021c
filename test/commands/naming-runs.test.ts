import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {findTargets} from '../../source/commands/acting/targets.ts';
import {findRuns} from '../../source/commands/find/find-runs.ts';

// Each look at a directory is one that a process would take once.
process.setMaxListeners(50);

const points = [1, 2, 3].map(step => `${JSON.stringify({step, loss: 1 / step})}\n`).join('');

/** A directory with runs, each a file of JSON lines, and what is warned of. */
function place(context: TestContext, ...names: string[]) {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-test-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const name of names) {
		mkdirSync(path.join(root, name), {recursive: true});
		writeFileSync(path.join(root, name, 'metrics.jsonl'), points);
	}
	const warned: string[] = [];
	const quiet = {print: () => undefined, printExactly: () => undefined, isTerminal: false, cols: 80, words: []};
	const input = {...quiet, flags: {}, warn: (line: string) => void warned.push(line.replaceAll(root, 'ROOT'))};
	return {root, warned, input};
}

/** Words as they are typed, of which `/NAME` is a path below the root. */
const paths = (root: string, words: string) =>
	words.split(' ').map(word => (word.startsWith('/') ? root + word.replace(/\/$/, '') : word));
const ambiguous = /^xtui: a names 2 runs: \w+ in other\/a, \w+ in sweep\/a; name one by its id$/;
const unknown = /^xtui: there is no run \S+ here; name an id, a name or a path/;

test('a run is named by its id, its name or its path, with a moment behind it; a directory around a single one is that', context => {
	const {root, warned, input} = place(context, 'sweep/a', 'sweep/b', 'other/a', 'alone/deep/c');
	for (const [words, expected, onlyRoots] of [
		['/', '', true],
		['/sweep', '', true],
		['/sweep/a /alone', '/sweep/a /alone/deep/c', true],
		['/ /sweep/a', '/sweep/a', true],
		['/ b', '/sweep/b', false],
		['/ b@2', '/sweep/b step 2', false],
		['/sweep/b@1h', '/sweep/b time 3600', true],
	] as const) {
		const found = findRuns(input, paths(root, words));
		const told = found?.found.map(({row, at}) => {
			const moment = at === null ? '' : ` ${at.kind} ${at.kind === 'step' ? at.step : at.seconds}`;
			return `${row.path.slice(root.length)}${moment}`;
		});
		assert.deepEqual([told?.join(' '), found?.onlyRoots, warned], [expected, onlyRoots, []], words);
	}
	for (const [words, reason] of [
		['/ a', ambiguous],
		['/ nothing', unknown],
		['/ nothing@2', unknown],
	] as const) {
		assert.equal(findRuns(input, paths(root, words)), null, words);
		assert.match(warned.splice(0).join('\n'), reason);
	}
});

test('an act is about the runs that its words and its query name, each once, and about none where one word is not clear', context => {
	const {root, warned, input} = place(context, 'sweep/a', 'sweep/b', 'other/a');
	const ask = (words: string, where?: string) => {
		const found = findTargets({...input, flags: where === undefined ? {} : {where}}, paths(root, words));
		return found === null ? null : found.targets.map(({path: at}) => at.slice(root.length)).join(' ');
	};
	for (const [words, where, expected] of [
		['/ b', undefined, '/sweep/b'],
		['/sweep/a', undefined, '/sweep/a'],
		['/', 'name:b', '/sweep/b'],
		['/ b', 'name:b', '/sweep/b'],
		['/', '*', '/other/a /sweep/a /sweep/b'],
		['/', 'limit:9 sort:name', '/other/a /sweep/a /sweep/b'],
		['/sweep', 'name:a', '/sweep/a'],
	] as const)
		assert.deepEqual([ask(words, where), warned], [expected, []], `${words} ${where}`);
	for (const [words, where, reason] of [
		['/ a', undefined, ambiguous],
		['/ b zzz', undefined, unknown],
		['/sweep', undefined, unknown],
		['/', '', /^xtui: --where is empty, so nothing was done; /],
		['/', 'sort:name', /^xtui: --where has no condition: sort:name, so nothing was done; /],
		['/', '((', /^xtui: The parenthesis is not closed/],
		['/gone/x', undefined, /^xtui: cannot look under ROOT\/gone\/x: no such file or directory; name a directory/],
	] as const) {
		assert.equal(ask(words, where), null, `${words} ${where}`);
		assert.match(warned.splice(0).join('\n'), reason);
	}
});

test('a run of Gage is named by the first word of its name, as its lists call it', context => {
	const {warned, input} = place(context);
	const named = (word: string) => findRuns(input, ['test/fixtures/gage/head', word])?.found.map(({row}) => row.name);
	assert.deepEqual(named('bavud'), ['bavud-zapap']);
	for (const word of ['bavu', 'zapap', 'lusab']) assert.equal(named(word), undefined, word);
	assert.equal(warned.length, 3);
});
