import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvFormat} from '../../../source/formats/csv/index.ts';
import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {readDirectory} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

const table = 'epoch,loss\n0,9\n1,8\n';
const lines = '{"step":1,"seed":3,"loss":9}\n';

function configs(format: typeof csvFormat, contents: Record<string, string>) {
	const files = new MemoryFiles();
	for (const [name, content] of Object.entries(contents)) files.write(`/runs/a/${name}`, content);
	return [...readDirectory(format, '/runs/a', files).values()].map(({learnt}) => learnt.config);
}

test('the settings in a file beside a table, or beside lines, are those of the run', () => {
	assert.deepEqual(configs(csvFormat, {'summary.csv': table, 'args.yaml': 'epochs: 300\nopt: sgd\n'}), [
		{epochs: 300, opt: 'sgd'},
	]);
	assert.deepEqual(configs(jsonlFormat, {'metrics.jsonl': lines, 'config.json': '{"epochs": 50}'}), [{epochs: 50, seed: 3}]);
	for (const name of ['run_config.json', 'train_config.yaml', 'training_config.yml', 'variant.json'])
		assert.deepEqual(configs(csvFormat, {'metrics.csv': table, [name]: '{"epochs": 9}'}), [{epochs: 9}], name);
});

test('integers beyond 2^53 keep all their digits', () => {
	const seeds = {seed: '1245007199254740993', of: {data: '-9223372036854775807'}, steps: 9007199254740991};
	const json = '{"seed": 1245007199254740993, "of": {"data": -9223372036854775807}, "steps": 9007199254740991}';
	const yaml = 'seed: 1245007199254740993\nof: {data: -9223372036854775807}\nsteps: 9007199254740991\n';
	assert.deepEqual(configs(csvFormat, {'metrics.csv': table, 'config.json': json}), [seeds]);
	assert.deepEqual(configs(csvFormat, {'metrics.csv': table, 'config.yaml': yaml}), [seeds]);
	const notes = `{"type": "config", "config": ${json}}\n`;
	assert.deepEqual(configs(jsonlFormat, {'metrics.jsonl': `${notes}{"step":1,"loss":9}\n`}), [seeds]);
});

/** What transformers writes beside the weights of a model. */
const model = '{"model_type": "bert", "hidden_size": 768, "transformers_version": "4.40.0"}';

test('of several files with settings all are read; the arguments of the program come before the defaults', () => {
	const contents = {'metrics.csv': table, 'config.yaml': 'lr: 0.1\ndepth: 3\n', 'args.yaml': 'lr: 0.5\nepochs: 9\n'};
	assert.deepEqual(configs(csvFormat, contents), [{lr: 0.5, depth: 3, epochs: 9}]);
	assert.deepEqual(configs(csvFormat, {...contents, 'params.json': model}), [{lr: 0.5, depth: 3, epochs: 9}]);
});

test('settings beside several runs, cut ones, and those of a model are nobody’s', () => {
	assert.deepEqual(configs(csvFormat, {'lr1.csv': table, 'lr2.csv': table, 'args.yaml': 'epochs: 300\n'}), [{}, {}]);
	assert.deepEqual(configs(csvFormat, {'metrics.csv': table, 'config.json': '{"epochs": 50, "lr'}), [{}]);
	const old = '{"architectures": ["BertModel"], "hidden_size": 768}';
	for (const json of [model, old]) assert.deepEqual(configs(csvFormat, {'metrics.csv': table, 'config.json': json}), [{}]);
	const own = {model_type: 'CNN', lr: 0.1};
	assert.deepEqual(configs(csvFormat, {'metrics.csv': table, 'config.json': JSON.stringify(own)}), [own], 'of a training');
});

test('what spinningup writes of the object that logs, by its address in memory, is no setting', () => {
	const logger = '{"<spinup.utils.logx.EpochLogger object at 0x7fa2b1c0>": {"first_row": true}}';
	const config = `{"epochs": 50, "logger": ${logger}, "ac_kwargs": {"hidden_sizes": [64]}}`;
	assert.deepEqual(configs(csvFormat, {'metrics.csv': table, 'config.json': config}), [
		{epochs: 50, ac_kwargs: {hidden_sizes: [64]}},
	]);
});
