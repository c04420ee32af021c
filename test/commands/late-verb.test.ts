import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {refuseLateVerb} from '../../source/commands/late-verb.ts';
import {commands} from '../../source/commands/registry.ts';

const refused = (...argv: string[]) => refuseLateVerb(argv, commands, '0');

test('an act behind --readonly is refused, and no list is shown in its place', () => {
	const acting = [
		'tag',
		'untag',
		'note',
		'label',
		'mark',
		'verdict',
		'undo',
		'archive',
		'restore',
		'delete',
		'copy',
		'stop',
		'restart',
	];
	for (const verb of acting)
		assert.deepEqual(refused('--readonly', verb, 'x', 'y'), {
			fault: `${verb} was refused: --readonly was given, so nothing is changed or started`,
			status: 1,
		});
	assert.equal(refused('--readonly', 'run', '--name', 'x', '--', 'true')?.status, 1);
	assert.equal(refused('--ascii', '--where', 'loss>1', '--readonly', 'tag', 'x')?.status, 1);
});

test('any other command behind flags is told where it belongs', () => {
	const first = {fault: 'ls is a command, and comes first: xtui ls; --where=ls begins with it as a filter', status: 2};
	assert.deepEqual(refused('--readonly', 'ls'), first);
	assert.deepEqual(refused('--view=1', 'ls', '--json'), first);
	assert.match(refused('--ascii', 'tag', 'x')?.fault ?? '', /^tag is a command, and comes first/);
	assert.match(refused('--json', 'ls')?.fault ?? '', /^there is no flag --json/);
});

test('what is no verb behind flags is a filter or a directory as before', context => {
	const before = process.cwd();
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-late-'));
	context.after(() => {
		process.chdir(before);
		rmSync(root, {recursive: true, force: true});
	});
	mkdirSync(path.join(root, 'copy'));
	process.chdir(root);
	for (const argv of [
		['--readonly'],
		['--readonly', 'copy'],
		['--ascii', 'resnet', 'tag'],
		['--ascii', '--', 'tag'],
		['--where', 'tag'],
		['./x', '--ascii', 'tag'],
	])
		assert.equal(refused(...argv), null, argv.join(' '));
});
