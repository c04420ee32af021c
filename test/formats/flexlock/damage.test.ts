import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadFixture, seededRandom} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {readOne, readTree} from './read-tree.ts';

const own = '/stages/results/prepare';

test('a cut record shows what came before the cut', () => {
	const files = loadFixture('flexlock/stages');
	const whole = new TextDecoder().decode(files.readWhole(`${own}/run.lock`, 1e6)!);
	files.write(`${own}/run.lock`, whole.slice(0, whole.indexOf('config:') + 40));
	const {learnt, problems} = readOne(files, own);
	assert.equal(learnt.outcome?.status, 'finished');
	assert.equal(learnt.id, '2c398e7c8653808b05033a94eb6437db13ca9ce74e86f62f284402604a7544fb');
	files.write(`${own}/run.lock`, '');
	assert.deepEqual(
		readOne(files, own).problems.map(({message}) => message),
		['run.lock is empty; what it recorded is shown as far as other files tell it; restore it from a copy'],
	);
	assert.ok(problems.length <= 1);
});

test('a record that an editor kept as UTF-16 is read', () => {
	const files = loadFixture('flexlock/stages');
	const before = readOne(files, own).learnt;
	const whole = new TextDecoder().decode(files.readWhole(`${own}/run.lock`, 1e6)!);
	files.write(`${own}/run.lock`, Buffer.from(`\uFEFF${whole}`, 'utf16le'));
	const {learnt, problems} = readOne(files, own);
	assert.deepEqual([learnt.id, learnt.config, problems], [before.id, before.config, []]);
});

test('a record that was cut within a line that still reads well is cut', () => {
	const files = loadFixture('flexlock/stages');
	const whole = new TextDecoder().decode(files.readWhole(`${own}/run.lock`, 1e6)!);
	const before = readOne(files, own).learnt;
	files.write(`${own}/run.lock`, whole.slice(0, whole.indexOf(before.id ?? '') + 20));
	const {learnt, problems} = readOne(files, own);
	assert.notEqual(learnt.id, before.id?.slice(0, 20), 'half of a value is no value');
	assert.deepEqual(
		problems.map(({message}) => message),
		['run.lock is cut: its last line has no end; what can be read of it is shown'],
	);
	files.write(`${own}/run.lock`, whole.replaceAll('\n', '\r\n'));
	assert.deepEqual([readOne(files, own).learnt.id, readOne(files, own).problems], [before.id, []]);
});

test('a record that was cut at the end of a line, before its config, is cut', () => {
	const files = loadFixture('flexlock/stages');
	const whole = new TextDecoder().decode(files.readWhole(`${own}/run.lock`, 1e6)!);
	files.write(`${own}/run.lock`, whole.slice(0, whole.indexOf('config:\n')));
	const {learnt, problems} = readOne(files, own);
	assert.deepEqual(learnt.config ?? {}, {});
	assert.deepEqual(
		problems.map(({message}) => message),
		['run.lock ends before its config: it is cut; what is left of it is shown'],
	);
});

test('a record that is missing, and a marker that is empty, are told', () => {
	const files = loadFixture('flexlock/stages').remove(`${own}/run.lock`);
	assert.match(readOne(files, own).problems[0]?.message ?? '', /^run\.lock is missing, /);
	const sweeps = loadFixture('flexlock/sweeps');
	const task = '/sweeps/results/grid_db/lr_0.1';
	assert.deepEqual(readOne(sweeps, task).problems, [], 'its record is in the database');
	sweeps.write(`${task}/.flexlock_marker`, '');
	assert.equal(readOne(sweeps, task).problems[0]?.message, '.flexlock_marker is empty; restore it from a copy');
});

test('a mark that is cut is a mark all the same', () => {
	const files = loadFixture('flexlock/stages')
		.write(`${own}/run.complete`, '{"ts": "2026-')
		.write('/stages/results/evaluate/run.error', '');
	const complete = readOne(files, own);
	assert.deepEqual(
		[complete.learnt.outcome?.status, complete.problems[0]?.message],
		['finished', 'run.complete is cut or no JSON object; restore it from a copy'],
	);
	const failed = readOne(files, '/stages/results/evaluate');
	assert.deepEqual(
		[failed.learnt.outcome?.status, failed.problems[0]?.message],
		['failed', 'run.error is empty; restore it from a copy'],
	);
});

test('of a mark that is cut what is whole counts', () => {
	const files = loadFixture('flexlock/stages')
		.write(`${own}/run.complete`, '{"ts": "2026-11-21T01:25:30+00:00", "version": 1, "has_res')
		.write('/stages/results/evaluate/run.error', '{"exc_message": "no \\"x\\"", "timestamp": "2026-11-21T01:25:31+00:00", "no');
	const complete = readOne(files, own);
	assert.deepEqual(
		[complete.learnt.endedAtMs, complete.problems.map(({message}) => message)],
		[
			Date.UTC(2026, 10, 21, 1, 25, 30),
			['run.complete is cut or damaged: what can still be read of it is shown; restore it from a copy'],
		],
	);
	const failed = readOne(files, '/stages/results/evaluate');
	assert.deepEqual(
		[failed.learnt.endedAtMs, failed.learnt.error, failed.problems.length],
		[Date.UTC(2026, 10, 21, 1, 25, 31), 'error: no "x"', 1],
	);
	files.write('/stages/results/evaluate/run.error', '{\n  "stage": "evaluate",\n  "node": ?,\n  "exc_message": "no y"\n}');
	const torn = readOne(files, '/stages/results/evaluate');
	assert.deepEqual([torn.learnt.error, torn.problems.length], ['error: no y', 1], 'lines behind the damage are whole, too');
	files.write('/stages/results/evaluate/run.error', '{"stage": "evaluate", "exc_me');
	assert.equal(readOne(files, '/stages/results/evaluate').problems.length, 1, 'what it had is lost: no error of its own');
});

