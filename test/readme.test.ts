import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import {keysAsMarkdown} from '../source/commands/help/keys.ts';
import {commands} from '../source/commands/registry.ts';

const readme = readFileSync('README.md', 'utf8');

test('the key table of README is the one that the program prints', () => {
	const table = /<!-- keys -->\n([\s\S]*?)<!-- \/keys -->/.exec(readme)?.[1] ?? '';
	assert.equal(table.trim(), keysAsMarkdown().trim(), 'make it again: node dist/cli.js keys --md');
});

test('every package that the project uses is explained in README', () => {
	const {devDependencies} = JSON.parse(readFileSync('package.json', 'utf8')) as {devDependencies: Record<string, string>};
	const missing = Object.keys(devDependencies).filter(name => !name.startsWith('@types/') && !readme.includes(name));
	assert.deepEqual(missing, []);
});

test('command names are unique, and each says how it is used', () => {
	const names = commands.map(({name}) => name);
	assert.equal(new Set(names).size, names.length);
	for (const {name, usage, about} of commands) assert.ok(usage.startsWith(`xtui ${name}`) && about.length > 0);
});
