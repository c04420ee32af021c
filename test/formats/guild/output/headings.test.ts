import assert from 'node:assert/strict';
import {test} from 'node:test';
import {BarPlaces} from '../../../../source/formats/guild/output/bar-places.ts';
import {LineIndex} from '../../../../source/formats/guild/output/line-index.ts';
import type {OutputPoint} from '../../../../source/formats/guild/output/output-point.ts';
import {OutputScanner} from '../../../../source/formats/guild/output/output-scanner.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {scalar} from '../../tfevents/events.ts';
import {eventFile, readOutput} from './read-output.ts';

const block = (heading: string, epoch: number) => `${heading}\nloss: 0.${epoch}\nacc: ${epoch}0% (best)\nnanm: nan\n`;
const headings = [(epoch: number) => `Epoch ${epoch}/3`, (epoch: number) => `=== Epoch ${epoch} ===`];
const steps = [1, 2, 3];
const stepsOf = (output: string, own: Record<string, Uint8Array> = {}) => {
	const run = readOutput(output, own);
	return Object.fromEntries([...run.metrics.keys()].map(name => [name, run.points(name).map(([step]) => step)]));
};

test('where nothing of it was recorded, all below a heading is at the epoch that this says', () => {
	for (const heading of headings) {
		const output = steps.map(epoch => block(heading(epoch), epoch)).join('');
		assert.deepEqual(stepsOf(output), {loss: steps, acc: steps, nanm: steps});
	}
	const said = steps.map(epoch => `Epoch ${epoch}/3\nstep: ${epoch * 10}\nloss: 1\n`).join('');
	assert.deepEqual(stepsOf(said), {loss: [10, 20, 30]}, 'a step that it says itself is what Guild takes');
});

test('beside what Guild recorded, values without a step are counted as it counts them', () => {
	const output = steps.map(epoch => block('Epoch 1/3', epoch)).join('');
	const recorded = tfrecords(...steps.map((epoch, i) => scalar(1.76e9, i, 'loss', epoch / 10)));
	assert.deepEqual(stepsOf(output, {[eventFile]: recorded}).nanm, [0, 1, 2]);
});

test('where a heading comes again, or a name below it, values are counted: their curve would go back and forth', () => {
	const fold = [1, 2].map(k => `Fold ${k}/2\n${steps.map(epoch => `Epoch ${epoch}/3\nloss: ${k}.${epoch}\n`).join('')}`).join('');
	assert.deepEqual(stepsOf(fold), {loss: [0, 1, 2, 3, 4, 5]});
	const batches = [1, 2].map(epoch => `Epoch ${epoch}/2\nloss: 3\nloss: 2\nloss: 1\n`).join('');
	assert.deepEqual(stepsOf(batches), {loss: [0, 1, 2, 3, 4, 5]});
});

test('an output that nobody records names the steps of its headings', () => {
	const points: OutputPoint[] = [];
	const index = new LineIndex(() => null);
	const scanner = new OutputScanner(index, 'the output', point => points.push(point), null, null, new BarPlaces());
	scanner.consume(Buffer.from(steps.map(epoch => block(`Epoch ${epoch}/3`, epoch)).join('')));
	assert.deepEqual(
		points.map(({step, isImplied, headed}) => (isImplied ? headed : step)),
		[1, 1, 1, 2, 2, 2, 3, 3, 3],
	);
});
