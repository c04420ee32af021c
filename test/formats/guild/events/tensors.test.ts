import assert from 'node:assert/strict';
import {test} from 'node:test';
import {double, field, float, int} from '../../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {Collected, readAll} from '../../collect.ts';
import {event, metadata, simple, summary} from '../../tfevents/events.ts';
import {makeRun, openRun} from '../home.ts';

const floats = 1;
const doubles = 2;
const integers = 3;
const shape = (...sizes: number[]) => field(2, ...sizes.map(size => field(2, int(1, size))));
const tensor = (tag: string, type: number, ...parts: Uint8Array[]) =>
	Buffer.concat([field(1, tag), field(8, int(1, type), ...parts)]);
const content = (...values: number[]) => field(4, new Uint8Array(Float32Array.from(values).buffer));

/** Points of a Guild run by the names of their series, of values in events below `logs`, or right in it. */
function pointsOf(values: Uint8Array[], place = 'logs/'): Record<string, number[][]> {
	const {files, path} = makeRun({'attrs/exit_status': '0'});
	files.write(`${path}/${place}events.out.tfevents.1760000000.vm.1.0`, tfrecords(event(1.76e9, 3, summary(...values))));
	const collected = new Collected();
	readAll(openRun(files, path), collected);
	const {metrics} = collected.only;
	return Object.fromEntries([...metrics.keys()].map(name => [name, collected.only.points(name)]));
}

test('a tensor of one float is a scalar for Guild, whatever its shape and its plugin', () => {
	const points = pointsOf([
		tensor('single', floats, shape(), float(5, 2.5)),
		tensor('unshaped', floats, float(5, 1.5)),
		tensor('row', floats, shape(1), content(3.5)),
		tensor('table', doubles, shape(1, 1), double(6, -1e300)),
		Buffer.concat([tensor('other', floats, shape(), float(5, 4.5)), metadata('mine')]),
	]);
	assert.deepEqual(points, {
		'logs#single': [[3, 2.5]],
		'logs#unshaped': [[3, 1.5]],
		'logs#row': [[3, 3.5]],
		'logs#table': [[3, -1e300]],
		'logs#other': [[3, 4.5]],
	});
});

test('several floats, integers, nothing and what holds settings are none', () => {
	const points = pointsOf([
		tensor('several', floats, shape(2), content(1, 2)),
		tensor('none', floats, shape(0)),
		tensor('empty', floats, shape()),
		tensor('integer', integers, shape(), int(7, 7)),
		Buffer.concat([tensor('_hparams_/x', floats, shape(1), float(5, 0)), metadata('hparams')]),
	]);
	assert.deepEqual(points, {});
});

test('a value without a tag is called by its directory alone, and has no name where it lies in none, as Guild shows it', () => {
	const values = [float(2, 5), simple('loss', 1)];
	assert.deepEqual(pointsOf(values), {'logs#': [[3, 5]], 'logs#loss': [[3, 1]]});
	assert.deepEqual(pointsOf(values, ''), {'': [[3, 5]], loss: [[3, 1]]});
});
