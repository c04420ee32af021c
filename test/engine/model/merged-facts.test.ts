import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunFacts} from '../../../source/core/run.ts';
import {noHabits} from '../../../source/core/writer-habits.ts';
import {mergeFacts} from '../../../source/engine/model/merge-facts.ts';
import {layerOf, type Told} from './told-layer.ts';

/** What holds of a run of which several sources tell, the strongest first. */
const merged = (...told: Told[]) => mergeFacts(told.map(layerOf));
const named = (...argv: string[]): RunFacts['command'] => ({argv}) as RunFacts['command'];

test('what the strongest source does not know comes from the next, and settings that it has in another form do not come twice', () => {
	const facts = merged(
		{facts: {host: 'a', config: {lr: 1, opt: {wd: 2}, 'net.depth': 1}, signFiles: ['x', 'y'], lastSignMs: 4}},
		{
			facts: {
				host: 'b',
				pid: 7,
				config: {'opt.wd': 3, 'opt/wd': 4, 'net.depth': 2, bs: 8, lr: 5},
				signFiles: ['y', 'z'],
				lastSignMs: 5,
			},
		},
		{},
	);
	assert.deepEqual(
		[facts.host, facts.pid, facts.config, facts.signFiles, facts.lastSignMs],
		['a', 7, {lr: 1, opt: {wd: 2}, 'net.depth': 1, bs: 8}, ['x', 'y', 'z'], 5],
	);
	const counted = (...steps: [step: number, unit: string][]) =>
		merged(...steps.map(([step, unit]): Told => ({facts: {progress: {step, total: 9, unit, from: ''}}})), {}).progress?.step;
	assert.deepEqual(
		[counted([3, 'step'], [5, 'step']), counted([5, 'step'], [3, 'step']), counted([3, 'step'], [5, 'batch'])],
		[5, 5, 3],
	);
});

test('what lies inside a run names and places itself, not the run', () => {
	const inner = {id: 'in', name: 'inner', group: 'g', groupScope: '/s', parent: 'p', work: 'eval', attempt: 2, host: 'node'};
	const facts = merged({facts: {id: 'out'}}, {below: 'wandb/x', facts: inner});
	assert.deepEqual(
		[facts.id, facts.name, facts.group, facts.groupScope, facts.parent, facts.work, facts.attempt, facts.host],
		['out', null, null, null, null, null, null, 'node'],
	);
	const beside = merged({facts: {id: 'out'}}, {facts: inner});
	assert.deepEqual([beside.id, beside.name, beside.group, beside.groupScope], ['out', 'inner', 'g', '/s']);
	const first = merged({facts: {group: 'own'}}, {facts: inner});
	assert.deepEqual([first.group, first.groupScope], ['own', null], 'a group lives where it was named');
});

test('times without a zone, ends that are not known, and words for what lies further in count where nothing else tells', () => {
	const zoneless = {facts: {startedAtMs: 1000}, habits: {isZoneless: true} as const};
	assert.equal(merged(zoneless, {facts: {startedAtMs: 2000}}).startedAtMs, 2000);
	assert.equal(merged(zoneless, {facts: {host: 'a'}}).startedAtMs, 1000);
	assert.equal(merged({...zoneless, facts: {host: 'z'}}, {facts: {host: 'a'}}).host, 'z');
	assert.equal(merged({}, {facts: {host: 'a', outcome: {status: 'unknown', why: ''}}}).host, 'a');
	const status = (first: RunFacts['outcome'], second: RunFacts['outcome']) =>
		merged({facts: {outcome: first}}, {facts: {outcome: second}}).outcome?.status;
	const end = (word: 'unknown' | 'failed' | 'finished') => ({status: word, why: word});
	assert.deepEqual(
		[
			status(null, end('failed')),
			status(null, end('unknown')),
			status(end('unknown'), end('failed')),
			status(end('finished'), end('failed')),
		],
		['failed', undefined, 'unknown', 'finished'],
	);
	const word = (told: Told) => merged({}, {...told, facts: {recorded: 'RUNNING'}}).recorded;
	assert.deepEqual([word({below: 'in'}), word({}), word({below: 'in', format: 'other'})], [null, 'RUNNING', 'RUNNING']);
});

