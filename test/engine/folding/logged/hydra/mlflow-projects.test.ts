import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {beganMs, type Logged, Tree, wandbRun} from '../tree.ts';
import {addJob, placeOf} from './hydra-tree.ts';

interface Step {
	fromS?: number;
	toS?: number | null;
	params?: Record<string, string>;
	/** Where the project lies in the one that its store is of. */
	below?: string;
	type?: string;
	/** Where the project lies that is not within one. */
	source?: string;
}

const idOf = (number: number) => String(number).repeat(32);

/** What MLflow keeps of a step that it has started. */
function addStep(
	tree: Tree,
	number: number,
	{
		fromS = 0,
		toS = 100,
		params = {rate: '0.5', note: "'two words'"},
		below = 'steps/train',
		type = 'PROJECT',
		source = 'file:///home/ada/exp',
	}: Step,
): void {
	const at = `mlruns/0/${idOf(number)}`;
	const msOf = (atS: number | null) => (atS === null ? 'null' : beganMs + atS * 1000);
	tree
		.write(
			`${at}/meta.yaml`,
			`run_id: ${idOf(number)}\nrun_uuid: ${idOf(number)}\nexperiment_id: '0'\nname: ''\nstatus: ${toS === null ? 1 : 3}\nlifecycle_stage: active\nstart_time: ${msOf(fromS)}\nend_time: ${msOf(toS)}\nsource_type: 4\n`,
		)
		.write(`${at}/tags/mlflow.source.type`, type)
		.write(`${at}/tags/mlflow.source.name`, `${source}${below === '' ? '' : `#${below}`}`);
	for (const [key, value] of Object.entries(params)) tree.write(`${at}/params/${key}`, value);
}

const words = ['--rate', '0.5', '--note', 'two words'];

function rowsOf(context: TestContext, steps: readonly Step[], place: string, ...logged: Partial<Logged>[]): string[] {
	const tree = new Tree(context);
	for (const [at, step] of steps.entries()) addStep(tree, at + 1, step);
	for (const [i, each] of logged.entries()) {
		const [file, log] = wandbRun({id: `aaaaaaa${i}`, fromS: 20, toS: 90, program: 'run.py', words, ...each});
		tree.write(place + file, log);
	}
	return tree.rows();
}

test('a step of an MLflow project and what wandb has of its program are one row', context => {
	assert.deepEqual(rowsOf(context, [{}], 'steps/train/', {}), [`mlruns/0/${idOf(1)} mlflow+wandb`]);
	assert.equal(rowsOf(context, [{}, {fromS: 200, toS: 300}], 'steps/train/', {}, {fromS: 210, toS: 290}).length, 2);
	assert.equal(rowsOf(context, [{below: '', toS: 500}, {}], 'steps/train/', {}).length, 2, 'the step, not the pipeline');
	assert.equal(rowsOf(context, [{}], 'steps/train/', {words: ['--rate=0.5', '--note=two words', '-v']}).length, 1);
});

test('they stay apart where wandb began before it or went on after it, lies elsewhere, or was given something else', context => {
	assert.equal(rowsOf(context, [{}], 'steps/train/', {fromS: -10}).length, 2);
	assert.equal(rowsOf(context, [{}], 'steps/train/', {toS: 200}).length, 2);
	assert.equal(rowsOf(context, [{}], 'steps/check/', {}).length, 2);
	assert.equal(rowsOf(context, [{}], 'steps/train/', {words: ['--rate', '0.25', '--note', 'two words']}).length, 2);
	assert.equal(rowsOf(context, [{type: 'LOCAL'}], 'steps/train/', {}).length, 2);
	assert.equal(rowsOf(context, [{toS: null}], 'steps/train/', {}).length, 2, 'nobody knows when it ended');
});

test('of two steps at one time, or two runs of wandb in one, nobody knows which', context => {
	assert.equal(rowsOf(context, [{}, {fromS: 1}], 'steps/train/', {}).length, 3);
	assert.equal(rowsOf(context, [{}], 'steps/train/', {}, {fromS: 40}).length, 3);
});

test('a job of Hydra and the project that MLflow started for it are one row, which says how it ended', context => {
	const rows = (steps: readonly Step[], words: readonly string[] = ['lr=0.5'], madeS = 3) => {
		const tree = addJob(new Tree(context), {madeS, lastS: madeS + 60, words});
		for (const [at, step] of steps.entries()) addStep(tree, at + 1, {below: '', ...step});
		return tree.rows();
	};
	const params = {options: `'lr='"'"'0.5'"'"''`};
	assert.deepEqual(rows([{params}]), [`outputs/${placeOf(3)} hydra+mlflow`]);
	assert.equal(rows([{params}], []).length, 1, 'without words');
	assert.equal(rows([{params, toS: null}]).length, 1, 'while it goes on');
	assert.equal(rows([{params}, {params, below: 'steps/train'}]).length, 2, 'and a step that the job has started');
	assert.equal(rows([{params, source: '/home/ada/exp'}]).length, 1, 'outside of a repository');
	assert.equal(rows([{params}], ['lr=0.25']).length, 2, 'other words');
	assert.equal(rows([{params: {options: "'lr=0.55'"}}]).length, 2, 'a word that begins like it');
	assert.equal(rows([{params}], ['lr=0.5'], 120).length, 2, 'made when it was over');
	assert.equal(rows([{params, toS: null}], ['lr=0.5'], 900).length, 2, 'made long after it was killed');
	assert.equal(rows([{params}, {params}]).length, 3, 'of either');
	assert.equal(rows([{params, type: 'LOCAL'}]).length, 2);
});
