import assert from 'node:assert/strict';
import {test} from 'node:test';
import {dvclive} from '../../source/formats/dvclive/index.ts';
import type {Format} from '../../source/formats/format.ts';
import {hfTrainer} from '../../source/formats/hf-trainer/index.ts';
import {hydra} from '../../source/formats/hydra/index.ts';
import {kerasCsv} from '../../source/formats/keras-csv/index.ts';
import {lightningCsv} from '../../source/formats/lightning/index.ts';
import {sacred} from '../../source/formats/sacred/index.ts';
import {swanlab} from '../../source/formats/swanlab/index.ts';
import {ultralytics} from '../../source/formats/ultralytics/index.ts';
import {Collected, type CollectedRun, readAll} from './collect.ts';
import {directoriesOf, loadFixture, seededRandom} from './load-fixture.ts';
import {MemoryFiles} from './memory-files.ts';

interface Sample {
	format: Format;
	fixture: string;
	metric: string;
}

/** The smallest directory of each that has points. */
const samples: Sample[] = [
	{format: lightningCsv, fixture: 'lightning/lightning_logs/version_0', metric: 'val_loss'},
	{format: hfTrainer, fixture: 'hf-trainer/one-checkpoint', metric: 'loss'},
	{format: kerasCsv, fixture: 'keras-csv/plain', metric: 'loss'},
	{format: ultralytics, fixture: 'ultralytics/train3', metric: 'train/box_loss'},
	{format: dvclive, fixture: 'dvclive/ok/dvclive', metric: 'train/loss'},
	{format: sacred, fixture: 'sacred/runs/3', metric: 'training.loss'},
	{format: hydra, fixture: 'hydra/outputs/2026-11-21/00-50-57', metric: ''},
	{format: swanlab, fixture: 'swanlab/swanlog/run-20261121_011515-fwbvvyr9', metric: 'loss'},
];

/** Reads a directory twice, as a program that stays does: damage that rests is said the second time. */
function read({format}: Sample, files: MemoryFiles, directory: string): CollectedRun | null {
	const [claim] = format.detect({path: directory, entries: files.list(directory)}, files);
	if (claim === undefined) return null;
	const source = format.open(claim, files);
	const collected = new Collected();
	readAll(source, collected);
	readAll(source, collected);
	for (const {file, message} of collected.only.problems) assert.ok(file.startsWith('/') && message.length > 0);
	return collected.only;
}

for (const sample of samples) {
	const directory = `/${sample.fixture.split('/').at(-1)}`;
	const whole = loadFixture(sample.fixture);
	const paths = directoriesOf(whole, directory).flatMap(folder =>
		whole.list(folder).flatMap(({name, kind}) => (kind === 'file' ? [`${folder}/${name}`] : [])),
	);
	const bytesOf = new Map(paths.map(path => [path, Buffer.from(whole.readWhole(path, 1e6)!)]));
	const copyWith = (changed: string, bytes: Uint8Array) => {
		const files = new MemoryFiles();
		for (const [path, original] of bytesOf) files.write(path, path === changed ? bytes : original);
		return files;
	};

	test(`${sample.format.id}: any file cut at any place costs no more than what was cut`, () => {
		const all = read(sample, whole, directory)!.points(sample.metric);
		for (const [path, bytes] of bytesOf) {
			const stride = Math.max(1, Math.floor(bytes.length / 150));
			for (let length = 0; length < bytes.length; length += stride) {
				const points = read(sample, copyWith(path, bytes.subarray(0, length)), directory)?.points(sample.metric) ?? [];
				assert.ok(points.length <= all.length, `${path} cut at ${length}`);
				// Hugging Face falls back to the state before, all others lose the end.
				assert.deepEqual(points, all.slice(0, points.length), `${path} cut at ${length}`);
			}
		}
	});

	test(`${sample.format.id}: random damage never makes the reader throw or hang`, () => {
		const random = seededRandom(17);
		for (let round = 0; round < 600; round++) {
			const path = paths[random(paths.length)]!;
			const bytes = Buffer.from(bytesOf.get(path)!);
			if (bytes.length === 0) continue;
			for (let flips = random(8); flips >= 0; flips--) bytes[random(bytes.length)] = random(256);
			read(sample, copyWith(path, bytes), directory);
		}
	});

	test(`${sample.format.id}: files that are missing do not matter to the others`, () => {
		for (const path of paths) {
			const files = new MemoryFiles();
			for (const [other, bytes] of bytesOf) if (other !== path) files.write(other, bytes);
			read(sample, files, directory);
		}
	});
}
