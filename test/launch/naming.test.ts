import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {splitProgram} from '../../source/commands/runner/split-program.ts';
import {claimDirectory, nameCommand, toDirectoryName} from '../../source/launch/record/naming.ts';

test('a run without a name is called by its script or program', () => {
	const names: [string, string][] = [
		['python3 -u train.py --lr 1', 'train'],
		['python -m pkg.train', 'pkg.train'],
		['/usr/bin/env python3 /x/fit.py', 'fit'],
		['torchrun --standalone train.py', 'train'],
		['torchrun --nproc-per-node 4 train.py', 'train'],
		['python -X dev fit.py', 'fit'],
		['uv run train --lr 1', 'train'],
		['env A=1 nice -n 5 ./run.sh', 'run'],
		['./run_all.sh', 'run_all'],
		['sh -c exit', 'sh'],
		['python3', 'python3'],
	];
	for (const [command, name] of names) assert.equal(nameCommand(command.split(' ')), name, command);
});

test('any name becomes one part of a path, and keeps what a path may hold', () => {
	assert.equal(toDirectoryName('$(touch x); \'"ü'), '$(touch x); \'"ü');
	for (const name of ['..', '.', '', '   ', '\n', '../../etc', '/abs', '-rf', 'a\0b', 'x'.repeat(300), '漢'.repeat(100)]) {
		const safe = toDirectoryName(name);
		assert.ok(safe !== '' && !/^[.-]|[/\0\n]/.test(safe) && Buffer.byteLength(safe) <= 120, JSON.stringify(name));
	}
});

test('no two runs get the same directory', context => {
	const runs = path.join(mkdtempSync(path.join(os.tmpdir(), 'xtui-names-')), 'runs');
	context.after(() => rmSync(path.dirname(runs), {recursive: true, force: true}));
	assert.deepEqual(
		['a', 'a', 'b', 'a'].map(name => path.basename(claimDirectory(runs, name))),
		['a', 'a-2', 'b', 'a-3'],
	);
});

test('the flags of a program are its own', () => {
	const specs = [
		{name: 'name', kind: 'string', about: ''},
		{name: 'detach', kind: 'boolean', about: ''},
	] as const;
	const split = (line: string) => splitProgram(line.split(' '), specs);
	assert.deepEqual(split('--name a --detach -- python --name b -- c'), {
		own: ['--name', 'a', '--detach'],
		program: ['python', '--name', 'b', '--', 'c'],
	});
	assert.deepEqual(split('--name=a python --help'), {own: ['--name=a'], program: ['python', '--help']});
	assert.deepEqual(split('--no-detach A=1 python'), {own: ['--no-detach'], program: ['A=1', 'python']});
});
