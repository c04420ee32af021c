import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {MediaContent, MediaSeries} from '../../source/core/media/media.ts';
import {loadDecoder} from '../../source/encodings/images/image.ts';
import {tfevents} from '../../source/formats/tfevents/index.ts';
import {wandb} from '../../source/formats/wandb/index.ts';
import {RowMedia} from '../../source/formats/wandb/media/media.ts';
import {readTable} from '../../source/formats/wandb/media/table.ts';
import {field, int} from '../encodings/protobuf-writer.ts';
import {tfrecords} from '../encodings/tfrecord-writer.ts';
import {CollectedRun} from './collect.ts';
import {loadFixture} from './load-fixture.ts';
import {MemoryFiles} from './memory-files.ts';
import {readTree} from './read-tree.ts';
import {anyName, event, metadata, readMemory, summary} from './tfevents/events.ts';

/** What lies at a place, read as the engine does. */
function contentAt(files: MemoryFiles, series: MediaSeries, index: number): MediaContent | null {
	const {file, offset, bytes} = series.at(index);
	const whole = () => (series.kind === 'file' ? files.readRange(file, 0, 64) : files.readWhole(file, 1e9));
	const found = bytes === 0 ? whole() : files.readRange(file, offset, bytes);
	return found === null ? null : series.decode(found);
}
const stepsOf = (series: MediaSeries) => Array.from({length: series.length}, (_, i) => series.stepAt(i));
const named = (run: CollectedRun) => [...run.pictures].map(([name, {kind, length}]) => `${name} ${kind} ${length}`).sort();
const decodeImage = await loadDecoder();
function pixelsOf(content: MediaContent | null) {
	assert.ok(content?.kind === 'image');
	const image = decodeImage(content.encoded);
	assert.ok(typeof image !== 'string', String(image));
	return image;
}

test('wandb: pictures, tables and pages lie beside the log, histograms in its rows, wherever blocks divide them', () => {
	const files = loadFixture('wandb/values');
	const [run] = readTree(wandb, files, '/values').values();
	assert.ok(run);
	assert.deepEqual(named(run), [
		'hist histogram 8',
		'html file 2',
		'img image 2',
		'imgs[0] image 2',
		'imgs[1] image 2',
		'table table 2',
	]);
	const img = run.pictures.get('img')!;
	assert.deepEqual(stepsOf(img), [3, 7]);
	const {width, height} = pixelsOf(contentAt(files, img, 1));
	assert.ok(width > 0 && height > 0);
	const hist = run.pictures.get('hist')!;
	for (let i = 0; i < hist.length; i++) {
		const content = contentAt(files, hist, i);
		assert.ok(content?.kind === 'histogram', `histogram ${i}`);
		assert.equal(content.edges.length, content.counts.length + 1);
		assert.ok(content.counts.some(count => count > 0));
	}
});

test('a table file of wandb has its columns and first rows as text, and how many there are', () => {
	const cells = [1, 'x', null, {_type: 'image-file', path: 'a.png'}, [1, 2]];
	const file = {columns: ['n', 0, 'none', 'picture', 'list'], data: Array.from({length: 900}, () => cells)};
	const table = readTable(Buffer.from(JSON.stringify(file)));
	assert.ok(table?.kind === 'table');
	assert.deepEqual(
		[table.columns, table.rows[0], table.total],
		[['n', '0', 'none', 'picture', 'list'], ['1', 'x', '', 'image', '[1,2]'], 900],
	);
	assert.ok(table.rows.length < 900);
	for (const text of ['', '[]', '{"columns": 3}', '{"columns": [], "data": {}}', '{"columns": ["a"'])
		assert.equal(readTable(Buffer.from(text)), null);
});

test('wandb before 0.16 wrote an object as one text', () => {
	const gathered: string[] = [];
	const run = new CollectedRun();
	const media = new RowMedia(run, '/run/log', '/run/files');
	media.noteObject(['h'], '{"_type": "histogram", "values": [1], "bins": [0, 1]}');
	media.noteObject(['i'], '{"_type": "image-file", "path": "media/images/a.png"}');
	media.noteObject(['out'], '{"_type": "image-file", "path": "../../../etc/secret.png"}');
	media.noteObject(['film'], '{"_type": "video-file", "path": "media/videos/a.gif"}');
	media.noteObject(['clip'], '{"_type": "video-file", "path": "media/videos/b.mp4"}');
	media.noteObject(
		['sounds'],
		'{"_type": "audio", "count": 2, "audio": [{"path": "media/audio/a.wav"}, {"path": "media/audio/b.wav"}]}',
	);
	media.noteObject(['other'], '{"_type": "of a later version", "path": "media/x"}');
	media.flush(5, 1000, {offset: 7, bytes: 100});
	for (const [name, series] of run.pictures) gathered.push(`${name} ${series.kind} ${series.at(0).file} ${series.at(0).bytes}`);
	assert.deepEqual(
		gathered,
		[
			'h histogram /run/log 100',
			'i image /run/files/media/images/a.png 0',
			'film image /run/files/media/videos/a.gif 0',
			'clip file /run/files/media/videos/b.mp4 0',
			'sounds[0] file /run/files/media/audio/a.wav 0',
			'sounds[1] file /run/files/media/audio/b.wav 0',
		],
		'names out of a log lead nowhere else',
	);
});

