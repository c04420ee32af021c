import assert from 'node:assert/strict';
import {test} from 'node:test';
import {visualDl} from '../../../source/formats/visualdl/index.ts';
import {RecordReader} from '../../../source/formats/visualdl/records.ts';
import {double, field, float, int} from '../../encodings/protobuf-writer.ts';
import {MemoryFiles} from '../memory-files.ts';

/** A message behind its length. */
function record(...values: Buffer[]): Buffer {
	const body = Buffer.concat(values.map(value => field(1, value)));
	const head = Buffer.alloc(8);
	head.writeUInt32LE(body.length);
	return Buffer.concat([head, body]);
}

const point = (tag: string, step: number, value: number) =>
	Buffer.concat([int(1, step), field(2, tag), int(3, 1_700_000_000_000 + step), float(4, value)]);
const picture = (bytes: number) => Buffer.concat([int(1, 0), field(2, 'image'), field(5, Buffer.alloc(bytes))]);

/** What a file in pieces of so many bytes tells. */
function read(file: Buffer, piece = file.length): string[] {
	const said: string[] = [];
	const reader = new RecordReader({
		point: (tag, step, wallMs, value) => said.push(`${tag} ${step} ${value} ${wallMs - 1_700_000_000_000}`),
		settings: settings => said.push(JSON.stringify(settings)),
		damage: offset => said.push(`damaged at ${offset}`),
	});
	let rest = Buffer.alloc(0);
	for (let at = 0; at < file.length; at += piece) {
		const chunk = Buffer.concat([rest, file.subarray(at, at + piece)]);
		rest = Buffer.from(chunk.subarray(reader.consume(chunk)));
	}
	return said;
}

test('points and settings are read from records of any size, in pieces of any size', () => {
	const settings = field(
		13,
		field(1, int(1, 32), field(4, 'bs')),
		field(1, double(2, 0.5), field(4, 'lr')),
		field(1, field(3, 'sgd'), field(4, 'opt')),
	);
	const unnamed = field(13, field(1, int(1, 32)));
	const file = Buffer.concat([
		record(settings, unnamed),
		record(point('loss', 1, 0.5), point('acc', 1, 0.25)),
		record(picture(9_000_000)),
		record(picture(10)),
		record(field(2, 'no value')),
		record(point('loss', 2, 0.125)),
	]);
	const said = ['{"bs":32,"lr":0.5,"opt":"sgd"}', '{}', 'loss 1 0.5 1', 'acc 1 0.25 1', 'loss 2 0.125 2'];
	for (const piece of [file.length, 1_000_003]) assert.deepEqual(read(file, piece), said);
	assert.deepEqual(read(file.subarray(0, -3)), said.slice(0, -1), 'what is not written whole waits');
});

test('what makes no sense ends the reading, and the place is told', () => {
	const [one, two] = [record(point('loss', 1, 0.5)), record(point('loss', 2, 0.25))];
	const long = Buffer.from(two);
	long.writeUInt32LE(1, 4);
	assert.deepEqual(read(Buffer.concat([one, long, two])), ['loss 1 0.5 1', `damaged at ${one.length}`]);
	const cut = Buffer.from(two);
	cut[9] = 120;
	assert.deepEqual(read(Buffer.concat([one, cut, two])), ['loss 1 0.5 1', `damaged at ${one.length}`]);
});

test('a directory is a run by files that begin as a record does', () => {
	const isRun = (name: string, head: string | Uint8Array) => {
		const files = new MemoryFiles().write(`/w/${name}`, head);
		return visualDl.detect({path: '/w', entries: files.list('/w') ?? []}, files).length > 0;
	};
	const whole = record(point('loss', 1, 0.5));
	const changed = (at: number, byte: number) => Buffer.from(whole).fill(byte, at, at + 1);
	const name = 'vdlrecords.1795906311.log';
	assert.deepEqual(
		[
			isRun(name, whole),
			isRun(name, ''),
			isRun('vdlrecords.17959.name.log', whole),
			isRun('records.17959.log', whole),
			isRun(`${name}.txt`, whole),
		],
		[true, true, true, false, false],
	);
	assert.deepEqual(
		[whole.subarray(0, 11), changed(2, 9), changed(4, 1), changed(8, 0x12)].map(head => isRun(name, head)),
		[false, false, false, false],
	);
});
