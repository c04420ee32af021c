import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvFormat} from '../../../../source/formats/csv/index.ts';
import {readDirectory} from '../../collect.ts';
import {MemoryFiles} from '../../memory-files.ts';

const meta = '"test_metrics":[{"best_value":"Min","name":"RMSE"}],"launch_mode":"Train","parameters":"","iteration_count":300';

function totalOf(training: string | null, table = 'learn_error.tsv') {
	const files = new MemoryFiles().write(`/runs/catboost_info/${table}`, 'iter\tRMSE\n0\t2.5\n1\t2.25\n');
	if (training !== null) files.write('/runs/catboost_info/catboost_training.json', training);
	return [...readDirectory(csvFormat, '/runs/catboost_info', files).values()][0]!.learnt.total;
}

test('says of how many iterations a training of CatBoost is', () => {
	const head = `{\n"meta":{"test_sets":["test"],${meta},"name":"experiment"},\n"iterations":[\n`;
	const planned = {total: 300, unit: 'step', from: 'catboost_training.json iteration_count'};
	assert.deepEqual(totalOf(`${head}{"learn":[2.5],"iteration":0}\n]}`), planned);
	assert.deepEqual(totalOf(head, 'test_error.tsv'), planned);
	assert.equal(totalOf('{}'), null);
	assert.equal(totalOf(null), null);
	assert.equal(totalOf(head, 'loss.tsv'), null, 'a table of something else');
});
