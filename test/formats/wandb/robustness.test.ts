import assert from 'node:assert/strict';
import {test} from 'node:test';
import {BlockLog} from '../../../source/encodings/records/block-log.ts';
import {wandbHeader} from '../../../source/formats/wandb/log/header.ts';
import {blockLog} from '../../encodings/block-log-writer.ts';
import {loadFixture, seededRandom} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {logOf, logPath, readFiles, row, run} from './logs.ts';

const updates = '/updates/offline-run-20261121_003446-iw72inbw/run-iw72inbw.wandb';
const whole = loadFixture('wandb/updates').readWhole(updates, 1e6)!;
const readBytes = (bytes: Uint8Array) => readFiles(new MemoryFiles().write(logPath, bytes));

test('a log cut at any byte gives what is whole, without a complaint', () => {
	let most = 0;
	for (let size = 0; size <= whole.length; size++) {
		const run = readBytes(whole.subarray(0, size));
		const points = run.metrics.get('loss')?.length ?? 0;
		assert.ok(points >= most, `fewer points at ${size}`);
		assert.deepEqual(run.problems, []);
		assert.equal(run.learnt.outcome !== null, size === whole.length);
		most = points;
	}
	assert.equal(most, 3);
});

test('flipped bits cost the block or the log, never the reader', () => {
	const random = seededRandom(21);
	for (let round = 0; round < 10_000; round++) {
		const bytes = Buffer.from(whole);
		for (let flips = random(4); flips >= 0; flips--) bytes[random(bytes.length)]! ^= 1 << random(8);
		const run = readBytes(bytes);
		assert.ok((run.metrics.get('loss')?.length ?? 0) <= 3);
	}
});

test('a log of several blocks goes on behind a damaged one', () => {
	const files = loadFixture('wandb/nested_defs');
	const place = '/nested_defs/offline-run-20261121_004020-9w0dmpah';
	const log = `${place}/run-9w0dmpah.wandb`;
	const bytes = Buffer.from(files.readWhole(log, 1e6)!);
	bytes[20_000]! ^= 1;
	files.write(log, bytes);
	const run = readFiles(files, place);
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.equal(run.learnt.name, 'nested + define_metric');
	assert.ok(run.aggregate('train/loss', 'points') < 60);
	assert.match(run.problems[0]!.message, /bad checksum/);
});

test('a lost block is said where it was', () => {
	const rows = Array.from({length: 6}, (_, i) => row(i, {loss: i, pad: `"${'x'.repeat(9000 + 1000 * i)}"`}));
	const bytes = logOf(run(), ...rows);
	const lost = Buffer.concat([bytes.subarray(0, 32_768), bytes.subarray(65_536)]);
	const {problems} = readBytes(lost);
	const begun = logOf(run(), ...rows.slice(0, 3)).length;
	assert.deepEqual(
		problems.map(({message}) => message),
		[`Damaged at byte ${begun}: malformed record, the rest of it is skipped`],
	);
});

function recordsOf(file: Uint8Array): Buffer[] {
	const records: Buffer[] = [];
	const view = new DataView(file.buffer, file.byteOffset, file.length);
	new BlockLog(wandbHeader).scan(file, view, 0, {
		record: (bytes, _view, start, end) => records.push(Buffer.from(bytes.subarray(start, end))),
		damage: () => {},
	});
	return records;
}

test('nonsense with good checksums is skipped record by record', () => {
	const random = seededRandom(22);
	const records = recordsOf(whole);
	for (let round = 0; round < 1500; round++) {
		const changed = records.map(record => {
			const bytes = Buffer.from(record);
			if (random(3) === 0) bytes[random(bytes.length)] = random(256);
			return random(12) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
		});
		const run = readBytes(blockLog(wandbHeader, changed));
		for (const name of run.metrics.keys()) assert.ok(run.aggregate(name, 'points') <= records.length);
	}
});
