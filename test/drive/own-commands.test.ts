import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {makePlace, type Place} from '../launch/program.ts';
import {closed, makeFailed, open} from './acting.ts';

const odd = '$(touch x); \'"';

/** Settings in a home of their own, and the environment in which they are found. */
function set(place: Place, text: string): NodeJS.ProcessEnv {
	const home = path.join(place.root, 'config');
	mkdirSync(path.join(home, 'xtui'), {recursive: true});
	writeFileSync(path.join(home, 'xtui', 'settings.yaml'), text);
	return {XDG_CONFIG_HOME: home};
}

const linesOf = (place: Place, file: string) => readFileSync(path.join(place.root, file), 'utf8').trimEnd().split('\n');

test('commands of the settings are chosen in !, shown exactly, and run for each run or once for all, without a shell', async context => {
	const place = makePlace(context);
	await makeFailed(place, 'a', odd);
	const each = path.join(place.root, 'each');
	writeFileSync(each, '#!/bin/sh\nprintf "%s\\n" "$@" >> "$0.txt"\n', {mode: 0o755});
	const together = path.join(place.root, 'together');
	writeFileSync(together, readFileSync(each, 'utf8'), {mode: 0o755});
	const env = set(
		place,
		[
			'commands:',
			`  names: [${each}, "<{name}>", "{ kept }"]`,
			`  both: {run: [${together}, first, '{name}', last], on: all, key: g b}`,
			'',
		].join('\n'),
	);
	const drive = open(context, place, [], env);
	await drive.waitFor('2 failed');
	drive.press('*', '!');
	await drive.waitFor(/names[\s\S]*both[\s\S]*Type a command…/);
	drive.press('enter');
	await drive.waitFor(/Run names on 2 runs[\s\S]*"<a>","\{ kept \}"[\s\S]*\[ Run 2 \]/);
	drive.press('enter');
	await drive.waitFor(closed);
	assert.equal(existsSync(`${each}.txt`), false);
	drive.press('!', 'enter');
	await drive.waitFor('[ Run 2 ]');
	drive.press('y');
	await drive.waitFor('done for 2 runs');
	assert.deepEqual(linesOf(place, 'each.txt').sort(), [`<${odd}>`, '<a>', '{ kept }', '{ kept }'].sort());
	drive.press('g', 'b');
	await drive.waitFor(/Run both on 2 runs[\s\S]*"first"[\s\S]*\[ Run \]/);
	drive.press('y');
	await drive.waitFor('done');
	const [first, ...names] = linesOf(place, 'together.txt');
	assert.deepEqual([first, names.sort()], ['first', [odd, 'a', 'last'].sort()]);
	assert.equal(existsSync(path.join(place.root, 'x')), false);
	drive.press('@');
	await drive.waitFor(/command +\S+runs\/a/);
});

test('a command that asks nothing runs at its key, for the run under the cursor; one that cannot be says why', async context => {
	const place = makePlace(context);
	await makeFailed(place, 'a', 'b');
	const env = set(
		place,
		"commands:\n  last: {run: [tail, -n, 1, '{log}'], on: one, ask: false, key: g t}\n  gone: {run: [no-such-program], ask: false, key: g x}\n",
	);
	const drive = open(context, place, [], env);
	await drive.waitFor('2 failed');
	drive.press('*', 'g', 't');
	await drive.waitFor(/\w: done: RuntimeError: bad/);
	drive.press('g', 'x');
	await drive.waitFor(/2 of 2 failed; \w: no-such-program is not installed here/);
	const refused = open(context, place, ['--readonly'], env);
	await refused.waitFor('2 failed');
	for (const keys of [['g', 't'], ['!']]) {
		refused.press(...keys);
		await refused.waitFor('Refused: --readonly was given');
		refused.press('j');
		await refused.waitFor(lines => !lines.join('\n').includes('Refused'));
	}
});
