import assert from 'node:assert/strict';
import test from 'node:test';
import {mergeSeries} from '../../../../source/engine/model/curves/merge-series.ts';
import {Layer} from '../../../../source/engine/model/layer.ts';

function layerOf(below: string, id: string | null, value: number): Layer {
	const layer = new Layer('mlflow', 80, below);
	layer.facts({id});
	layer.series('acc').push(0, 0, value);
	return layer;
}

const shown = (layers: Layer[]) =>
	Object.fromEntries([...mergeSeries(layers, ({metrics}) => metrics)].map(([name, {values}]) => [name, values.at(0)]));

test('several runs of one database that log the same run keep their points, each by its id', () => {
	const layers = ['dddd', 'cccc', 'bbbb', 'aaaa'].map((id, i) => layerOf('../../mlflow.db', `${id}0123456789`, i));
	assert.deepEqual(shown(layers), {acc: 0, 'cccc0123/acc': 1, 'bbbb0123/acc': 2, 'aaaa0123/acc': 3});
});

test('the same holds where the database lies in the run’s directory, and where the ids begin alike', () => {
	const inside = ['dddd', 'cccc', 'bbbb'].map((id, i) => layerOf('mlflow.db', id, i));
	assert.deepEqual(shown(inside), {acc: 0, 'mlflow.db/acc': 1, 'bbbb/acc': 2});
	const alike = ['1', '2', '3'].map((end, i) => layerOf('../mlflow.db', `abcdefgh${end}`, i));
	assert.deepEqual(shown(alike), {acc: 0, 'abcdefgh/acc': 1, 'abcdefgh3/acc': 2});
});

test('what has no id is told apart by its place, and by a number where that is the same too', () => {
	const layers = ['../logs/one', '../logs/events-b', '../logs/events-bb', '../logs/events-b'].map((below, i) =>
		layerOf(below, null, i),
	);
	assert.deepEqual(shown(layers), {acc: 0, 'events-b/acc': 1, 'events-bb/acc': 2, '../logs/events-b/acc': 3});
});
