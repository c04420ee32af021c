import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadFixture} from '../../load-fixture.ts';
import type {MemoryFiles} from '../../memory-files.ts';
import {readOne} from '../read-tree.ts';

const sweep = '/sweeps/results/grid_killed';
const task = `${sweep}/lr_0.1`;

const fixture = (): MemoryFiles => loadFixture('flexlock/sweeps');
const textOf = (path: string): string => Buffer.from(fixture().readWhole(path, 1e6)!).toString();

/** What a run is told to be, and what is wrong. */
function told(files: MemoryFiles, path: string) {
	const {learnt, problems} = readOne(files, path);
	const {id, parent, config, git, startedAtMs, endedAtMs, uses, work} = learnt;
	return {facts: {id, parent, config, git, startedAtMs, endedAtMs, uses, work}, problems};
}

test('a task whose run.lock is damaged anywhere or missing is what its row in the database says, and the file is named', () => {
	const lock = `${task}/run.lock`;
	const text = textOf(lock);
	const {facts} = told(fixture(), task);
	assert.match(facts.id ?? '', /^[0-9a-f]{40}$/);
	for (let end = 0; end < text.length; end += 97) {
		const cut = told(fixture().write(lock, text.slice(0, end)), task);
		assert.deepEqual(cut.facts, facts, `cut at ${end}`);
		assert.ok(cut.problems.some(({file}) => file === lock) || end > text.indexOf('task_id'), `cut at ${end}`);
	}
	const damaged = [Buffer.alloc(text.length), `${text.slice(0, 500)}garbage: [}\n${text.slice(540)}`];
	for (const bytes of damaged) assert.deepEqual(told(fixture().write(lock, bytes), task).facts, facts);
	const missing = told(fixture().remove(lock), task);
	assert.deepEqual(missing.facts, facts);
	const message = 'run.lock is missing: what it recorded of this task is read from the database of its sweep';
	assert.deepEqual(missing.problems, [{file: lock, message}]);
});

test('a row of another start than a damaged run.lock adds nothing to it', () => {
	const lock = `${task}/run.lock`;
	const later = textOf(lock)
		.slice(0, 400)
		.replace(/timestamp: .*/, "timestamp: '2026-11-25T00:00:00+00:00'");
	const {facts} = told(fixture().write(lock, later), task);
	assert.deepEqual([facts.startedAtMs, facts.config], [Date.parse('2026-11-25T00:00:00Z'), {}]);
});

test('a sweep whose run.lock is damaged stays the one that its tasks name', () => {
	const lock = `${sweep}/run.lock`;
	const text = textOf(lock);
	const {facts} = told(fixture(), sweep);
	for (let end = 0; end < text.length; end += 57) {
		const cut = told(fixture().write(lock, text.slice(0, end)), sweep);
		assert.deepEqual([cut.facts.id, cut.facts.config.save_dir], [facts.id, facts.config.save_dir], `cut at ${end}`);
		assert.ok(
			cut.problems.some(({file}) => file === lock),
			`cut at ${end}`,
		);
	}
	const cut = told(fixture().write(lock, text.slice(0, 60)), sweep).facts;
	assert.equal(cut.startedAtMs, facts.startedAtMs, 'what can be read of it counts');
	// A task that keeps nothing but its row.
	const files = loadFixture('flexlock/sweeps').write('/sweeps/results/grid_db/run.lock', '');
	assert.equal(told(files, '/sweeps/results/grid_db/lr_0.1').facts.parent, 'results/grid_db/run.lock');
});
