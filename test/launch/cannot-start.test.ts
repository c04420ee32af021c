import assert from 'node:assert/strict';
import {chmodSync, existsSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {makePlace, script} from './program.ts';

test('a program that cannot be started leaves a record of that, and the code that a shell gives', async context => {
	const place = makePlace(context);
	writeFileSync(path.join(place.root, 'script'), '#!/no/such/interpreter\n', {mode: 0o755});
	writeFileSync(path.join(place.root, 'text'), 'echo 1\n', {mode: 0o644});
	for (const [word, flags, code, fault] of [
		['no-such-program', [], 127, /^Cannot start no-such-program: there is no such program on the PATH$/],
		['./nofile', [], 127, /^Cannot start \.\/nofile: there is no file \/.*\/nofile$/],
		['./script', [], 127, /^Cannot start \.\/script: the program that its first line names is not there$/],
		['./text', [], 126, /^Cannot start \.\/text: permission denied$/],
		// In the background nobody is there any more whom its code could tell.
		['no-such-program', ['--detach'], 1, /^Cannot start no-such-program: there is no such program on the PATH$/],
	] as const) {
		const name = `${word.replace('./', '')}${flags.join('')}`;
		const told = await place.xtui(['run', ...flags, '--name', name, '--', word]);
		assert.equal(told.code, code, word);
		assert.match(told.stderr.trim().split('\n').at(-1)!.replace('xtui: ', ''), fault);
		const {exit_code: exitCode, error} = await place.json(`runs/${name}/exit.json`);
		assert.equal(exitCode, code === 126 ? 126 : 127);
		assert.match(String(error), fault);
	}
	const empty = await place.xtui(['run', '--name', 'c', '--', '']);
	assert.deepEqual([empty.code, existsSync(path.join(place.root, 'runs', 'c'))], [2, false]);
	const named = await place.xtui(['run', '--runs', 'script', '--', 'true']);
	assert.match(named.stderr, /cannot make a run in .*script: .*script is no directory; name another place; nothing was started/);
	assert.equal((await place.xtui(['run'])).code, 2);
	assert.equal((await place.xtui(['run', '--total', '0', '--', 'true'])).code, 2);
});

test('nothing is started where no record can be written', {skip: process.getuid?.() === 0}, async context => {
	const place = makePlace(context);
	chmodSync(place.root, 0o500);
	const {code, stderr} = await place.xtui(['run', '--', ...script('require("fs").writeFileSync("ran", "")')]);
	chmodSync(place.root, 0o700);
	assert.equal(code, 1);
	assert.match(stderr, /nothing was started/);
});
