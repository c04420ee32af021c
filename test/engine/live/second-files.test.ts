import assert from 'node:assert/strict';
import {test} from 'node:test';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {scalar} from '../../formats/tfevents/events.ts';
import {Followed} from './followed.ts';

const table = (...losses: number[]) => `step,loss\n${losses.map((loss, i) => `${i + 1},${loss}\n`).join('')}`;
const lines = (...losses: number[]) => losses.map((loss, i) => `${JSON.stringify({step: i + 1, loss})}\n`).join('');
const log = (...losses: number[]) => losses.map((loss, i) => `epoch ${i + 1}/10 loss: ${loss}\n`).join('');

const kinds: [string, string, (...losses: number[]) => string][] = [
	['table', 'csv', table],
	['file of JSON lines', 'jsonl', lines],
	['log', 'log', log],
];
for (const [kind, ending, write] of kinds) {
	test(`a second ${kind} beside the only one of a directory makes two runs of one, and one again when it is gone`, context => {
		const tree = new Followed(context).write(`d/a.${ending}`, write(2, 1));
		tree.holds('d loss 1');
		tree.write(`d/b.${ending}`, write(4, 3));
		tree.holds(`d/a.${ending} loss 1`, `d/b.${ending} loss 3`);
		tree.append(`d/a.${ending}`, write(2, 1, 0.5).slice(write(2, 1).length));
		tree.holds(`d/a.${ending} loss 0.5`, `d/b.${ending} loss 3`);
		tree.remove(`d/a.${ending}`);
		tree.holds('d loss 3');
	});
}

test('a second log beside a table and the only log leaves the run its table', context => {
	const tree = new Followed(context).write('d/a.csv', table(2, 1)).write('d/train.log', log(5, 4));
	tree.holds('d loss 1');
	tree.write('d/b.csv', table(4, 3));
	tree.holds('d loss 4', 'd/a.csv loss 1', 'd/b.csv loss 3');
});

test('values of a file that is deleted go with it, whatever else tells of its run', context => {
	const tree = new Followed(context).write('a/train.log', log(0.3, 0.2)).write('a/metrics.csv', table(0.6, 0.5, 0.4));
	tree.holds('a loss 0.4');
	tree.remove('a/metrics.csv');
	tree.holds('a loss 0.2');
});

test('a training that is started again with new event files has none of the values of the old ones', context => {
	const events = (...losses: number[]) => tfrecords(...losses.map((loss, i) => scalar(1_760_000_000 + i, i, 'tbloss', loss)));
	const tree = new Followed(context)
		.write('b/train.log', log(0.4, 0.3))
		.write('b/events.out.tfevents.1760000000.node1.4711.0', events(1, 0.5));
	tree.holds('b tbloss 0.5');
	tree.remove('b/events.out.tfevents.1760000000.node1.4711.0');
	tree.holds('b loss 0.3');
	tree.write('b/events.out.tfevents.1760000009.node2.4712.0', events(100, 20));
	tree.holds('b tbloss 20');
	tree.remove('b/events.out.tfevents.1760000009.node2.4712.0').write('b/events.out.tfevents.1760000019.node3.4713.0', events(90));
	tree.holds('b tbloss 90');
});

test('points of one of several event files go with it', context => {
	const events = (tag: string) => tfrecords(scalar(1_760_000_000, 1, tag, 1), scalar(1_760_000_001, 2, tag, 2));
	const names = [1, 2].map(i => `e/events.out.tfevents.176000000${i}.node${i}.471${i}.0`) as [string, string];
	const tree = new Followed(context).write(names[0], events('old')).write(names[1], events('new'));
	tree.holds('e old 2 new 2');
	tree.remove(names[0]);
	tree.holds('e new 2');
});

test('a job of Hydra whose folder is gone is none, and what its program writes there is found all the same', context => {
	const tree = new Followed(context).write('j/.hydra/config.yaml', 'lr: 3\n').write('j/sub/metrics.csv', table(2, 1));
	tree.holds('j loss 1');
	tree.remove('j/.hydra');
	tree.holds('j/sub loss 1');
	tree.write('j/metrics.jsonl', lines(5, 4));
	tree.holds('j loss 4', 'j/sub loss 1');
});

