import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {findDamage} from '../../../source/engine/discovery/damage.ts';
import {findSpoilt} from '../../../source/engine/discovery/spoilt.ts';
import {MemoryFiles} from '../../formats/memory-files.ts';

const zeros = new Uint8Array(5000);
const name = (file: string) => file.slice(file.lastIndexOf('/') + 1);

test('a file that could hold runs and is full of zero bytes is named, whatever lies beside it', () => {
	const files = new MemoryFiles();
	const names = [
		'metrics.csv',
		'rows.jsonl',
		'journal.log',
		'stdout.txt',
		'vision.db',
		'other.sqlite3',
		'history.json',
		'study.pkl',
		'rows.csv.gz',
	];
	for (const each of names) files.write(`/exp/${each}`, zeros);
	const long = new Uint8Array(3_000_000);
	files.write('/exp/long.csv', long);
	// A writer that goes on behind the end that was taken off leaves zeros before what it writes.
	files.write('/exp/rotated.log', Buffer.concat([zeros, Buffer.from('epoch 3 loss 0.2\n')]));
	const mixed = long.slice();
	mixed.fill(65, 1_000_000);
	files.write('/exp/mixed.csv', mixed);
	files
		.write('/exp/000012.log', zeros)
		.write('/exp/weights.bin', zeros)
		.write('/exp/buffer.pkl', zeros)
		.write('/exp/placeholder.csv', zeros.subarray(0, 1))
		.write('/exp/empty.csv', '')
		.write('/exp/claimed.csv', zeros);
	const found = findSpoilt({path: '/exp', entries: files.list('/exp')}, files, new Set(['/exp/claimed.csv']));
	assert.deepEqual(found.map(({file}) => name(file)).sort(), [...names, 'long.csv'].sort());
	assert.match(found[0]!.message, /^Holds nothing but zero bytes/);
});

test('rows that are no text are named, and no rows in any encoding or packed ones', () => {
	const files = new MemoryFiles();
	const noise = Uint8Array.from({length: 900}, (_, at) => (at * 7919 + (at >> 3) * 104729) % 251);
	const packed = ['1f8b08', '28b52ffd', 'fd377a585a00', '425a68', '04224d18', '504b0304', '50415231'];
	for (const mark of packed) files.write(`/exp/packed-${mark}.csv`, Buffer.concat([Buffer.from(mark, 'hex'), noise]));
	files.write('/exp/metrics.jsonl', noise).write('/exp/short.csv', noise.subarray(0, 20)).write('/exp/run.log', noise);
	files.write('/exp/wide.csv', Buffer.from('step,loss\n1,0.5\n'.repeat(9), 'utf16le'));
	files.write(
		'/exp/gbk.csv',
		Uint8Array.from({length: 900}, (_, at) => 0xa1 + (at % 90)),
	);
	files.write(
		'/exp/holes.csv',
		Uint8Array.from({length: 900}, (_, at) => [0, 0, 20, 65][at % 4]!),
	);
	files.write('/exp/hive.csv', '0\x010.5\n1\x010.4\n'.repeat(99)).write('/exp/ascii.tsv', '0\x1f0.5\x1e1\x1f0.4\x1e'.repeat(99));
	const found = findSpoilt({path: '/exp', entries: files.list('/exp')}, files, new Set());
	assert.deepEqual(found, [
		{file: '/exp/metrics.jsonl', message: 'Holds no text; if a run wrote it, what it said is lost: look for a copy'},
	]);
});

test('of a store by its name it is said once', () => {
	const files = new MemoryFiles().write('/exp/study.db', zeros).write('/exp/note.db', 'no database');
	const found = findDamage({path: '/exp', entries: files.list('/exp')}, [], [], files);
	assert.deepEqual(
		found.filter(({file}) => file === '/exp/study.db').map(({message}) => message),
		['Cannot be read as a SQLite database; if it holds runs, they are not shown'],
	);
	assert.ok(!found.some(({file}) => file === '/exp/note.db' && /zero|SQLite/.test(found[0]!.message)));
});