test('where a copy has both marks the later one counts', () => {
	const files = loadFixture('flexlock/stages').write(
		`${own}/run.error`,
		'{"exc_type": "KeyboardInterrupt", "timestamp": "2027-01-01T00:00:00+00:00"}',
	);
	assert.equal(readOne(files, own).learnt.outcome?.status, 'stopped');
	files.write(`${own}/run.error`, '{"exc_type": "ValueError", "timestamp": "2020-01-01T00:00:00+00:00"}');
	assert.equal(readOne(files, own).learnt.outcome?.status, 'finished');
});

test('a hostile record neither runs nor unfolds', () => {
	const files = loadFixture('flexlock/stages');
	const laughs = [
		'a: &a [x, x]',
		...Array.from(
			{length: 40},
			(_, level) =>
				`k${level}: &${'b'.repeat(level + 1)} [*${level === 0 ? 'a' : 'b'.repeat(level)}, *${level === 0 ? 'a' : 'b'.repeat(level)}]`,
		),
	].join('\n');
	files.write(`${own}/run.lock`, `config: {lr: 1}\n${laughs}\n`);
	assert.equal(readOne(files, own).learnt.outcome?.status, 'finished');
	files.write(`${own}/run.lock`, "config: !!python/object/apply:os.system ['touch owned']\nfingerprint: !!python/tuple [1, 2]\n");
	assert.equal(readOne(files, own).learnt.outcome?.status, 'finished');
	files.write(`${own}/run.lock`, `config: ${'['.repeat(100_000)}`);
	assert.ok(readOne(files, own).problems.length > 0);
});

test('no cut and no flipped byte stops the reader or loses another run', () => {
	const files = loadFixture('flexlock/stages');
	const names = ['run.lock', 'run.complete'];
	const sound = new Map(names.map(name => [name, Buffer.from(files.readWhole(`${own}/${name}`, 1e6)!)]));
	for (const [name, bytes] of sound) {
		for (let end = 0; end < bytes.length; end++) {
			files.write(`${own}/${name}`, bytes.subarray(0, end));
			assert.equal(readOne(files, own).learnt.outcome?.status, 'finished');
		}
		files.write(`${own}/${name}`, bytes);
	}
	const random = seededRandom(5);
	for (let round = 0; round < 2000; round++) {
		const name = names[random(names.length)]!;
		const copy = Buffer.from(sound.get(name)!);
		for (let flips = 0; flips < 5; flips++) copy[random(copy.length)] = random(256);
		files.write(`${own}/${name}`, copy);
		assert.equal(readOne(files, own).learnt.outcome?.status, 'finished');
		files.write(`${own}/${name}`, sound.get(name)!);
	}
	assert.equal(readTree(files, '/stages').size, 7);
});

test('what a record holds in another form than flexlock writes it is named', () => {
	const lock = (text: string) => new MemoryFiles().write('/w/a/run.lock', `fingerprint: ab\n${text}`);
	const said = (text: string) => readOne(lock(text), '/w/a').problems.map(({message}) => message);
	const begin = 'run.lock is not as flexlock writes it, and is not read there: ';
	assert.deepEqual(said("timestamp: '2026-11-27T03:18:57'\nrepos: {}\nlineage: {}\nconfig:\n  save_dir: a\n"), []);
	assert.deepEqual(said('timestamp: yesterday\nconfig: [1, 2]\nlineage:\n  prepare: nothing\n'), [
		`${begin}config is no mapping, timestamp is no time, lineage.prepare is no mapping`,
	]);
	const files = lock('config:\n  save_dir: a\n').write('/w/a/run.complete', '{"ts": 5, "version": 1}');
	assert.match(readOne(files, '/w/a').problems[0]?.message ?? '', /^run\.complete holds no time in ts/);
});

test('a record with ancestors and without a fingerprint is of a flexlock that marks no end', () => {
	const record = (more: string) => `timestamp: '2026-01-10T03:18:57'\n${more}config:\n  save_dir: results/train\n`;
	const ancestors = 'lineage:\n  prepare:\n    path: /w/results/prepare\n    info:\n      config: {}\n';
	const read = (more: string) =>
		readOne(new MemoryFiles().write('/w/results/train/run.lock', record(more)), '/w/results/train').learnt;
	const early = read(ancestors);
	assert.deepEqual([early.outcome?.status, early.id, early.writer?.marksEnd], ['unknown', 'results/train', false]);
	assert.equal(read(`fingerprint: ab\n${ancestors}`).writer?.marksEnd, true);
});

test('a record and an error that are sound files of something else are told', () => {
	const files = new MemoryFiles()
		.write('/f/one/run.lock', '{"a": 1}\n')
		.write('/f/one/run.error', '{"a": 1}')
		.write('/f/one/.flexlock-controller.lock', '');
	assert.deepEqual(
		readOne(files, '/f/one').problems.map(({message}) => message),
		[
			'run.error tells of no error, as flexlock writes it',
			'run.lock holds no record; what it recorded is shown as far as other files tell it; restore it from a copy',
		],
	);
});