test('TensorBoard: pictures, histograms and texts as its writers make them', () => {
	const files = loadFixture('tfevents/media');
	const [run] = readTree(tfevents, files, '/media').values();
	assert.ok(run);
	assert.deepEqual(named(run), ['pr file 1', 'prompt/text_summary text 8', 'sample image 8', 'weights histogram 8']);
	for (let i = 0; i < 8; i++) {
		assert.ok(pixelsOf(contentAt(files, run.pictures.get('sample')!, i)).width > 0);
		const text = contentAt(files, run.pictures.get('prompt/text_summary')!, i);
		assert.ok(text?.kind === 'text' && text.text.length > 0);
		const hist = contentAt(files, run.pictures.get('weights')!, i);
		assert.ok(hist?.kind === 'histogram' && hist.edges.every((edge, at) => at === 0 || edge >= hist.edges[at - 1]!));
	}
});

test('TensorBoard: the tensors of its plugins, whose kind only the first value tells; a step back begins anew', () => {
	const doubles = (...numbers: number[]) => Buffer.from(Float64Array.from(numbers).buffer);
	const buckets = (...rows: number[]) => field(8, int(1, 2), field(4, doubles(...rows)));
	const files = new MemoryFiles();
	const write = (...events: Uint8Array[]) => files.write(`/logs/run/${anyName}`, tfrecords(...events));
	const histogram = (step: number, count: number) =>
		event(100 + step, step, summary(Buffer.concat([field(1, 'w'), buckets(0, 1, count, 1, 3, 2)])));
	write(
		event(100, 0, summary(Buffer.concat([field(1, 'w'), buckets(0, 1, 9, 1, 3, 2), metadata('histograms')]))),
		histogram(1, 4),
		histogram(2, 5),
		histogram(1, 6),
		event(
			104,
			3,
			summary(Buffer.concat([field(1, 'p'), field(8, field(8, '2'), field(8, '2'), field(8, 'png')), metadata('images')])),
		),
	);
	const run = readMemory(files);
	assert.deepEqual(run.problems, []);
	const series = run.pictures.get('w')!;
	assert.deepEqual(stepsOf(series), [0, 1]);
	const content = contentAt(files, series, 1);
	assert.ok(content?.kind === 'histogram');
	assert.deepEqual(
		[[...content.edges], [...content.counts]],
		[
			[0, 1, 3],
			[6, 2],
		],
	);
	const picture = contentAt(files, run.pictures.get('p')!, 0);
	assert.ok(picture?.kind === 'image' && Buffer.from(picture.encoded).toString() === 'png');
});

test('TensorBoard: sound is a file in the value, other plugins are named with their size', () => {
	const files = new MemoryFiles();
	const named = (tag: string, plugin: string, content: Uint8Array) =>
		event(100, 1, summary(Buffer.concat([field(1, tag), content, metadata(plugin)])));
	const old = event(100, 0, summary(Buffer.concat([field(1, 'old'), field(6, field(4, 'OggS...'))])));
	const curves = field(8, Buffer.concat([int(1, 1), field(4, new Uint8Array(24))]));
	files.write(
		`/logs/run/${anyName}`,
		tfrecords(
			old,
			named('new', 'audio', field(8, Buffer.concat([int(1, 7), field(8, 'RIFF....WAVE')]))),
			named('pr', 'pr_curves', curves),
		),
	);
	const run = readMemory(files);
	const told = (name: string) => {
		const content = contentAt(files, run.pictures.get(name)!, 0);
		assert.ok(content?.kind === 'file');
		return [content.what, Buffer.from(content.head).toString(), content.bytes > 0];
	};
	assert.deepEqual(told('old'), ['Audio', 'OggS...', true]);
	assert.deepEqual(told('new'), ['Audio', 'RIFF....WAVE', true]);
	assert.deepEqual(told('pr'), ['Precision–recall curves', '', true]);
});
