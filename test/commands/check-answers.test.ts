import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {makeTree} from './tell.ts';

test('a check tells of what was asked for: of a run its own journal, of a directory all that lie in it, and none of runs beside it', async context => {
	const {root, run, tell} = makeTree(context);
	const ended = {ended_at: 1_760_000_000, exit_code: 0, signal: null};
	for (const name of ['a', 'b', 'sub/c']) run(name, {}, [1, 2], ended);
	writeFileSync(path.join(root, 'b/journal.jsonl'), 'torn\n');
	mkdirSync(path.join(root, '.xtui/journal'), {recursive: true});
	writeFileSync(path.join(root, '.xtui/journal/csv-gone.jsonl'), 'torn\n');
	const stray = 'ROOT/.xtui/journal/csv-gone.jsonl: Line 1 is no journal entry and was skipped';
	const own = 'journal.jsonl: Line 1 is no journal entry and was skipped';
	const faults = async (...words: string[]) => {
		const {out, status} = await tell('check', ...words);
		const said = out.flatMap(line => /^ {2}(?:error|warning) +(.*)/.exec(line)?.[1] ?? []);
		assert.equal(status, said.length > 0 ? 1 : 0, out.join('\n'));
		return said;
	};
	assert.deepEqual(await faults(root), [own, stray]);
	assert.deepEqual(await faults(`${root}/a`), []);
	assert.deepEqual(await faults(`${root}/b`), [own]);
	assert.deepEqual(await faults(`${root}/sub`), []);
	assert.deepEqual(await faults(`${root}/a`, `${root}/b`), [own]);
	assert.deepEqual(await faults('a', root), []);
	assert.deepEqual(await faults('b', root), [own]);
	assert.deepEqual(await faults(`${root}/a`, '--run'), []);
});
