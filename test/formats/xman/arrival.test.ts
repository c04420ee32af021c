import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {FileAccess} from '../../../source/core/files/files.ts';
import {isSaidOf, parseJournal} from '../../../source/formats/native/index.ts';
import {arrivalOf} from '../../../source/formats/xman/arrival.ts';
import {MemoryFiles} from '../memory-files.ts';

const place = {group: 1, experiment: 5, path: '/p/group1/exp5', groupPath: '/p/group1', projectPath: '/p'};
const [wordMs, madeMs] = [1_760_000_000_000, 1_760_000_600_000];
const {entries} = parseJournal(`${JSON.stringify({at: wordMs / 1000, op: 'tag', value: 'good', key: 'a'})}\n`);

/** True where a word of an earlier experiment 5 is said of the one whose files were made at these times, milliseconds since the epoch. */
function isHeard(made: Record<string, number>, savedAtMs: number, groupMs = wordMs - 60_000): boolean {
	const files = new MemoryFiles();
	for (const name of Object.keys(made)) if (name !== '') files.write(`${place.path}/${name}`, '');
	const births = new Map(Object.entries(made).map(([name, atMs]) => [name === '' ? place.path : `${place.path}/${name}`, atMs]));
	births.set(place.groupPath, groupMs);
	const told: FileAccess = Object.assign(Object.create(files) as MemoryFiles, {
		stat: (path: string) => {
			const stat = files.stat(path);
			return stat && {...stat, bornAtMs: births.get(path) ?? 0};
		},
	});
	return isSaidOf(entries[0]!, arrivalOf(told, place, savedAtMs), wordMs - 1000);
}

const first = {'': madeMs, '.data': madeMs + 1, '.time': madeMs + 2};

test('an experiment of xman has nothing of what was said of another one with its number', () => {
	assert.equal(isHeard(first, madeMs + 3), false, 'just made');
	assert.equal(isHeard({...first, '.pipeline_result': madeMs + 9}, madeMs + 20), false, 'it took no time');
	assert.equal(isHeard({...first, '.pipeline_result': madeMs + 60_000}, madeMs + 60_001), false, 'it has run since');
});

test('an experiment of xman that was put back keeps what was said of it, also when it is saved again', () => {
	assert.equal(isHeard(first, wordMs - 1000), true, 'it was saved before its directory was made');
	assert.equal(isHeard(first, madeMs + 400, madeMs - 1), true, 'its group came with it');
	assert.equal(isHeard({...first, '.pipeline_result': madeMs + 1}, madeMs + 60_000), true, 'its result came with it');
	assert.equal(isHeard({...first, '.time': madeMs + 60_000}, madeMs + 60_000), true, 'what syncs it replaces files');
});
