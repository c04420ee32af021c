import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {type Logged, stampOf, Tree, wandbRun} from './tree.ts';

interface Job {
	/** When it was made, and the last line of its log, seconds after the beginning. */
	madeS: number;
	lastS: number;
	words: readonly string[];
}

const words = ['lr=0.5', '+epochs=3'];
const usual = {madeS: 0, lastS: 100, words};

/** Directory of a job, whose times are by the clock of its machine. */
const placeOf = (madeS: number) => stampOf(madeS, ['-', '/']).replaceAll(':', '-');

function addJob(tree: Tree, {madeS, lastS, words}: Job): Tree {
	const at = `outputs/${placeOf(madeS)}`;
	const line = (atS: number, text: string) => `[${stampOf(atS, ['-', ' '])},000][train][INFO] - ${text}\n`;
	return tree
		.write(`${at}/.hydra/config.yaml`, 'lr: 0.5\nepochs: 3\n')
		.write(`${at}/.hydra/overrides.yaml`, words.map(word => `- ${word}\n`).join('') || '[]\n')
		.write(`${at}/.hydra/hydra.yaml`, 'hydra:\n  job:\n    name: train\n  runtime:\n    cwd: /home/ada/exp\n    version: 1.3.2\n')
		.write(`${at}/train.log`, line(madeS, 'begins') + line(lastS, 'ends'));
}

const rowsOf = (context: TestContext, jobs: readonly Job[], ...logged: Partial<Logged>[]): string[] => {
	const tree = new Tree(context);
	for (const job of jobs) addJob(tree, job);
	for (const [i, each] of logged.entries())
		tree.write(...wandbRun({id: `aaaaaaa${i}`, program: '/home/ada/exp/train.py', words, ...each}));
	return tree.rows();
};

test('a job and what wandb logged of it where the program was started are one row, by the words of both', context => {
	assert.deepEqual(rowsOf(context, [usual], {}), [`outputs/${placeOf(0)} hydra+wandb`]);
});

const apart: Record<string, Partial<Logged>> = {
	'with other words': {words: ['lr=0.6', '+epochs=3']},
	'with more words': {words: [...words, 'x=1']},
	'of a sweep': {words: ['-m', ...words]},
	'of another program': {program: '/home/ada/exp/eval.py'},
	'from before the job': {fromS: -50, toS: -10},
	'from after the job': {fromS: 300, toS: 400},
};

for (const [which, logged] of Object.entries(apart))
	test(`a run ${which} stays apart`, context => {
		assert.equal(rowsOf(context, [usual], logged).length, 2);
	});

test('of jobs one after the other each has its own, of two at one time none', context => {
	const later = {madeS: 200, lastS: 300, words};
	assert.equal(rowsOf(context, [usual, later], {}, {fromS: 201, toS: 290}).length, 2);
	assert.equal(rowsOf(context, [usual, {...usual, madeS: 1}], {fromS: 2}).length, 3);
});

test('two runs of wandb in one job stay apart, and so does one without words whose place nobody knows', context => {
	assert.equal(rowsOf(context, [usual], {}, {fromS: 50, toS: 90}).length, 3);
	assert.equal(rowsOf(context, [{...usual, words: []}], {words: []}).length, 2);
});
