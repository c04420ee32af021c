import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {CheckedRun} from '../../source/commands/check/check-lines.ts';
import {sayOnce} from '../../source/commands/check/say-once.ts';
import {warnOfDamaged} from '../../source/commands/find/warn-damaged.ts';
import type {Finding} from '../../source/core/check/finding.ts';
import {emptyRow} from '../../source/core/row.ts';
import type {Problem} from '../../source/core/run.ts';

const tasks = {file: '/w/sweep/tasks.db', message: 'It is damaged'};
const asFinding = (problem: Problem, kind: Finding['kind'] = 'record'): Finding => ({severity: 'error', kind, ...problem});
const checked = (path: string, ...findings: Finding[]): CheckedRun => ({
	row: {...emptyRow(), path},
	files: 1,
	bytes: 1,
	points: 1,
	findings,
});

test('a check says what is wrong with a file of several runs once: of the run that holds it, else of none', () => {
	const damaged = asFinding(tasks);
	const own = asFinding({file: '/w/sweep/b/log', message: 'It is cut'});
	const input = asFinding({file: '/data', message: 'It is gone'}, 'input');
	const parts = [checked('/w/sweep/a', damaged, input), checked('/w/sweep/b', damaged, own, input)];
	const found = ({runs, elsewhere}: ReturnType<typeof sayOnce>) => [...runs.map(({findings}) => findings), elsewhere];
	assert.deepEqual(found(sayOnce({runs: [...parts, checked('/w/sweep', damaged), checked('/w')], elsewhere: []})), [
		[input],
		[own, input],
		[damaged],
		[],
		[],
	]);
	assert.deepEqual(found(sayOnce({runs: parts, elsewhere: []})), [[input], [own, input], [damaged]]);
	assert.deepEqual(found(sayOnce({runs: parts, elsewhere: [damaged]})), [[input], [own, input], [damaged]]);
	assert.deepEqual(found(sayOnce({runs: parts.slice(0, 1), elsewhere: []})), [[damaged, input], []]);
});

test('a list says it in one line, with how many runs have it', () => {
	const warned: string[] = [];
	const cut = (at: number) => ({file: `/w/${at}`, message: 'It is cut'});
	const problems: Problem[][] = [[tasks], [tasks, cut(1)], [], [tasks], ...Array.from({length: 10}, (_, i) => [cut(i + 2)])];
	const rows = problems.map((_, key) => ({...emptyRow(), key}));
	warnOfDamaged(rows, new Map(problems.map((each, key) => [key, {problems: each}])), {warn: line => warned.push(line)});
	assert.deepEqual(warned.slice(0, 3), [
		'xtui: /w/sweep/tasks.db: It is damaged, in 3 runs',
		'xtui: /w/1: It is cut',
		'xtui: /w/2: It is cut',
	]);
	assert.deepEqual([warned.length, warned.at(-1)], [11, 'xtui: 2 more runs have problems; xtui check names them all']);
});
