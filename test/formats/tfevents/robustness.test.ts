import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {RecordScanner} from '../../../source/encodings/records/tfrecord.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {loadFixture, seededRandom} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {readMemory} from './events.ts';

const file = '/logs/run/events.out.tfevents.1760000000.node1.1.0';
const whole = loadFixture('tfevents/multi_value').readWhole(
	'/multi_value/events.out.tfevents.1760012859.gpu-node01.30599.11',
	1e6,
)!;
const parameters = loadFixture('tfevents/hparams_tbx').readWhole(
	'/hparams_tbx/hp0/events.out.tfevents.1760006122.gpu-node01',
	1e6,
)!;

test('a file cut at any byte gives what is whole, without a complaint', () => {
	let most = 0;
	for (let size = 0; size <= whole.length; size++) {
		const run = readMemory(new MemoryFiles().write(file, whole.subarray(0, size)));
		const points = run.metrics.get('loss')?.length ?? 0;
		assert.ok(points >= most, `fewer points at ${size}`);
		assert.deepEqual(run.problems, []);
		most = points;
	}
	assert.equal(most, 25);
});

test('a file that was compressed says so, and is not called damaged', () => {
	const {problems} = readMemory(new MemoryFiles().write(`${file}.gz`, gzipSync(whole)));
	assert.deepEqual(
		problems.map(({message}) => message),
		['Compressed with gzip and not read: unpack it to have it read'],
	);
});

test('what Git LFS leaves in place of a file says how to get the file, and is not called damaged', () => {
	const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0a'.repeat(32)}\nsize 4711\n`;
	const {problems} = readMemory(new MemoryFiles().write(file, pointer));
	assert.deepEqual(
		problems.map(({message}) => message),
		["Holds no events: only Git LFS's pointer to the file is here, git lfs pull brings the file itself"],
	);
});

test('flipped bits cost records, never the reader', () => {
	const random = seededRandom(11);
	for (let round = 0; round < 10_000; round++) {
		const bytes = Buffer.from(round % 2 === 0 ? whole : parameters);
		for (let flips = random(4); flips >= 0; flips--) bytes[random(bytes.length)]! ^= 1 << random(8);
		const run = readMemory(new MemoryFiles().write(file, bytes));
		assert.ok((run.metrics.get('loss')?.length ?? 0) <= 25);
	}
});

function payloadsOf(file: Uint8Array): Buffer[] {
	const payloads: Buffer[] = [];
	const view = new DataView(file.buffer, file.byteOffset, file.length);
	new RecordScanner().scan(view, 0, {
		record: (start, end) => payloads.push(Buffer.from(file.subarray(start, end))),
		damage: () => {},
	});
	return payloads;
}

test('nonsense with good checksums is skipped event by event', () => {
	const random = seededRandom(12);
	const media = loadFixture('tfevents/dtypes').readWhole('/dtypes/events.out.tfevents.1760001260.gpu-node01.30599.1', 1e6)!;
	const sources = [whole, parameters, media].map(payloadsOf);
	for (let round = 0; round < 1500; round++) {
		const payloads = sources[round % 3]!.map(payload => {
			const changed = Buffer.from(payload);
			if (random(3) === 0) changed[random(changed.length)] = random(256);
			return random(10) === 0 ? changed.subarray(0, random(changed.length)) : changed;
		});
		const run = readMemory(new MemoryFiles().write(file, tfrecords(...payloads, payloads[0]!)));
		for (const name of run.metrics.keys()) assert.ok(run.aggregate(name, 'points') <= payloads.length);
	}
});
