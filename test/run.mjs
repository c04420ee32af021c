// Bundles every test with the options of the program's own build, runs them in processes of their own, and ends with the line
// 'N passed, N failed'. Arguments narrow it: `npm test -- tail draw` runs the test files whose path holds one of the words.

import {mkdirSync, readdirSync, rmSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import path from 'node:path';
import {run} from 'node:test';
import {spec} from 'node:test/reporters';
import {build} from 'esbuild';
import {buildProgram, shared} from '../.ci/build.mjs';

const words = process.argv.slice(2).filter(word => !word.startsWith('-'));
const files = readdirSync('test', {recursive: true})
	.filter(file => /\.test\.tsx?$/.test(file) && (words.length === 0 || words.some(word => file.includes(word))))
	.map(file => path.join('test', file))
	.sort();
const outdir = path.join('.cache', `tests-${process.pid}`);
mkdirSync(outdir, {recursive: true});
process.on('exit', () => rmSync(outdir, {recursive: true, force: true}));
if (!process.argv.includes('--no-build')) await buildProgram();
await build({
	...shared,
	entryPoints: files,
	outbase: 'test',
	outdir,
	splitting: true,
	sourcemap: 'inline',
	external: ['@lydell/node-pty', 'esbuild'],
});

let passed = 0;
let failed = 0;
let skipped = 0;
const stream = run({
	files: files.map(file => path.resolve(outdir, path.relative('test', file).replace(/\.tsx?$/, '.js'))),
	concurrency: Math.max(2, availableParallelism()),
	timeout: 120_000,
});
stream.on('test:pass', ({details, skip}) => {
	if (details.type === 'suite') return;
	if (skip === undefined) passed++;
	else skipped++;
});
stream.on('test:fail', ({details}) => {
	if (details.type !== 'suite') failed++;
	process.exitCode = 1;
});
stream.on('end', () =>
	setImmediate(() => console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)),
);
stream.compose(spec).pipe(process.stdout);
