import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunFacts} from '../../source/core/run.ts';
import {noHabits} from '../../source/core/writer-habits.ts';
import type {FormatHabits} from '../../source/engine/model/format-traits.ts';
import {Layer} from '../../source/engine/model/layer.ts';
import {mergeFacts} from '../../source/engine/model/merge-facts.ts';
import {mergeSeries} from '../../source/engine/model/merge-series.ts';
import {guild} from '../../source/formats/guild/index.ts';

interface Told {
	below?: string;
	format?: string;
	habits?: FormatHabits;
	facts?: Partial<RunFacts>;
	/** By metric the values at steps 0, 1, 2, …, or at multiples of a number. */
	metrics?: Record<string, readonly number[]>;
	by?: number;
}

function layerOf({below = '', format = 'own', habits = {}, facts = {}, metrics = {}, by = 1}: Told): Layer {
	const layer = new Layer(format, 1, below, habits);
	layer.facts(facts);
	for (const [name, values] of Object.entries(metrics))
		for (const [at, value] of values.entries()) layer.series(name).push(at * by, Number.NaN, value);
	return layer;
}

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

/** Each curve by its name, with the value that it begins with and how many points it has. */
function curves(isOver: boolean, ...told: Told[]): string {
	const series = mergeSeries(told.map(layerOf), ({metrics}) => metrics, isOver);
	return [...series].map(([name, {values, length}]) => `${name} ${values.at(0)}×${length}`).join(', ');
}

const points = (value: number, count: number) => new Array<number>(count).fill(value);

const own = (value = 1, count = 5): Told => ({metrics: {loss: points(value, count)}});
const other = (count: number, by = 1): Told => ({format: 'b', by, metrics: {loss: points(2, count)}});

test('a metric that several trackers tell is there once, from the strongest that tells it well', () => {
	assert.deepEqual(
		[
			curves(true, own(), {format: 'b', metrics: {loss: points(2, 5), acc: points(2, 5)}}),
			curves(true, own(), other(6)),
			curves(false, own(), other(6)),
			curves(false, own(), other(9)),
			curves(true, own(), other(4, 10)),
			curves(true, own(), other(2, 10)),
			curves(true, own(), other(4)),
			curves(true, own(1, 9), other(2, 100)),
			curves(true, {...own(), by: 10}, other(9)),
			curves(true, {...own(), format: 'guild', habits: {host: guild.host}}, other(9)),
		],
		[
			'loss 1×5, acc 2×5',
			'loss 2×6',
			'loss 1×5',
			'loss 2×9',
			'loss 2×4',
			'loss 1×5',
			'loss 1×5',
			'loss 1×9',
			'loss 1×5',
			'loss 2×9, .guild#loss 1×5',
		],
	);
	const ray = (count: number) =>
		curves(true, own(), {format: 'tfevents', metrics: {'ray/tune/loss': points(2, count), 'ray/tune/acc': points(2, 5)}});
	assert.deepEqual(
		[ray(5), ray(9)],
		['loss 1×5, ray/tune/acc 2×5', 'loss 2×9, ray/tune/acc 2×5'],
		'a second copy under a longer name is none',
	);
});

test('another directory of one tracker, or a table of a validation, has curves of its own', () => {
	const table = (file: string, value: number, below = ''): Told => ({
		...own(value),
		below,
		format: 'csv',
		habits: {isTable: true},
		facts: {signFiles: [`/run/${file}.csv`]},
	});
	assert.deepEqual(
		[
			curves(true, {...own(), below: 'train'}, {...own(2), below: 'val'}),
			curves(true, {...own(), below: 'train'}, {...own(2), below: 'val'}, {...own(3), below: 'val', format: 'b'}),
			curves(true, table('val', 2), table('train', 1)),
			curves(true, table('log', 2, 'test'), table('log', 1)),
			curves(true, table('log', 1), table('notes', 2)),
			curves(true, own(), table('val', 2)),
		],
		[
			'loss 1×5, val/loss 2×5',
			'loss 1×5, val/loss 2×5',
			'loss 1×5, val/loss 2×5',
			'loss 1×5, test/loss 2×5',
			'loss 1×5',
			'loss 1×5, val/loss 2×5',
		],
	);
});

test('what a log prints counts where no tracker has it, and beside a tracker in its directory only what a whole file lacks', () => {
	const log = (metrics: Told['metrics'], told: Told = {}): Told => ({format: 'log', habits: {isOutput: true}, metrics, ...told});
	const epochs: Told = {facts: {stepUnit: 'epoch'}};
	const both = (count: number) => ({loss: points(2, count), lr: points(2, count)});
	const whole = (told: Told = {}): Told => ({...own(), habits: {isWholeFile: true}, facts: {stepUnit: 'epoch'}, ...told});
	const host = {...own(), format: 'guild', habits: {host: guild.host}};
	assert.deepEqual(
		[
			curves(true, {metrics: {'val/loss': points(1, 5)}}, log({val_loss: points(2, 9), lr: points(2, 5)}, {below: 'logs'})),
			curves(true, own(), log({lr: points(2, 5)})),
			curves(true, own(), log({lr: points(2, 5)}, {below: 'logs'})),
			curves(true, log({loss: points(1, 5)}), log(both(9), {below: 'in'})),
			curves(true, whole(), log(both(5))),
			curves(true, whole({metrics: {loss: points(1, 5), acc: points(1, 5)}}), log(both(5))),
			curves(true, whole(), log(both(50), epochs)),
			curves(true, whole(), log(both(50))),
			curves(true, host, log(both(9))),
			curves(true, host, log(both(3))),
			curves(false, host, log(both(6))),
			curves(true, host, log({loss: points(2, 4)}, {by: 10})),
			curves(true, own(), log(both(5))),
			curves(true, {facts: {host: 'a'}}, log(both(5))),
			curves(true, whole({metrics: {loss: points(1, 5), acc: points(1, 5)}}), log(both(50), epochs)),
			curves(true, whole(), log(both(9), epochs)),
			curves(true, {...own(), ...epochs}, log(both(50), {...epochs, below: 'logs'})),
		],
		[
			'val/loss 1×5, lr 2×5',
			'loss 1×5',
			'loss 1×5, lr 2×5',
			'loss 1×5, lr 2×9',
			'loss 1×5, lr 2×5',
			'loss 1×5, acc 1×5',
			'loss 2×50, lr 2×50',
			'loss 1×5, lr 2×50',
			'loss 2×9, .guild#loss 1×5, lr 2×9',
			'loss 1×5, lr 2×3',
			'loss 1×5, lr 2×6',
			'loss 1×5',
			'loss 1×5',
			'loss 2×5, lr 2×5',
			'loss 2×50, acc 1×5, lr 2×50',
			'loss 1×5, lr 2×9',
			'loss 1×5, lr 2×50',
		],
	);
});