test('who logs a run to a second tracker tells neither when it ran, how it ended, nor what started it', () => {
	const facts = {
		partOf: '/run',
		startedAtMs: 5,
		endedAtMs: 6,
		outcome: {status: 'failed', why: ''} as const,
		recorded: 'FAILED',
		command: named('push.py'),
		tags: ['t'],
		config: {lr: 1},
	};
	const logging = merged({facts: {config: {bs: 2}}}, {facts, habits: {logsPrograms: true}});
	assert.deepEqual(
		[logging.startedAtMs, logging.endedAtMs, logging.outcome, logging.recorded, logging.command, logging.tags, logging.config],
		[null, null, null, null, null, ['t'], {bs: 2}],
	);
	const later = {facts: {partOf: '/run', supersedes: 'first'}};
	assert.deepEqual(merged({}, later, {facts: {...facts, id: 'first'}}).tags, [], 'a later logging stands in its place');
	assert.deepEqual(merged({}, {facts: {...facts, user: 'me', marks: ['deprecated']}}).tags, []);
	assert.equal(merged({}, {facts: {...facts, user: 'me', marks: ['deprecated']}}).user, 'me');
	assert.deepEqual(merged({}, {facts: {tags: ['t'], marks: ['deprecated']}}).tags, ['t']);
	assert.deepEqual(merged({}, later, {facts: {...facts, id: 'other'}}).tags, ['t']);
	const tried = merged({facts: {config: {bs: 2}}, habits: {triesSettings: true}}, {below: '../x', facts: {config: {lr: 1}}});
	assert.deepEqual(merged({facts: {config: {bs: 2}}}, {below: '../x', facts: {config: {lr: 1}}}).config, {bs: 2});
	assert.deepEqual(tried.config, {bs: 2, lr: 1}, 'of a trial only the settings that were tried are known otherwise');
});

test('who started the process knows its words, and its name where a person gave it one', () => {
	const by = (facts: Partial<RunFacts>, below = '../starter', startsPrograms = true) => {
		const told = {facts: {name: 'own', host: 'node', command: named('concluded')}};
		const {name, host, command} = merged(told, {below, facts: {host: 'login', ...facts}, habits: {startsPrograms}});
		return `${name} ${host} ${command?.argv[0]}`;
	};
	const command = named('python', 'train.py');
	assert.deepEqual(
		[
			by({name: 'mine', command}),
			by({name: 'train', command}),
			by({name: 'mine', command, extra: {restart_of: 'x'}}),
			by({command}),
			by({name: 'mine', command}, ''),
			by({name: 'mine', command}, '../starter', false),
		],
		['mine node python', 'own node python', 'own node python', 'own node python', 'own node concluded', 'own node concluded'],
	);
	const words = merged({facts: {command: {...named('train')!, isNameOnly: true}}}, {facts: {command}});
	assert.equal(words.command?.argv.length, 2, 'all of the words tell more than a name');
});

test('that a writer marks its end, and how long it may be silent, count whichever source says so', () => {
	const writer = (...habits: Partial<RunFacts['writer']>[]) =>
		merged(...habits.map((habit): Told => ({facts: {writer: {...noHabits, ...habit}}}))).writer;
	assert.deepEqual(writer({bufferMs: 10, holdsOpen: true}, {bufferMs: 5, bufferBytes: 7, marksEnd: true}), {
		...noHabits,
		bufferMs: 10,
		bufferBytes: 7,
		marksEnd: true,
	});
	assert.deepEqual(writer({bufferMs: 1, marksEnd: true}, {bufferMs: 5, marksEnd: true, holdsOpen: true}), {
		...noHabits,
		bufferMs: 5,
		marksEnd: true,
	});
	const unknown: Told = {};
	assert.equal(merged(unknown, {facts: {writer: {...noHabits, holdsOpen: true}}}, unknown).writer.holdsOpen, true);
});
