import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {double, field, int} from '../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {event, metadata, scalar, summary} from '../../formats/tfevents/events.ts';
import {rowsOf, Tree} from './logged/tree.ts';

const began = 1_760_000_000;

const hparams = (atS: number, tag: string, ...content: Uint8Array[]) =>
	event(began + atS, 0, summary(Buffer.concat([field(1, `_hparams_/${tag}`), metadata('hparams', ...content)])));

/** What `add_hparams` writes: settings, that all went well, and results if there are any. */
function settings(atS: number, lr: number, results: readonly Uint8Array[] = []): Uint8Array {
	const start = hparams(atS, 'session_start_info', field(3, field(1, field(1, 'lr'), field(2, double(2, lr)))));
	return tfrecords(start, hparams(atS, 'session_end_info', field(4, int(1, 1))), ...results);
}

const opened = event(began, 0, field(3, 'brain.Event:2'));
const curves = tfrecords(opened, ...[0, 1, 2].map(step => scalar(began + 10 + step, step, 'loss', 3 - step)));

interface Child {
	atS?: number;
	writer?: string;
	results?: readonly Uint8Array[];
	name?: string;
}

function addChild(tree: Tree, {atS = 5, writer = 'node1.4711.1', results = [], name = `${began + atS}.25`}: Child): Tree {
	return tree.write(`exp/${name}/events.out.tfevents.${began + atS}.${writer}`, settings(atS, 0.1, results));
}

function makeTree(context: TestContext, ...children: Child[]): Tree {
	const tree = new Tree(context).write(`exp/events.out.tfevents.${began}.node1.4711.0`, curves);
	for (const child of children) addChild(tree, child);
	return tree;
}

test('settings that the writer of the curves put below them are those of the training, on the screen', context => {
	const tree = makeTree(context, {});
	const engine = tree.scan();
	const [run] = engine.registry.runs.values();
	assert.deepEqual(rowsOf(engine), ['exp tfevents']);
	assert.deepEqual([run!.facts.config, [...run!.metrics.keys()], run!.facts.recorded], [{lr: 0.1}, ['loss'], null]);
	assert.notEqual(run!.judgement.status, 'finished', 'that settings were put down well says nothing of the training');
	assert.equal(tree.rows(false).length, 2);
});

test('settings with results that the writer put down behind its curves are those of the training, and say its end', context => {
	const results = [scalar(began + 14, 0, 'hparam/acc', 0.5)];
	const tree = makeTree(context, {atS: 14, results});
	const engine = tree.scan();
	const [run] = engine.registry.runs.values();
	assert.deepEqual(rowsOf(engine), ['exp tfevents']);
	assert.deepEqual([run!.facts.config, [...run!.metrics.keys()]], [{lr: 0.1}, ['loss', 'hparam/acc']]);
	assert.equal(run!.judgement.status, 'finished');
	assert.equal(makeTree(context, {atS: 14, results}, {atS: 16, results}).rows().length, 3, 'several of them are trials');
});

test('tensorboardX names no process: the only settings below the curves of its machine are theirs, several are trials', context => {
	const makeBare = () => new Tree(context).write(`exp/events.out.tfevents.${began}.node1`, curves);
	assert.deepEqual(addChild(makeBare(), {writer: 'node1'}).rows(), ['exp tfevents']);
	assert.equal(addChild(makeBare(), {writer: 'node2'}).rows().length, 2);
	assert.equal(addChild(addChild(makeBare(), {writer: 'node1'}), {writer: 'node1', atS: 7}).rows().length, 3);
});

const apart: Record<string, Child> = {
	'of another process': {writer: 'node1.4712.0'},
	'of another machine': {writer: 'node2.4711.1'},
	'by nobody knows whom': {writer: 'node1'},
	'with results among the curves, as a trial has them': {results: [scalar(began + 5, 0, 'hparam/acc', 0.5)]},
	'from before the curves': {atS: -500},
	'from long after them': {atS: 5000},
	'in a directory that a person named': {name: 'trial-1'},
};