test('beside a run that is read it may be no damage', () => {
	const files = new MemoryFiles().write('/exp/metrics.csv', 'step,loss\n0,1\n').write('/exp/data.csv', zeros);
	const entries = files.list('/exp');
	const claim = {format: 'csv', path: '/exp', files: ['/exp/metrics.csv'], ownsSubtree: false};
	const warningsOf = (claims: Parameters<typeof findDamage>[2]) =>
		findDamage({path: '/exp', entries}, [], claims, files).map(({file, isWarning}) => `${name(file)} ${isWarning === true}`);
	assert.deepEqual(warningsOf([claim]), ['data.csv true']);
	assert.deepEqual(warningsOf([]), ['data.csv false']);
});

test('compressed rows under a plain name are named, and what begins with the same letters as text is not', () => {
	const files = new MemoryFiles();
	const noise = Uint8Array.from({length: 500}, (_, at) => (at * 7919 + (at >> 3) * 104729) % 251);
	files.write('/exp/metrics.csv', gzipSync('step,loss\n0,1\n')).write('/exp/people.csv', gzipSync('a,b\n0,1\n'));
	files.write('/exp/metrics.log', gzipSync('step 1 loss 2\n'));
	files.write('/exp/eval.log', 'loss 0.5 \u000e\u000f\u0010\u0011\n'.repeat(90));
	files.write('/exp/loss.csv', 'PK\u0003\u0004').write('/exp/results.csv', 'BZh,loss\n0,1\n'.repeat(9));
	files
		.write('/exp/training.log', noise)
		.write('/exp/other.log', noise)
		.write('/exp/train_log.txt', Buffer.from('\u043f\u043e\u0442\u0435\u0440\u0438 '.repeat(50)));
	const gone = {name: 'gone.csv', kind: 'file'} as const;
	const found = findSpoilt({path: '/exp', entries: [...files.list('/exp'), gone]}, files, new Set());
	assert.deepEqual(found.map(({file, message}) => `${name(file)}: ${message.split(/[,;]/)[0]}`).sort(), [
		'loss.csv: Holds compressed data',
		'metrics.csv: Holds compressed data',
		'training.log: Holds no text',
	]);
});

test('compressed rows that cannot be unpacked are named, and curves in JSON that are no text', () => {
	const noise = Uint8Array.from({length: 500}, (_, at) => (at * 7919 + (at >> 3) * 104729) % 251);
	const whole = gzipSync(Array.from({length: 200}, (_, at) => `${at},${Math.sin(at)}\n`).join(''));
	const flipped = Uint8Array.from(whole);
	flipped[whole.length >> 1]! ^= 0x80;
	const files = new MemoryFiles().write('/exp/metrics.csv.gz', flipped).write('/exp/loss.jsonl.gz', noise);
	files
		.write('/exp/eval.csv.gz', whole)
		.write('/exp/people.csv.gz', noise)
		.write('/exp/train.csv.gz', 'step,loss\n0,1\n'.repeat(9));
	files
		.write('/exp/history.json', noise)
		.write('/exp/secrets.json', noise)
		.write('/exp/journal.log', noise)
		.write('/exp/dvc.yaml', noise)
		.write('/exp/results.json', '{"loss": [1, 2]}'.repeat(9));
	const found = findSpoilt({path: '/exp', entries: files.list('/exp')}, files, new Set());
	assert.deepEqual(found.map(({file, message}) => `${name(file)}: ${message.split(';')[0]}`).sort(), [
		'dvc.yaml: Holds no text',
		'history.json: Holds no text',
		'journal.log: Holds no text',
		'loss.jsonl.gz: Holds nothing that can be unpacked',
		'metrics.csv.gz: Holds nothing that can be unpacked',
	]);
});
