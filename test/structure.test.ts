import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {formats} from '../source/formats/index.ts';

/** What each folder of source/ may import, besides itself. `cli` stands for the files at the top of source/. */
const arrows: Record<string, string[]> = {
	cli: ['commands', 'ui', 'engine', 'terminal', 'draw', 'io', 'core'],
	report: ['core', 'draw'],
	commands: ['report', 'engine', 'launch', 'actions', 'formats', 'io', 'core', 'draw'],
	ui: ['actions', 'store', 'draw', 'terminal', 'core', 'engine:protocol'],
	terminal: ['draw', 'core'],
	actions: ['store', 'core', 'engine:protocol'],
	launch: ['io', 'formats', 'encodings', 'core'],
	engine: ['report', 'formats', 'io', 'core', 'encodings'],
	formats: ['encodings', 'core'],
	io: ['core'],
	store: ['core', 'engine:protocol'],
	draw: ['core', 'engine:protocol'],
	encodings: [],
	core: [],
};

const filesOf = (folder: string) =>
	readdirSync(folder, {recursive: true})
		.map(file => path.join(folder, String(file)))
		.filter(file => /\.tsx?$/.test(file));
const files = filesOf('source');
const folderOf = (file: string) => (path.dirname(file) === 'source' ? 'cli' : file.split(path.sep)[1]!);
const importsOf = (file: string) =>
	[...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, target]) => target!);

test('imports follow the arrows of the architecture', () => {
	const wrong: string[] = [];
	for (const file of files) {
		const from = folderOf(file);
		for (const target of importsOf(file).filter(name => name.startsWith('.'))) {
			const resolved = path.join(path.dirname(file), target);
			const to = folderOf(resolved);
			const isProtocol = resolved === path.join('source', 'engine', 'protocol.ts');
			const allowed = arrows[from] ?? [];
			if (to !== from && !allowed.includes(to) && !(isProtocol && allowed.includes('engine:protocol')))
				wrong.push(`${file} → ${resolved}`);
		}
	}
	assert.deepEqual(wrong, []);
});

// Inflating and hashing are functions of bytes alone, wherever they come from.
test('the core and the readers know nothing of Node, React or Ink', () => {
	const wrong = files
		.filter(file => ['core', 'encodings', 'formats', 'draw', 'report'].includes(folderOf(file)))
		.flatMap(file =>
			importsOf(file)
				.filter(name => /^(node:(?!zlib|crypto)|ink|react|chokidar|zustand)/.test(name))
				.map(name => `${file} → ${name}`),
		);
	assert.deepEqual(wrong, []);
});

test('no file imports itself over others', () => {
	const graph = new Map(
		files.map(file => [
			file,
			importsOf(file)
				.filter(name => name.startsWith('.'))
				.map(name => path.join(path.dirname(file), name)),
		]),
	);
	const done = new Set<string>();
	const visit = (file: string, above: string[]): void => {
		assert.ok(!above.includes(file), `a cycle: ${[...above.slice(above.indexOf(file)), file].join(' → ')}`);
		if (done.has(file)) return;
		for (const next of graph.get(file) ?? []) visit(next, [...above, file]);
		done.add(file);
	};
	for (const file of files) visit(file, []);
});

// Its bundle has modules of its own: a selector there would read all runs once more, and remember them apart from the screen's.
test('what Ink lays out is handed to it, not asked of the runs', () => {
	const values = (file: string) =>
		[...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )\{?[^;{}()]*\}? from '(\.[^']+)'/gm)].map(([, target]) =>
			path.join(path.dirname(file), target!),
		);
	const reached = new Set([path.join('source', 'ui', 'ink-layer.tsx')]);
	for (const file of reached) for (const target of values(file)) reached.add(target);
	assert.ok(reached.has(path.join('source', 'ui', 'prompts', 'prompt-line.tsx')));
	const wrong = [...reached].filter(file => file.includes(path.join('core', 'query')) || file.endsWith('memo.ts'));
	assert.deepEqual(wrong, []);
});

test('one idea a file: none is longer than 300 lines', () => {
	const long = [...files, ...filesOf('test')].filter(file => readFileSync(file, 'utf8').split('\n').length > 301);
	assert.deepEqual(long, []);
});

test('what a command line runs is found by one rule: no other file lists interpreters or launchers', () => {
	const lists = files.filter(file => /Rscript|mpirun|horovodrun/.test(readFileSync(file, 'utf8')));
	assert.deepEqual(
		lists.filter(file => !file.startsWith(path.join('source', 'core', 'command'))),
		[],
	);
});

test('what is one row follows from what formats say of themselves: a new one needs no line there', () => {
	const named = new RegExp(`'(?:${formats.map(({id}) => id).join('|')})'`);
	const own = files.filter(file => file.startsWith(path.join('source', 'engine', 'folding')));
	assert.ok(own.length > 20);
	assert.deepEqual(
		own.filter(file => named.test(readFileSync(file, 'utf8'))),
		[],
	);
});
