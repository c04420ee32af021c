import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {tfevents} from '../../../source/formats/tfevents/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {openMemory, readMemory, scalar} from './events.ts';

const file = '/logs/run/events.out.tfevents.1760000000.node1.1.0';
const events = Array.from({length: 300}, (_, step) => scalar(100 + step, step, step % 3 === 0 ? 'acc' : 'loss', step / 7));
const whole = tfrecords(...events);

test('follows a file that grows by any number of bytes', () => {
	const expected = readMemory(new MemoryFiles().write(file, whole));
	for (const stride of [1, 41, 1000]) {
		const files = new MemoryFiles().write(file, '');
		const source = openMemory(files);
		const collected = new Collected();
		for (let size = 0; size < whole.length; size += stride) {
			files.append(file, whole.subarray(size, size + stride));
			const outcome = source.read(collected, 1e6);
			assert.equal(outcome.more, false);
		}
		assert.deepEqual(collected.only.points('loss'), expected.points('loss'));
		assert.deepEqual(collected.only.points('acc'), expected.points('acc'));
		assert.deepEqual(collected.only.problems, []);
		assert.equal(collected.only.learnt.lastSignMs, 399_000);
	}
});

test('stops at its budget, says what is left, and goes on', () => {
	const files = new MemoryFiles().write(file, whole).write(file.replace('.0', '.1'), tfrecords(scalar(1000, 500, 'loss', 1)));
	const source = openMemory(files);
	const collected = new Collected();
	const outcome = source.read(collected, 2000);
	assert.ok(outcome.more && outcome.bytesRead >= 2000 && outcome.bytesLeft > 0);
	readAll(source, collected, 2000);
	assert.equal(collected.only.points('loss').length, 201);
	assert.equal(source.read(collected, 2000).bytesRead, 0);
});

test('a replaced file is read from the start, and nothing of the old one stays', () => {
	const files = new MemoryFiles().write(file, whole);
	const source = openMemory(files);
	const collected = new Collected();
	readAll(source, collected);
	files.write(file, tfrecords(scalar(5, 1, 'other', 1)));
	readAll(source, collected);
	assert.equal(collected.only.resets, 1);
	assert.deepEqual([...collected.only.metrics.keys()], ['other']);
	assert.equal(collected.only.learnt.startedAtMs, 5000);
});

test('finds an event file that is begun while the run is open', () => {
	const directory = mkdtempSync(path.join(tmpdir(), 'xtui-events-'));
	try {
		writeFileSync(path.join(directory, 'events.out.tfevents.1760000000.a.1.0'), whole);
		const [claim] = tfevents.detect({path: directory, entries: nodeFiles.list(directory) ?? []}, nodeFiles);
		const source = tfevents.open(claim!, nodeFiles);
		const collected = new Collected();
		readAll(source, collected);
		const later = path.join(directory, 'events.out.tfevents.1760000900.b.2.0');
		writeFileSync(later, tfrecords(scalar(900, 250, 'loss', 1)));
		readAll(source, collected);
		assert.equal(collected.only.points('loss').at(-1)![0], 250);
		assert.equal(collected.only.learnt.host, 'b');
		assert.ok(source.watched().includes(later));
	} finally {
		rmSync(directory, {recursive: true});
	}
});

test('a preview gives the latest values without reading the middle', () => {
	const long = Array.from({length: 12_000}, (_, step) => scalar(100 + step, step, 'loss', step));
	const files = new MemoryFiles().write(file, tfrecords(...long));
	const collected = new Collected();
	openMemory(files).preview!(collected);
	const points = collected.only.points('loss');
	assert.deepEqual(points.at(-1), [11_999, 11_999]);
	assert.ok(points.length < 8000);
	assert.equal(collected.only.learnt.startedAtMs, 100_000);
});

test('finds an event file that is begun after the run was found and before it is opened', context => {
	const directory = mkdtempSync(path.join(tmpdir(), 'xtui-events-'));
	context.after(() => rmSync(directory, {recursive: true}));
	writeFileSync(path.join(directory, 'events.out.tfevents.1760000000.a.1.0'), whole);
	utimesSync(directory, 1.76e9, 1.76e9);
	const seen = {path: directory, entries: nodeFiles.list(directory)!, stat: nodeFiles.stat(directory)!, atMs: Date.now()};
	const [claim] = tfevents.detect(seen, nodeFiles);
	writeFileSync(path.join(directory, 'events.out.tfevents.1760000900.b.2.0'), tfrecords(scalar(900, 250, 'loss', 1)));
	for (const known of [seen, null]) {
		const collected = new Collected();
		readAll(tfevents.open(claim!, nodeFiles, known), collected);
		assert.equal(collected.only.points('loss').at(-1)![0], 250);
	}
});
