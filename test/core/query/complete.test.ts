import assert from 'node:assert/strict';
import {test} from 'node:test';
import {tableOf} from '../../../source/core/query/columns/row-table.ts';
import {compileQuery} from '../../../source/core/query/compile/compile.ts';
import {applyCompletion, completeQuery, sharedStart} from '../../../source/core/query/complete/complete.ts';
import {readCatalogue} from '../../../source/core/query/fields/catalogue.ts';
import {labelsOf} from '../../../source/core/query/fields/labels.ts';
import {Chance, randomRow, randomText} from './random.ts';
import {makeRow, nowMs} from './rows.ts';

const rows = Array.from({length: 15}, (_, i) =>
	makeRow({
		status: i < 4 ? 'running' : i < 6 ? 'failed' : 'finished',
		config: {'optim.name': i < 3 ? 'sgd' : 'adam', 'optim.beta1': 0.9, lr: 1e-3, note2: 'two words'},
		metrics: {'train/loss': i / 10, 'val/acc': 0.5},
	}),
);

function complete(marked: string): {labels: string[]; counts: number[]; apply(index: number): string} {
	const cursor = marked.indexOf('▏');
	const text = marked.replace('▏', '');
	const completion = completeQuery(text, cursor, {rows}, nowMs);
	return {
		labels: completion.candidates.map(({label}) => label),
		counts: completion.candidates.map(({runs}) => runs),
		apply: index => {
			const done = applyCompletion(text, completion, completion.candidates[index]!);
			return `${done.text.slice(0, done.cursor)}▏${done.text.slice(done.cursor)}`;
		},
	};
}

test('a field is completed, those that differ among the shown runs first, with counts', () => {
	const {labels, counts, apply} = complete('status:running lr<1e-2 opt▏');
	assert.deepEqual(labels, ['optim.name', 'optim.beta1']);
	assert.deepEqual(counts, [4, 4]);
	assert.equal(apply(0), 'status:running lr<1e-2 optim.name▏');
});

test('an empty prompt offers what tells the runs apart', () => {
	const {labels} = complete('▏');
	assert.equal(labels[0], 'optim.name');
	assert.ok(labels.indexOf('status') < labels.indexOf('optim.beta1'));
	assert.ok(labels.includes('loss') && !labels.includes('ended'), 'fields that no run has are left out');
});

test('after an operator the real values are offered, most frequent first, counted without the condition itself', () => {
	assert.deepEqual(complete('optim.name=▏').labels, ['adam', 'sgd']);
	assert.deepEqual(complete('optim.name=▏').counts, [12, 3]);
	assert.deepEqual(complete('optim.name=sgd status:▏').counts.slice(0, 2), [3, 0]);
	assert.equal(complete('loss<0.3 status:fin▏').apply(0), 'loss<0.3 status:finished▏');
	assert.equal(complete('status:running,fa▏ lr=1').apply(0), 'status:running,failed▏ lr=1');
	assert.equal(complete('note2:t▏').apply(0), 'note2:"two words"▏', 'quoted where it has to be');
	assert.equal(complete('note2:"two▏').apply(0), 'note2:"two words"▏', 'an open quote is closed');
});

test('the word under the cursor is replaced, not only the part before it', () => {
	assert.equal(complete('sta▏tus:running').apply(0), 'status▏:running');
	assert.equal(complete('(lo▏ or x)').apply(0), '(loss▏ or x)');
});

test('directives take fields, signs stay', () => {
	assert.equal(complete('sort:-ac▏').apply(0), 'sort:-acc▏');
	assert.equal(complete('group:lr,optim.n▏').apply(0), 'group:lr,optim.name▏');
	assert.equal(complete('-has:va▏').apply(0), '-has:acc▏');
	assert.equal(complete('so▏').apply(complete('so▏').labels.indexOf('sort:')), 'sort:▏');
	assert.deepEqual(complete('loss.m▏').labels, ['loss.min', 'loss.max', 'loss.mean']);
	assert.deepEqual(complete('limit:▏').labels, []);
});

test('numbers offer their landmarks, spans and times their usual values', () => {
	assert.deepEqual(complete('loss<▏').labels, ['0', '0.7000', '1.400']);
	assert.ok(complete('age<▏').labels.includes('1h'));
	assert.ok(complete('started>=to▏').labels.includes('today'));
});

test('the letters that all candidates share can be put in at once', () => {
	assert.equal(sharedStart(completeQuery('opt', 3, {rows}, nowMs).candidates), 'optim.');
});

test('what is offered for a value makes a query that lists as many runs as promised', () => {
	const chance = new Chance(21);
	const many = Array.from({length: 80}, () => randomRow(chance));
	for (const field of ['optim', 'lr', 'bs', 'status', 'tag', 'name', 'format', 'group']) {
		const completion = completeQuery(`${field}=`, field.length + 1, {rows: many}, nowMs);
		for (const candidate of completion.candidates) {
			if (candidate.label === 'Infinity') continue;
			const {text} = applyCompletion(`${field}=`, completion, candidate);
			const compiled = compileQuery(text, {rows: many});
			assert.ok(compiled.ok, text);
			const runs = many.filter(row => compiled.query.matches(row, nowMs)).length;
			// "32" and 32, adam and Adam are equal to the query and listed apart.
			assert.ok(runs >= candidate.runs, `${text}: ${runs} runs, promised ${candidate.runs}`);
		}
	}
});

test('every field is offered by a text that means it and nothing else, whatever the names are', () => {
	const chance = new Chance(23);
	const parts = [
		'loss',
		'Loss',
		'acc',
		'lr',
		'a b',
		'min',
		'status',
		'tags',
		'mfu(%)',
		'500',
		'é',
		'cfg',
		'm',
		'has',
		'or',
		'x"y',
		'run',
	];
	const nameOf = () =>
		chance.list(3, () => chance.pick(parts)).reduce((name, part) => `${name}${chance.pick(['/', '.', '#', '@'])}${part}`);
	for (let round = 0; round < 300; round++) {
		const some = Array.from({length: 4}, () =>
			makeRow({
				config: Object.fromEntries(chance.list(4, () => [nameOf(), chance.pick([1, 'text'])])),
				metrics: Object.fromEntries(chance.list(4, () => [nameOf(), 1])),
			}),
		);
		const catalogue = readCatalogue(tableOf(some));
		const labels = labelsOf(catalogue);
		const all = [
			...[...labels.metrics].map(([name, label]) => ({from: 'metric', name, label})),
			...[...labels.config].map(([name, label]) => ({from: 'config', name, label})),
		];
		for (const {from, name, label} of all) {
			const compiled = compileQuery(`show:${label}`, {rows: some});
			const found = compiled.ok ? compiled.query.show[0]!.source : null;
			assert.deepEqual(
				found && [found.from, found.name],
				[from, name],
				`${label} of ${JSON.stringify([...labels.metrics.keys()])}`,
			);
		}
	}
});

test('completion never throws, wherever the cursor is', () => {
	const chance = new Chance(22);
	for (let i = 0; i < 2000; i++) {
		const text = randomText(chance);
		const cursor = chance.below(text.length + 3) - 1;
		const completion = completeQuery(text, cursor, {rows: rows.slice(0, 3)}, nowMs);
		assert.ok(completion.from >= 0 && completion.from <= completion.to && completion.to <= text.length, text);
	}
});