test('tables that belong to a training are runs of their own once nothing tells of that, and its tables again', context => {
	const state = JSON.stringify({global_step: 2, max_steps: 9, log_history: [{step: 2, loss: 8}]});
	const tree = new Followed(context).writeAll('t', {'a.csv': table(2, 1), 'b.csv': table(4, 3)});
	tree.holds('t/a.csv loss 1', 't/b.csv loss 3');
	tree.write('t/trainer_state.json', state);
	tree.look();
	assert.deepEqual(tree.told, tree.fresh);
	assert.equal(tree.told.length, 1);
	tree.remove('t/trainer_state.json');
	tree.holds('t/a.csv loss 1', 't/b.csv loss 3');
});

test('a table that gives the metrics their names, and comes later, does so', context => {
	const tree = new Followed(context).write('n/train.csv', table(2, 1));
	tree.holds('n loss 1');
	tree.write('n/metrics.csv', table(4, 3));
	tree.holds('n loss 3 train/loss 1');
});

test('a directory that is made anew while nobody looks has only what lies in it now', context => {
	const tree = new Followed(context).write('a/train.log', log(0.3, 0.2)).write('a/metrics.csv', table(0.6, 0.5, 0.4));
	tree.holds('a loss 0.4');
	tree.remove('a').write('a/train.log', log(0.3, 0.2, 0.01));
	tree.holds('a loss 0.01');
});

test('a file in the place of the directory of a run is no run, and a directory in its place is one again', context => {
	const tree = new Followed(context).write('g/metrics.csv', table(2, 1)).write('h/metrics.csv', table(3));
	tree.holds('g loss 1', 'h loss 3');
	tree.remove('g').write('g', 'x\n');
	tree.holds('h loss 3');
	tree.remove('g').write('g/metrics.csv', table(7));
	tree.holds('g loss 7', 'h loss 3');
});

for (const [kind, ending, write] of kinds.slice(0, 2)) {
	test(`settings that come beside a ${kind}, change, are torn for a moment or go are those of its run at once`, context => {
		const tree = new Followed(context).write(`r/metrics.${ending}`, write(2, 1));
		const configs = () => tree.told.map(({config}) => config);
		tree.holds('r loss 1');
		tree.write('r/config.yaml', 'learning_rate: 3\n');
		tree.holds('r loss 1');
		assert.deepEqual(configs(), [{learning_rate: 3}]);
		tree.write('r/config.yaml', 'learning_rate: 30\n').append(`r/metrics.${ending}`, write(2, 1, 0.5).slice(write(2, 1).length));
		tree.holds('r loss 0.5');
		assert.deepEqual(configs(), [{learning_rate: 30}]);
		tree.write('r/config.yaml', 'learning_rate: [30\n');
		tree.look();
		tree.write('r/config.yaml', 'learning_rate: 0.3\n').write('r/args.json', '{"seed": 1}');
		tree.holds('r loss 0.5');
		assert.deepEqual(configs(), [{seed: 1, learning_rate: 0.3}]);
		tree.remove('r/config.yaml').remove('r/args.json');
		tree.holds('r loss 0.5');
		assert.deepEqual(configs(), [{}]);
	});
}

for (const isAsleep of [false, true])
	test(`settings that somebody changes beside a run that is over${isAsleep ? ' and asleep' : ''} count, and are no sign of life`, context => {
		const tree = new Followed(context).write('r/metrics.csv', table(2, 1), 1_700_000_000);
		if (isAsleep) tree.engine.setFirst([0]);
		const [before, then, later] = [0, 1, 2].map(a => {
			if (a > 0) tree.write('r/config.yaml', `a: ${a}\n`, 1_700_000_000 + a);
			tree.holds('r loss 1');
			const [run] = tree.engine.registry.runs.values();
			const {facts, judgement, grewAtMs, modifiedAtMs} = run!;
			assert.equal(run!.asleep !== null, isAsleep, `${a}`);
			assert.deepEqual(facts.config, a > 0 ? {a} : {});
			return [judgement.status, grewAtMs, modifiedAtMs];
		});
		assert.deepEqual([then, later], [before, before]);
	});

