import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunFacts} from '../../../../source/core/run.ts';
import type {FormatHabits} from '../../../../source/engine/model/layer/format-traits.ts';
import {Layer} from '../../../../source/engine/model/layer.ts';
import {Starts} from '../../../../source/engine/model/starts/starts.ts';
import {guild} from '../../../../source/formats/guild/index.ts';

interface Told extends Partial<RunFacts> {
	format?: string;
	habits?: FormatHabits;
	/** When its files were written, milliseconds. */
	writtenMs?: number;
	/** Steps at which it logged its loss. */
	steps?: readonly number[];
}

/** Directories of one run, each with what a tracker says in it. */
function startsOf(told: Record<string, Told>) {
	let value = 0;
	const layers = Object.entries(told).map(([below, {format = 'wandb', habits = {}, writtenMs = 0, steps = [], ...facts}]) => {
		const layer = new Layer(format, 1, below, habits);
		layer.facts(facts);
		layer.modifiedAtMs = writtenMs;
		for (const step of steps) layer.series('loss').push(step, Number.NaN, value++);
		return layer;
	});
	const starts = new Starts(layers);
	const stepsOf = (layer: Layer) => {
		const series = starts.metricsOf(layer).get('loss');
		return series === undefined ? '' : ` ${series.steps.slice(0, series.length).join(' ')}`;
	};
	return {
		starts,
		standing: starts.standing.map(layer => `${layer.below}${stepsOf(layer)}`).join(' | '),
		attempt: starts.attempt,
		left: [...starts.leftMetrics()].map(([name]) => name),
	};
}
const shown = (told: Record<string, Told>) => {
	const {standing, attempt, left} = startsOf(told);
	return [standing, attempt, ...left];
};

const id = 'abc';
const version: FormatHabits = {startFolder: /^version_\d+$/};

test('of the starts of one run the newest stands for all, with what was logged before, whatever their directories are called', () => {
	const cases: [Record<string, Told>, ...unknown[]][] = [
		[{a: {id, startedAtMs: 1, steps: [0, 1, 2]}, b: {id, startedAtMs: 2, steps: [2, 3]}}, 'b 0 1 2 3', 2],
		[
			{a: {id, startedAtMs: 2, steps: [2, 3]}, b: {id, startedAtMs: 1, steps: [0, 1]}, c: {id, startedAtMs: 3, steps: [4]}},
			'c 0 1 2 3 4',
			3,
		],
		[{a: {id, writtenMs: 2, steps: [2, 3]}, b: {id, writtenMs: 1, steps: [0, 1, 2]}}, 'a 0 1 2 3', 2],
		[{run_10: {id, steps: [2, 3]}, run_9: {id, steps: [0, 1, 2]}}, 'run_10 0 1 2 3', 2],
		[{a: {id, steps: [5]}, b: {id, startedAtMs: 1, steps: [0]}}, 'a 0 5', 2],
		[{a: {id, steps: [0]}, b: {id: 'other', steps: [1]}}, 'a 0 | b 1', null],
		[{a: {id, steps: [0]}, b: {id, format: 'mlflow', steps: [1]}}, 'a 0 | b 1', null],
		[{a: {id, partOf: '/run', steps: [0]}, b: {id, partOf: '/run', steps: [1]}}, 'a 0 | b 1', null],
	];
	assert.deepEqual(
		cases.map(([told]) => shown(told)),
		cases.map(([, ...expected]) => expected),
	);
});

test('directories that a tracker without ids makes for each start beside each other are one course, and so is what one training logs', () => {
	const numbered = (...dirs: string[]) => shown(Object.fromEntries(dirs.map((dir, at) => [dir, {habits: version, steps: [at]}])));
	assert.deepEqual(numbered('logs/version_0', 'logs/version_1'), ['logs/version_1 0 1', null]);
	assert.deepEqual(numbered('a/version_0', 'b/version_0'), ['a/version_0 0 | b/version_0 1', null]);
	assert.deepEqual(numbered('version_0', 'version_1'), ['version_1 0 1', null]);
	const training: Record<string, Told> = {'': {format: 'trainer', habits: {isOneTraining: true}}};
	const logged = {'w/1': {id, startedAtMs: 1, steps: [0, 1]}, 'w/2': {id: 'other', startedAtMs: 2, steps: [2]}};
	assert.deepEqual(shown({...training, ...logged}), [' | w/2 0 1 2', 2]);
	const began = (before: number[], steps: number[], given: string | null = null) => {
		const first = {habits: version, id: given, startedAtMs: 1000, steps: before};
		const second = {habits: version, id: given, startedAtMs: 2000, steps};
		return startsOf({'logs/version_0': first, 'logs/version_1': second}).starts.beganAtMs(2000);
	};
	assert.deepEqual([began([0, 1], [2]), began([0, 1], []), began([], [0])], [1000, 1000, 1000]);
	assert.equal(began([0, 1], [0]), 2000, 'what logs the same steps again began anew');
	assert.equal(began([0, 1], [2], id), 2000, 'a start with an id says itself when it began');
});

test('what was written before a run was started again in place is left by an earlier attempt', () => {
	const host: Record<string, Told> = {'': {format: 'guild', habits: {host: guild.host}, startedAtMs: 5000}};
	const part = (writtenMs: number, ...steps: number[]): Told => ({habits: {partsRuns: true}, writtenMs, steps});
	const table = (writtenMs: number): Told => ({format: 'csv', writtenMs, steps: [0, 1]});
	assert.deepEqual(shown({...host, a: part(4000, 0, 1), b: part(6000, 2)}), [' | b 2', 2, 'a/loss']);
	assert.deepEqual(shown({...host, a: part(7000, 0, 1), b: part(6000, 0)}), [' | a 0 1 | b 0', null], 'both were written since');
	const versions = [6000, 7000].map((writtenMs, at) => [
		`logs/version_${at}`,
		{...part(writtenMs, at), habits: {...version, partsRuns: true}},
	]);
	assert.deepEqual(
		shown({...host, ...Object.fromEntries(versions)}),
		[' | logs/version_1 0 1', null],
		'it went on from what it wrote itself',
	);
	assert.deepEqual(shown({...host, a: table(4000)}), ['', null, 'a/loss']);
	assert.deepEqual(shown({...host, a: table(6000)}), [' | a 0 1', null]);
	assert.deepEqual(shown({...host, a: table(0)}), [' | a 0 1', null], 'when nobody knows');
	const both = {
		a: {id, startedAtMs: 1000, writtenMs: 2000, steps: [0, 1]},
		b: {id, startedAtMs: 1500, writtenMs: 3000, steps: [2]},
	};
	assert.deepEqual(shown({...host, ...both}), ['', null, 'b/loss'], 'the starts of a run that was left as well');
	assert.deepEqual(
		shown({'': {format: 'hydra', startedAtMs: 5000}, a: table(4000)}),
		[' | a 0 1', null],
		'only a host is started in place',
	);
});