for (const [which, child] of Object.entries(apart))
	test(`settings ${which} are a run of their own`, context => {
		assert.equal(makeTree(context, child).rows().length, 2);
	});

test('settings that were put down several times are runs of their own, also where the second ones come later', context => {
	assert.equal(makeTree(context, {}, {atS: 7}).rows().length, 3);
	const tree = makeTree(context, {});
	const follow = tree.follow();
	assert.equal(follow().length, 1);
	addChild(tree, {atS: 7});
	assert.equal(follow().length, 3);
});

test('those of two starts that do not say their settings beside their curves stay apart: the first ones are not those of the newest curves', context => {
	const tree = makeTree(context, {}).write(`exp/events.out.tfevents.${began + 60}.node1.4711.2`, curves);
	assert.equal(addChild(tree, {atS: 65, writer: 'node1.4711.3'}).rows().length, 3);
});

test('those of another process that was started there before are not the row’s', context => {
	const later = tfrecords(
		event(began + 60, 0, field(3, 'brain.Event:2')),
		...[0, 1].map(step => scalar(began + 70 + step, step, 'loss', 2)),
	);
	const tree = makeTree(context, {}).write(`exp/events.out.tfevents.${began + 60}.node1.4800.0`, later);
	tree.write(`exp/${began + 65}.5/events.out.tfevents.${began + 65}.node1.4800.1`, settings(65, 0.2));
	const engine = tree.scan();
	assert.deepEqual(rowsOf(engine), [`exp tfevents`, `exp/${began + 5}.25 tfevents`]);
	const whole = [...engine.registry.runs.values()].find(run => run.path.endsWith('/exp'));
	assert.deepEqual(whole!.facts.config, {lr: 0.2});
});

/** What the Hugging Face trainer says of its arguments beside its curves. */
function saysArguments(atS: number, args: object): Uint8Array {
	const text = field(8, int(1, 7), field(2, field(2, int(1, 1))), field(8, JSON.stringify(args)));
	return event(began + atS, 0, summary(Buffer.concat([field(1, 'args/text_summary'), metadata('text'), text])));
}

test('of a trainer that writes its arguments beside its curves and below them, each start in one directory is no row of its own', context => {
	const tree = new Tree(context);
	const start = (atS: number, pid: number, counter: number, lr: number, writer = `node1.${pid}`) => {
		const curve = scalar(began + atS + 10, 1, 'train/loss', lr);
		const bytes = tfrecords(event(began + atS, 0, field(3, 'brain.Event:2')), saysArguments(atS, {lr, seed: 1}), curve);
		tree.write(`exp/events.out.tfevents.${began + atS}.node1.${pid}.${counter}`, bytes);
		addChild(tree, {atS, writer: `${writer}.${counter + 1}`, name: `${began + atS}.5`});
	};
	start(0, 4711, 0, 0.1);
	start(60, 4711, 2, 0.2);
	start(900, 4800, 0, 0.3);
	const engine = tree.scan();
	assert.deepEqual(rowsOf(engine), ['exp tfevents']);
	const [run] = engine.registry.runs.values();
	assert.deepEqual(run!.facts.config, {lr: 0.3, seed: 1}, 'what the newest start says itself');
	start(1200, 4900, 0, 0.4, 'node1.4950');
	start(1300, 5000, 0, 0.5, 'node2.5000');
	assert.deepEqual(
		tree.rows(),
		['exp tfevents', `exp/${began + 1200}.5 tfevents`, `exp/${began + 1300}.5 tfevents`],
		'and those of other processes are their own',
	);
});

test('settings that are others than those beside the curves are a run of their own', context => {
	const tree = new Tree(context);
	const bytes = tfrecords(
		event(began, 0, field(3, 'brain.Event:2')),
		saysArguments(0, {depth: 3}),
		scalar(began + 10, 1, 'loss', 1),
	);
	addChild(tree.write(`exp/events.out.tfevents.${began}.node1.4711.0`, bytes), {});
	assert.equal(tree.rows().length, 2);
});
