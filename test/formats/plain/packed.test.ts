import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {csvFormat} from '../../../source/formats/csv/index.ts';
import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const rows = (most: number) => Array.from({length: most}, (_, i) => `${i},${most - i}.5\n`).join('');
const table = (most: number) => `step,loss\n${rows(most)}`;

function pointsOf(files: MemoryFiles, format = csvFormat) {
	const {run, read} = follow(format, files, '/r');
	const points = () => {
		read();
		return [...run.metrics].map(([name, {length}]) => `${name} ${length}`);
	};
	return {points, run};
}

test('a table that is compressed is read as what it unpacks to', () => {
	const files = new MemoryFiles().write('/r/metrics.csv.gz', gzipSync(table(5000)));
	assert.deepEqual(pointsOf(files).points(), ['loss 5000']);
	files.write('/r/metrics.csv.gz', Buffer.concat([gzipSync(table(3)), gzipSync('3,1\n4,1')]));
	assert.deepEqual(pointsOf(files).points(), ['loss 5'], 'parts one after the other, the last line without its end');
	const lines = new MemoryFiles().write('/r/train_log.jsonl.gz', gzipSync('{"step":0,"loss":1}\n{"step":1,"loss":2}\n'));
	assert.deepEqual(pointsOf(lines, jsonlFormat).points(), ['loss 2']);
});

test('one that is rewritten is read anew, and one that lies there unpacked as well is read once', () => {
	const files = new MemoryFiles().write('/r/metrics.csv.gz', gzipSync(table(3)));
	const {points} = pointsOf(files);
	assert.deepEqual(points(), ['loss 3']);
	files.write('/r/metrics.csv.gz', gzipSync(table(9)), {inPlace: true});
	assert.deepEqual(points(), ['loss 9']);
	files.write('/r/metrics.csv', table(4));
	assert.deepEqual(pointsOf(files).points(), ['loss 4']);
});

test('of a compressed table that was cut what is left is read, and it says that it was', () => {
	const whole = gzipSync(table(5000));
	const files = new MemoryFiles();
	const told = (bytes: Uint8Array) => {
		const {points, run} = pointsOf(files.write('/r/metrics.csv.gz', bytes));
		return {points: Number(points()[0]?.split(' ')[1] ?? 0), problems: run.problems.map(({message}) => message.split(':')[0])};
	};
	const cut = told(whole.subarray(0, whole.length >> 1));
	assert.ok(cut.points > 1000 && cut.points < 4000, `${cut.points} points`);
	assert.deepEqual(cut.problems, ['Ends within its compressed data']);
	const damaged = Uint8Array.from(whole);
	damaged[whole.length - 5]! ^= 0xff;
	assert.deepEqual(told(damaged), {points: 0, problems: ['Is damaged']});
	const junk = Buffer.from('garbage here');
	const named = Buffer.concat([
		Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]),
		Buffer.from('a.csv\0'),
		gzipSync(table(4)).subarray(10),
	]);
	for (const [data, points] of [
		[gzipSync(table(3)), 3],
		[Buffer.concat([named, gzipSync('4,1\n')]), 5],
	] as const)
		assert.deepEqual(told(Buffer.concat([data, junk])), {
			points,
			problems: ['Has bytes of something else behind its compressed data'],
		});
	assert.deepEqual(told(Buffer.concat([damaged, junk])), {points: 0, problems: ['Is damaged']});
	const large = told(gzipSync(Buffer.concat([Buffer.from(table(3)), Buffer.alloc(130 * 1024 * 1024, '\n')])));
	assert.equal(large.points, 0);
	assert.match(large.problems.join(), /^Is larger than 16 MiB/);
});

test('a compressed file that holds no metrics is no run', () => {
	const files = new MemoryFiles();
	for (const content of [
		gzipSync('name,age\nana,3\n'),
		new Uint8Array(0),
		Buffer.from([0x1f, 0x8b, 8, 0]),
		Buffer.from('step,loss\n'),
	])
		assert.deepEqual(csvFormat.detect({path: '/r', entries: files.write('/r/people.csv.gz', content).list('/r')}, files), []);
});

test('a compressed file is looked into where its name, its directory or a run there speaks of a training', () => {
	const isLookedInto = (file: string, content: string, isOfRun = false) => {
		const files = new MemoryFiles().write(file, gzipSync(content));
		const path = file.slice(0, file.lastIndexOf('/'));
		const listing = {path, entries: files.list(path), isOfRun};
		const claims = csvFormat.detect(listing, files);
		csvFormat.undecided?.(listing, files, claims);
		return [files.touched.length, claims.length];
	};
	const metrics = table(2000);
	for (const file of ['/r/seed0.csv.gz', '/r/train.csv.gz', '/r/test_2.csv.gz', '/r/data/train/0001.csv.gz'])
		assert.deepEqual(isLookedInto(file, metrics), [0, 0], file);
	for (const file of ['/r/train_log.csv.gz', '/r/results.csv.gz', '/r/logs/seed0.csv.gz', '/r/results/train.csv.gz'])
		assert.deepEqual(isLookedInto(file, metrics), [1, 1], file);
	assert.deepEqual(isLookedInto('/r/train.csv.gz', metrics, true), [1, 1], 'that of a run');
	assert.deepEqual(isLookedInto('/r/results.csv.gz', `id,age\n${rows(2000)}`), [1, 0], 'of a "no" it is not asked again');
});

test('the beginning of compressed data is enough of it, also where it hardly gets smaller', () => {
	const names = Array.from({length: 90}, (_, i) => `m${((i * 7919) % 997) ** 3}_loss`);
	const wide = `step,${names.join(',')}\n${Array.from({length: 20}, (_, i) => `${i},${names.map((_, j) => Math.sin(i * 97 + j)).join(',')}\n`).join('')}`;
	const files = new MemoryFiles().write('/r/metrics.csv.gz', gzipSync(wide));
	assert.equal(csvFormat.detect({path: '/r', entries: files.list('/r')}, files).length, 1);
});
