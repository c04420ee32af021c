import assert from 'node:assert/strict';
import {test} from 'node:test';
import {deflateSync, gzipSync} from 'node:zlib';
import {optuna} from '../../../source/formats/optuna/index.ts';
import {Collected, readAll} from '../collect.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';

const fixture = loadFixture('optuna-pickles');
/** By joblib with Optuna 2.10, which ends in arrays that are no pickle; by pickle with Optuna 5. */
const [dumped, pickled] = ['study.pkl', 'tides_optuna.pickle'].map(
	name => fixture.readWhole(`/optuna-pickles/${name}`, 1e6)!,
) as [Uint8Array, Uint8Array];

const claimsOf = (files: MemoryFiles) => optuna.detect({path: '/d', entries: files.list('/d')}, files);

function read(bytes: Uint8Array, name = 'study.pkl'): Collected {
	const files = new MemoryFiles().write(`/d/${name}`, bytes);
	const collected = new Collected();
	for (const claim of claimsOf(files)) readAll(optuna.open(claim, files), collected);
	return collected;
}

test('each trial of a study that joblib or pickle has saved is a run, with its state, settings and values', () => {
	for (const bytes of [dumped, pickled]) {
		const collected = read(bytes);
		const runs = [...collected.runs.values()];
		assert.deepEqual(
			runs.map(({learnt}) => [learnt.name, learnt.outcome?.status]),
			[
				['trial 0', 'finished'],
				['trial 1', 'finished'],
				['trial 2', 'pruned'],
				['trial 3', 'failed'],
				['trial 4', 'queued'],
			],
		);
		const [, second, pruned] = runs;
		assert.deepEqual(second!.learnt.config, {x: 0.7858939086953094, kind: 'a'});
		assert.deepEqual(second!.points('objective').at(-1)?.slice(0, 1), [2]);
		assert.equal(second!.aggregate('objective', 'last'), 0.6176292357243913);
		assert.equal(second!.aggregate('value', 'points'), 3);
		assert.deepEqual([pruned!.points('value').length, pruned!.metrics.has('objective')], [2, false]);
		assert.equal(second!.learnt.extra?.goal, 'maximize');
		assert.deepEqual(second!.learnt.extra?.['study attributes'], {who: 'me'});
		assert.deepEqual(collected.problems, []);
	}
	const [first] = read(pickled).runs.values();
	assert.deepEqual([first!.learnt.id, first!.learnt.group], ['tides/0', 'tides']);
	// Optuna 5 writes the zone with the time.
	assert.equal(Math.floor(first!.learnt.startedAtMs!), Date.UTC(2026, 10, 29, 2, 16, 24, 750));
});

test('a study that was saved twice as it grew is there once, and other pickles are none', () => {
	const files = new MemoryFiles()
		.write('/d/a_study.pkl', dumped.subarray(0, 3000))
		.write('/d/best_study.pkl', dumped)
		.write('/d/z_study.pkl', dumped.subarray(0, 2000))
		.write('/d/case_study.pkl', Buffer.from('80047d942e', 'hex'))
		.write('/d/weights.pkl', dumped);
	assert.deepEqual(
		claimsOf(files).map(({path}) => path),
		['/d/best_study.pkl'],
	);
});

test('of a pickle that was cut the trials before the cut are there, and the rest is told', () => {
	const told = (bytes: Uint8Array) => {
		const files = new MemoryFiles().write('/d/study.pkl', bytes);
		const source = optuna.open(claimsOf(files)[0]!, files);
		const collected = new Collected();
		readAll(source, collected);
		readAll(source, collected);
		return [collected.runs.size, collected.problems.map(({message}) => message).join()];
	};
	assert.match(String(told(pickled.subarray(0, 1500))[1]), /of 5 trials that can be read/);
	for (const whole of [dumped, pickled]) {
		const [count, said] = told(whole.subarray(0, whole.length - 60));
		assert.equal(count, 5);
		assert.match(String(said), /study\.pkl is cut behind its trials: Python cannot load it/);
		assert.deepEqual(told(whole), [5, '']);
	}
});

/** The opcodes of a pickle, protocol 2, as text with a character a byte. */
const op = {
	number: (value: number) => `J${Buffer.from(Int32Array.of(value).buffer).toString('latin1')}`,
	text: (value: string) => `X${Buffer.from(Int32Array.of(value.length).buffer).toString('latin1')}${value}`,
	dict: (entries: readonly string[]) => `}(${entries.join('')}u`,
	object: (name: string, state: Record<string, string>) =>
		`c${name}\n)\x81${op.dict(Object.entries(state).map(([key, value]) => op.text(key) + value))}b`,
};

test('all values that a trial reported are there, however many', () => {
	const reports = op.dict(Array.from({length: 30_000}, (_, step) => `${op.number(step)}F${step / 2}\n`));
	const trial = op.object('optuna.trial._frozen\nFrozenTrial', {_number: op.number(0), intermediate_values: reports});
	const info = op.object('optuna.storages._in_memory\n_StudyInfo', {name: op.text('tides'), trials: `](${trial}e`});
	const storage = op.object('optuna.storages._in_memory\nInMemoryStorage', {_studies: op.dict([op.number(0) + info])});
	const study = `\x80\x02${op.object('optuna.study.study\nStudy', {_storage: storage})}.`;
	const [run] = read(Buffer.from(study, 'latin1')).runs.values();
	assert.equal(run!.metrics.get('value')!.length, 30_000);
});

test('a study that joblib has compressed is read as the same one', () => {
	const names = (bytes: Uint8Array) => [...read(bytes).runs.values()].map(({learnt}) => [learnt.id, learnt.outcome?.status]);
	for (const pack of [deflateSync, gzipSync]) assert.deepEqual(names(pack(pickled)), names(pickled));
});