for (const kind of ['csv', 'log', 'jsonl']) {
	test(`a directory in the place of the only ${kind} file of a run is no run, and what comes below it is one`, context => {
		const tree = new Followed(context).write(
			`d/m.${kind}`,
			kind === 'csv' ? table(2, 1) : kind === 'log' ? log(2, 1) : lines(2, 1),
		);
		tree.holds('d loss 1');
		tree.remove(`d/m.${kind}`).write(`d/m.${kind}/readme.md`, 'none\n').holds();
		tree.write(`d/m.${kind}/metrics.csv`, table(4, 3)).holds(`d/m.${kind} loss 3`);
	});
}

test('a native run whose metrics are deleted has none', context => {
	const tree = new Followed(context).write('x/xtui-run.json', '{"xtui_run": 1, "name": "x", "started": "2026-11-28T14:00:00Z"}');
	tree.write('x/metrics.jsonl', lines(3, 2)).holds('x loss 2');
	tree.remove('x/metrics.jsonl').holds('x');
	tree.write('x/metrics.jsonl', lines(9)).holds('x loss 9');
});

test('which of two folders of a job has the plain name of a metric does not depend on which came first', context => {
	const tree = new Followed(context).write('job/.hydra/config.yaml', 'lr: 1\n').write('z/metrics.csv', table(9));
	tree.write('job/two/metrics.jsonl', lines(3, 2)).holds('job loss 2', 'z loss 9');
	tree.write('job/one/metrics.jsonl', lines(7, 6)).look();
	tree.holds('job loss 6 two/loss 2', 'z loss 9');
});

test('a name belongs to the training’s table as soon as that has it, whichever of the tables was written first', t => {
	const tree = new Followed(t);
	tree.write('eval.csv', 'step,reward\n0,1\n100,2\n').write('train.csv', 'step,reward\n');
	tree.holds('. reward 2');
	tree.append('train.csv', '10,0.5\n').holds('. reward 0.5 eval/reward 2');
	tree.append('eval.csv', '200,3\n').holds('. reward 0.5 eval/reward 3');
});

test('a table that is begun in a text file is found by its first rows', t => {
	const tree = new Followed(t);
	tree.write('note.md', 'of my run').holds();
	tree.write('loss.txt', '# step, loss, val\n').holds();
	tree.append('loss.txt', '0.0e+00 2.5e+00 3.0e+00\n').look();
	tree.append('loss.txt', '1.0e+00 1.5e+00 2.0e+00\n').holds('. loss 1.5 val 2');
	tree.write('logs/run_train.txt', '{"epoch": 0, "loss": 2.5}\n').look();
	for (let epoch = 1; epoch < 5; epoch++) tree.append('logs/run_train.txt', `{"epoch": ${epoch}, "loss": 1.${epoch}}\n`);
	tree.holds('. loss 1.5 val 2', 'logs loss 1.4');
});

test('a line that comes later in the place of another one has its own keys', t => {
	const tree = new Followed(t).write('metrics.jsonl', '{"step": 1, "loss": 0.5}\n');
	tree.holds('. loss 0.5');
	tree.append('metrics.jsonl', '{"step": 1, "eval": 0.7}\n').holds('. loss 0.5 eval 0.7');
	tree.append('metrics.jsonl', '{"iter": 2, "eval": 0.8}\n').holds('. loss 0.5 eval 0.8');
});

test('starts in one file are a run each once nothing else tells of that run any more', context => {
	const tree = new Followed(context).write('a/train.log', log(0.3, 0.2));
	tree.write('a/metrics.csv', table(0.6, 0.5, 0.4) + table(0.9, 0.8).replace('step,loss\n', ''));
	tree.holds('a loss 0.8');
	tree.remove('a/train.log');
	tree.holds('a loss 0.4', 'a loss 0.8');
});
