import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type RankedClaim, resolveClaims} from '../../../source/engine/discovery/resolve.ts';

function claim(format: string, rank: number, path: string, files: string[], more: Partial<RankedClaim> = {}): RankedClaim {
	return {format, rank, path, files, ownsSubtree: false, alone: false, ...more};
}

test('the strongest claim names a directory, weaker ones add to it', () => {
	const {here, apart} = resolveClaims('/a', [
		claim('log', 10, '/a', ['/a/train.log']),
		claim('config', 70, '/a', ['/a/.c/config.yaml']),
		claim('table', 25, '/a/x.csv', ['/a/x.csv']),
	]);
	assert.deepEqual(
		here.map(({format}) => format),
		['config', 'table', 'log'],
	);
	assert.deepEqual(apart, []);
});

test('several outputs beside a lone table are runs of their own; one of them is that of its run', () => {
	const table = claim('table', 60, '/a', ['/a/epochs.csv'], {isTable: true});
	const logOf = (name: string) => claim('log', 10, `/a/${name}`, [`/a/${name}`], {isOutput: true});
	const apartOf = (...claims: RankedClaim[]) => resolveClaims('/a', claims).apart.map(({path}) => path);
	assert.deepEqual(apartOf(table, logOf('one.log'), logOf('two.log')), ['/a/one.log', '/a/two.log']);
	assert.deepEqual(apartOf(table, logOf('one.log')), []);
	const trial = claim('tracker', 70, '/a', ['/a/params.json']);
	assert.deepEqual(apartOf(trial, table, logOf('one.log'), logOf('two.log')), [], 'the directory is a tracker’s run');
});

test('files that a format owns are not read again by weaker ones', () => {
	const table = claim('special', 60, '/a', ['/a/metrics.csv'], {ownsFiles: true});
	const {here, superseded} = resolveClaims('/a', [
		claim('table', 25, '/a', ['/a/metrics.csv', '/a/other.csv']),
		claim('log', 10, '/a', ['/a/metrics.csv']),
		table,
	]);
	assert.deepEqual(
		here.map(({format, path, files}) => [format, path, files]),
		[
			['special', '/a', ['/a/metrics.csv']],
			['table', '/a', ['/a/other.csv']],
		],
	);
	assert.deepEqual(
		superseded.map(({format}) => format),
		['log'],
	);
});

test('files that are only named are everybody’s', () => {
	const {here, superseded} = resolveClaims('/a', [
		claim('table', 25, '/a', ['/a/metrics.csv']),
		claim('tracker', 60, '/a', ['/a/metrics.csv']),
	]);
	assert.equal(here.length, 2);
	assert.deepEqual(superseded, []);
});

test('single files of one format stay runs of their own, once', () => {
	const {apart, superseded} = resolveClaims('/a', [
		claim('table', 25, '/a/x.log', ['/a/x.log']),
		claim('special', 60, '/a/x.log', ['/a/x.log'], {ownsFiles: true}),
	]);
	assert.deepEqual(
		apart.map(({format}) => format),
		['special'],
	);
	assert.equal(superseded.length, 1);
});

test('a run of several files is at the first one that is left to it, since the others are runs of another format', () => {
	const {apart} = resolveClaims('/a', [
		claim('table', 25, '/a/net_train.csv', ['/a/net_train.csv', '/a/net_test.csv']),
		claim('special', 60, '/a/net_train.csv', ['/a/net_train.csv'], {ownsFiles: true}),
	]);
	assert.deepEqual(
		apart.map(({format, path}) => [format, path]),
		[
			['special', '/a/net_train.csv'],
			['table', '/a/net_test.csv'],
		],
	);
});

test('a claim that is alone leaves weaker ones out but its guests, and what it owns is not looked into', () => {
	const [alone, owner] = [{alone: true}, {ownsSubtree: true}];
	const tracker = claim('tracker', 60, '/a', ['/a/run.log'], {...alone, ...owner});
	const table = claim('table', 25, '/a/x.csv', ['/a/x.csv']);
	const told = (...claims: RankedClaim[]) => {
		const {here, apart, owns, descend} = resolveClaims('/a', claims);
		const names = (list: RankedClaim[]) => list.map(({format}) => format).join('+');
		return `${names(here)} | ${names(apart)} | ${owns} ${descend}`;
	};
	assert.deepEqual(
		[
			told(),
			told(table),
			told(tracker),
			told({...tracker, ownsSubtree: false}),
			told({...tracker, alone: false}),
			told({...table, ...alone, ...owner}),
			told(tracker, table),
			told(tracker, {...table, isGuest: true}),
			told(tracker, {...table, rank: 70}),
			told({...tracker, alone: false}, table),
			told({...tracker, ownsSubtree: false}, table),
			told(tracker, claim('twin', 60, '/a/b.log', ['/a/b.log'])),
			told(claim('named', 60, '/a', []), {...tracker, rank: 70, ownsFiles: true, alone: false}),
		],
		[
			' |  | false true',
			' | table | false true',
			'tracker |  | true false',
			'tracker |  | false true',
			'tracker |  | true true',
			' | table | false true',
			'tracker |  | true false',
			'tracker+table |  | true false',
			'tracker | table | true false',
			'tracker+table |  | true true',
			'tracker |  | false true',
			'tracker | twin | true false',
			'tracker+named |  | true true',
		],
	);
});

test('logs of eight kinds are runs of their own beside the table of their folder, those that differ in numbers are not', () => {
	const table = claim('table', 25, '/a', ['/a/metrics.csv']);
	const apartOf = (strongest: RankedClaim, name: (i: number) => string) => {
		const logs = Array.from({length: 8}, (_, i) => claim('log', 10, `/a/${name(i)}.log`, [`/a/${name(i)}.log`]));
		return resolveClaims('/a', [strongest, ...logs, claim('log', 10, '/a', ['/a/train.log'])]).apart.length;
	};
	const kind = (i: number) => 'abcdefgh'[i]!;
	assert.equal(apartOf(table, kind), 8);
	assert.equal(
		apartOf(table, i => `train_${i}`),
		0,
	);
	assert.equal(apartOf({...table, ownsSubtree: true}, kind), 0);
});
