import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {Tree, wandbRun} from './tree.ts';

const losses = [0.69514, 0.61208, 0.64127, 0.50911, 0.43388, 0.45209, 0.3907];
const accuracies = [0.5121, 0.6034, 0.5907, 0.7213, 0.7838, 0.7741, 0.8215];
/** The same in every run of a program. */
const temperatures = [1.0, 0.9486, 0.8123, 0.6331, 0.4512, 0.2907, 0.1609];

const table = (columns: Record<string, readonly number[]>, every = 1): string => {
	const rows = Object.values(columns)[0]!.map((_, i) =>
		[i * every, ...Object.values(columns).map(values => values[i])].join(','),
	);
	return `step,${Object.keys(columns).join(',')}\n${rows.join('\n')}\n`;
};

const printed = (words: Record<string, readonly number[]>, decimals = 4): string =>
	Object.values(words)[0]!
		.map(
			(_, i) =>
				`Epoch ${i} ${Object.entries(words)
					.map(([word, values]) => `${word}: ${values[i]!.toFixed(decimals)}`)
					.join(' ')}\n`,
		)
		.join('');

const countRows = (context: TestContext, log: string, metrics: string): number =>
	new Tree(context).write('train.log', log, 100).write('out/metrics.csv', metrics, 100).rows().length;

test('a table under other words than those that its program printed is one row with them', context => {
	const log = printed({Loss: losses, 'Test Acc': accuracies});
	assert.equal(countRows(context, log, table({training_objective: losses, held_out_score: accuracies})), 1);
	assert.equal(
		countRows(
			context,
			log,
			table({training_objective: losses.map(loss => loss + 0.0003), held_out_score: accuracies.map(score => score + 0.0002)}),
		),
		2,
		'another run of a sweep',
	);
	const small = losses.map(loss => (loss - 0.39) ** 2 + 0.003434);
	assert.equal(countRows(context, printed({Loss: small}), table({objective: small})), 1, 'small ones, of few digits');
	assert.equal(
		countRows(context, printed({Loss: losses}, 2), table({training_objective: losses})),
		2,
		'two digits of seven values',
	);
	assert.equal(
		countRows(context, printed({Loss: losses.slice(0, 3)}), table({training_objective: losses.slice(0, 3)})),
		2,
		'three values',
	);
});

test('values that are no numbers neither prove that a table is that of a log nor hinder it', context => {
	const few = [...losses.slice(0, 2), Number.POSITIVE_INFINITY, losses[2]!];
	assert.equal(countRows(context, printed({Loss: few}), table({objective: few})), 2, 'three values and an infinite one');
	const broken = losses.with(3, Number.NaN);
	assert.equal(countRows(context, printed({Loss: broken}), table({objective: broken})), 1);
});

test('a schedule that all runs of a program have makes no row of two of them', context => {
	const log = printed({Loss: losses, Accuracy: accuracies, Tau: temperatures});
	const others = {objective: losses.map(loss => loss * 1.1), score: accuracies.map(score => score * 1.1), gumbel: temperatures};
	assert.equal(countRows(context, log, table(others)), 2);
});

test('a bar that shows the last validation at each step of three digits is one row with a table of all digits', context => {
	const values = losses.flatMap((loss, i) => (i === 0 ? [loss] : [loss + 0.0003, loss + 0.0091]));
	const bar = values
		.flatMap((loss, epoch) =>
			[1, 2].map(step => `Epoch ${epoch}: ${step * 50}%|##| ${step}/2 [00:01<00:00, 2.10it/s, val_loss=${loss.toPrecision(3)}]`),
		)
		.join('\r');
	assert.equal(countRows(context, `${bar}\n`, table({val_loss: values}, 2)), 1);
});

test('a bar that counts from 1 is one row with what was logged of every second step, counted from 0, of a run that failed early', context => {
	const values = Array.from({length: 24}, (_, i) => Number((0.6 + 0.35 * Math.sin(i * i)).toFixed(4)));
	const bar = values
		.map((loss, i) => `Epoch 0: ${i}%|##| ${i + 1}/50 [00:01<00:00, 2.10it/s, loss=${loss.toFixed(3)}]`)
		.join('\r');
	const rows = values.flatMap((loss, i) => (i % 2 === 1 ? [`${i},${loss}\n`] : [])).join('');
	assert.equal(countRows(context, `${bar}\n`, `step,loss\n${rows}`), 1);
	assert.equal(countRows(context, `${bar}\n`, `step,loss\n${rows.replace(/(?<=,)0\.\d/g, '$&1')}`), 2, 'other values');
});

test('what is printed of each fifth step is one row with a table of all steps', context => {
	const values = Array.from({length: 41}, (_, i) => 0.7 * 0.96 ** i + 0.01 * Math.sin(i * i));
	const log = values.flatMap((value, i) => (i % 5 === 0 ? [`step ${i} score: ${value.toFixed(6)}\n`] : [])).join('');
	assert.equal(countRows(context, log, table({objective: values})), 1);
	assert.equal(countRows(context, log, table({objective: values.map(value => value * 1.001)})), 2);
});

test('a table that a program wrote beside what it told W&B is one row with that, with its log, those of a sweep each with its own', context => {
	const tree = new Tree(context);
	const seeds = [losses, losses.map(loss => loss * 1.01)];
	for (const [i, values] of seeds.entries())
		tree
			.write(`out/${i}/history.csv`, table({objective: values}), 100)
			.write(...wandbRun({id: `run${i}aaaa`, losses: values, fromS: 1 + i}), 100);
	const formats = () => tree.rows().map(row => row.split(' ')[1]);
	assert.deepEqual(formats(), ['wandb+csv', 'wandb+csv']);
	tree.write('train.log', printed({Loss: losses}), 100);
	assert.deepEqual(formats(), ['wandb+csv+textlog', 'wandb+csv']);
	tree.write('out/again/history.csv', table({objective: losses}), 100);
	assert.equal(tree.rows().length, 5, 'of two tables of one seed none can be told to be the run’s, and their log to be whose');
});
