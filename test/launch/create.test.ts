import assert from 'node:assert/strict';
import os from 'node:os';
import {test} from 'node:test';
import {planCreation} from '../../source/launch/acts/create.ts';

test('says of signs of a shell that nobody reads them as such', () => {
	const notes = (words: string) => {
		const {lines} = planCreation({words, name: '', cwd: os.tmpdir()}).shown;
		return lines.filter(({label}) => label === 'note').map(({text}) => text);
	};
	assert.deepEqual(notes('python t.py 2>&1 | tee o.txt'), [
		"2>&1 and | are words for the program here; a shell reads them: bash -c '…'",
	]);
	assert.deepEqual(notes('python t.py >o.txt'), [">o.txt is a word for the program here; a shell reads them: bash -c '…'"]);
	assert.deepEqual(notes("bash -c 'python t.py | tee o.txt'"), []);
	assert.deepEqual(notes('python t.py --where a>1 --lr=0.1'), []);
});
