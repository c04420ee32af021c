import assert from 'node:assert/strict';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {runCommand} from '../drive/run-command.ts';
import {npyOf} from '../encodings/npy-writer.ts';
import {tfrecords} from '../encodings/tfrecord-writer.ts';
import {zipOf} from '../encodings/zip-writer.ts';
import {settle} from '../engine/asleep/engine-lab.ts';
import {scalar} from '../formats/tfevents/events.ts';

test('what a command has read is kept for the next one, and a damaged cache costs nothing but time', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-readings-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const runs = path.join(root, 'runs');
	cpSync('test/fixtures/guild/home', runs, {recursive: true});
	for (const name of readdirSync(runs, {recursive: true}) as string[]) utimesSync(path.join(runs, name), 1.7e9, 1.7e9);
	const cache = path.join(root, 'cache', 'xtui', 'readings');
	const list = () => {
		const {status, stdout} = runCommand(['ls', '--csv', runs], undefined, {XDG_CACHE_HOME: path.join(root, 'cache')});
		assert.equal(status, 0);
		const [file] = readdirSync(cache);
		return {
			lines: stdout.split('\n').length,
			text: stdout.replace(/(?<=,)\d+(\.\d+)?(?=,)/g, 'n'),
			file: path.join(cache, file!),
		};
	};
	const first = list();
	assert.ok(first.lines > 3);
	const keptAtMs = statSync(first.file).mtimeMs;
	assert.equal(list().text, first.text);
	assert.equal(statSync(first.file).mtimeMs, keptAtMs, 'nothing was read that was not kept');
	truncateSync(first.file, 1000);
	assert.equal(list().text, first.text);
	assert.ok(statSync(first.file).size > 1000, 'it is kept anew');
});

test('a cache that cannot be written costs nothing but time', () => {
	const runs = 'test/fixtures/guild/home';
	const {status, stdout, stderr} = runCommand(['ls', '--ids', runs], undefined, {XDG_CACHE_HOME: path.resolve('package.json')});
	assert.equal(status, 0, stderr);
	assert.ok(stdout.split('\n').length > 3);
});

test('starts that one command puts together with evaluations elsewhere are listed by the next one, which does not', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-readings-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (place: string, bytes: Uint8Array) => {
		const file = path.join(root, 'runs', place);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, bytes);
	};
	const steps = Array.from({length: 40}, (_, i) => 500 * (i + 1));
	const reward = (step: number) => Math.sqrt(step);
	for (const [fromS, factor] of [
		[1.6e9, 2],
		[1.7e9, 1],
	] as const) {
		const points = steps.flatMap((step, i) => [
			scalar(fromS + 10 * i, step, 'eval/mean_reward', factor * reward(step)),
			scalar(fromS + 10 * i, step, 'train/loss', 1 / step),
		]);
		write(`tb/PPO_1/events.out.tfevents.${fromS}.node1.4711.0`, tfrecords(...points));
	}
	const results = {
		'timesteps.npy': npyOf('<i8', [steps.length], steps),
		'results.npy': npyOf('<f8', [steps.length, 1], steps.map(reward)),
	};
	write('logs/evaluations.npz', zipOf(results));
	settle(path.join(root, 'runs'));
	const names = (...flags: string[]): string[] => {
		const {stdout} = runCommand(['ls', '--json', ...flags, path.join(root, 'runs')], undefined, {
			XDG_CACHE_HOME: path.join(root, 'cache'),
		});
		return JSON.parse(stdout).map(({name}: {name: string}) => name);
	};
	const first = names();
	assert.ok(first.includes('tb/PPO_1 (start 2)'), first.join());
	assert.deepEqual(names('--folded'), ['tb/PPO_1']);
	assert.deepEqual(names(), first);
});
