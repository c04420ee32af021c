import assert from 'node:assert/strict';
import {test} from 'node:test';
import {tableOf} from '../../../source/core/query/columns/row-table.ts';
import {compileQuery} from '../../../source/core/query/compile/compile.ts';
import {findStrictest} from '../../../source/core/query/compile/why-none.ts';
import {ask, warn} from './asking.ts';
import {makeRow, nowMs} from './rows.ts';

const rows = [
	makeRow({name: 'oak-s1', config: {arch: 'oak', 'opt.lr': 0.02, warm: true, drop: null}, metrics: {'dev/nll': 0.4}}),
	makeRow({name: 'oak-s2', config: {arch: 'oak', 'opt.lr': 0.02, warm: false, drop: 0.1}, metrics: {'dev/nll': 0.5}}),
	makeRow({name: 'elm-s1', config: {arch: 'elm', 'opt.lr': 0.3, warm: false, clip: 'None'}, metrics: {'dev/nll': 2.5}}),
];

/** What a query is doubted for, and what it says to write instead. */
const doubts = (query: string): string =>
	warn(query, rows)
		.map(({message, hint}) => `${message} · ${hint}`)
		.join('\n');
/** The same without the message. */
const instead = (query: string): string[] => warn(query, rows).map(({hint}) => hint ?? '');

test('a word that stands for a condition elsewhere and is in no run says how that is written', () => {
	assert.equal(doubts('failed'), 'No name, id, tag or note holds failed · Write status:failed');
	const cases: Record<string, string> = {
		'not failed': 'status:failed',
		'-Completed': 'status:finished',
		'arch oaks': 'arch=oak',
		'!warm': 'warm=false',
		'nll or oak': 'dev/nll<0.3',
		runtime: 'has:runtime',
		best: 'mark:best',
		'sort by nll': 'sort:nll',
		'order by m.nll DESC': 'sort:-m.nll',
		'limit 5': 'limit:5',
		'^oak': 'name~"^oak"',
		'/oak.*1/': 'name~"oak.*1"',
		'oak-s.+': 'name~"oak-s.+"',
		'2026-11-25': 'started:2026-11-25',
	};
	for (const [query, written] of Object.entries(cases)) assert.deepEqual(instead(query), [`Write ${written}`], query);
	for (const query of ['oak', 'oak-s?', 's1 oak', '"failed"', 'nothing', 'oak*2', '-oak'])
		assert.deepEqual(instead(query), [], query);
	assert.deepEqual(warn('failed', [makeRow({name: 'failed-before'})]), [], 'a word that a name holds is meant as one');
});

test('what a doubt says to write can be written as it stands', () => {
	const lr = 0.1;
	const more = [
		makeRow({config: {lr, prompt: 'Say it again. '.repeat(9), act: '\x1b[31mrelu'}, metrics: {lr}}),
		makeRow({config: {lr, seed: 1}, metrics: {lr}}),
	];
	const written: Record<string, string[]> = {
		lr: ['Write m.lr<0.3'],
		prompt: ['Write has:prompt'],
		act: ['Write has:act'],
		status: ['Write status:finished'],
		'2026-11-25_10-00-00': [],
		'2026-11-25..2026-11-26': ['Write started:2026-11-25..2026-11-26'],
		'limit many': [],
		'sort "a b"': [],
		'age<5 "days"': [],
		'm.lr<5 days': [],
	};
	for (const [query, hints] of Object.entries(written)) {
		const told = warn(query, more).flatMap(({hint}) => hint ?? []);
		assert.deepEqual(told, hints, query);
		for (const hint of told) assert.ok(compileQuery(hint.slice('Write '.length), {rows: more}).ok, hint);
	}
});

test('a unit apart from its number, and commas within a number, are doubted', () => {
	assert.deepEqual(instead('age<5 days'), ['A unit stands right behind its number: age<5d']);
	assert.deepEqual(instead('runtime > 90 min oak'), ['A unit stands right behind its number: runtime>90m']);
	assert.deepEqual(instead('nll>2 s1'), [], 'no span is asked for');
	assert.deepEqual(instead('nll<0,3'), ['Write nll<0.3']);
	assert.deepEqual(instead('opt.lr<=10,000,000'), ['Write opt.lr<=10000000']);
	assert.deepEqual(instead('nll=0,3'), []);
});

test('a name that no run has leads to what was probably meant', () => {
	assert.deepEqual(instead('tags.paper=x'), ['tag:paper asks for a tag']);
	assert.deepEqual(instead('nll.std<1'), ['A metric has .last .first .min .max .mean .n .nan']);
	assert.deepEqual(instead('learning_rate=1'), ['Nearest: opt.lr']);
	assert.deepEqual(instead('status=completed'), ['status:finished asks for that']);
});

test('spellings of other tools ask the same', () => {
	const cases: Record<string, string> = {
		'arch is oak': 'oak-s1 oak-s2',
		'arch is not oak': 'elm-s1',
		'flag:opt.lr in [0.3, 7]': 'elm-s1',
		'nll between 0.4 and 0.5': 'oak-s1 oak-s2',
		'summary.dev/nll>1': 'elm-s1',
		"run_name =~ '^elm'": 'elm-s1',
		'drop is None': 'oak-s1 elm-s1',
		'drop is not null': 'oak-s2',
		'clip is not None': '',
		'drop is undefined': 'elm-s1',
	};
	for (const [query, names] of Object.entries(cases)) assert.equal(ask(query, rows), names, query);
});

test('a tag of a name and a value is asked for as MLflow does', () => {
	const tagged = [['team=a b', 'stage=2'], ['team=c'], ['team']].map((tags, i) => makeRow({name: `n${i}`, tags}));
	const cases: Record<string, string> = {
		"tags.team = 'a b'": 'n0',
		'tags.`team` != c': 'n0 n2',
		'tags.stage>1.5': 'n0',
		'has:tags.team sort:-tags.team': 'n1 n0',
		'tags.mlflow.runName=n1': 'n1',
		'tag:team': 'n0 n1 n2',
	};
	for (const [query, names] of Object.entries(cases)) assert.equal(ask(query, tagged), names, query);
	assert.equal(warn('tags.stages=2', tagged)[0]!.hint, 'tag:stages asks for a tag');
});

test('where nothing fits, the strictest condition says what its field holds', () => {
	const holds = (query: string): string | null => {
		const compiled = compileQuery(query, {rows});
		assert.ok(compiled.ok);
		return findStrictest(compiled.query.parts, tableOf(rows), nowMs, {unicode: false, zone: 0})!.holds;
	};
	assert.equal(holds('warm=1'), 'warm is false (2), true (1)');
	assert.equal(holds('oak arch=birch'), 'arch is oak (2), elm (1)');
	assert.equal(holds('nll>9'), 'nll is 0.4000 to 2.500');
	assert.equal(holds('arch=oak lr=0.3'), null, 'each lets some through');
	assert.equal(holds('not nll<9'), null);
	const prompted = rows.map(row => ({...row, config: {prompt: 'Say it again. '.repeat(9)}}));
	const asked = compileQuery('prompt=x', {rows: prompted});
	assert.ok(asked.ok);
	assert.equal(findStrictest(asked.query.parts, tableOf(prompted), nowMs, {unicode: false, zone: 0})!.holds, null);
	const many = Array.from({length: 9}, (_, i) => makeRow({name: `n${i}`, config: {k: i}}));
	const compiled = compileQuery('k>99', {rows: many});
	assert.ok(compiled.ok);
	assert.equal(findStrictest(compiled.query.parts, tableOf(many), nowMs, {unicode: false, zone: 0})!.holds, 'k is 0 to 8');
});
