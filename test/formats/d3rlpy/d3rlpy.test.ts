import assert from 'node:assert/strict';
import {test} from 'node:test';
import {d3rlpy} from '../../../source/formats/d3rlpy/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const begun = () =>
	new MemoryFiles()
		.write('/logs/iql/params.json', '{"config": {"type": "iql", "params": {"batch_size": 32, "gamma": 0.9}}}')
		.write('/logs/iql/time_step.csv', '1,20,0.25\n')
		.write('/logs/iql/critic_loss.csv', '1,20,3.5\n2,40,nan\n3,60,2.5\n')
		.write('/logs/iql/policy.layer.0.bias_grad.csv', 'epoch,step,min,max,mean,std\n1,20,0,1,0.5,0.1\n');

test('a directory of d3rlpy is one run with a metric a table, by step, and without the gradients of each parameter', () => {
	const {run} = follow(d3rlpy, begun(), '/logs/iql');
	assert.deepEqual([...run.metrics.keys()].sort(), ['critic_loss', 'time_step']);
	assert.deepEqual(run.points('critic_loss'), [
		[20, 3.5],
		[40, Number.NaN],
		[60, 2.5],
	]);
	assert.deepEqual(run.learnt.config, {config: {type: 'iql', params: {batch_size: 32, gamma: 0.9}}});
	assert.equal(run.learnt.stepUnit, 'step');
});

test('settings beside other tables make no run of d3rlpy', () => {
	const files = new MemoryFiles().write('/a/params.json', '{"lr": 0.1}').write('/a/critic_loss.csv', '1,20,3.5\n');
	assert.deepEqual(d3rlpy.detect({path: '/a', entries: files.list('/a')}, files), []);
});

test('rows without a step, of other columns or cut off are no points; other files in there are no metrics', () => {
	const files = begun()
		.write('/logs/iql/td_error.csv', 'epoch,step,value\n1,20,0.5\n1,20\n2,x,0.5\n2,40,0.25,7\n3,60,0.125\n')
		.write('/logs/iql/notes.txt', '1,20,3.5\n');
	const {run} = follow(d3rlpy, files, '/logs/iql');
	assert.deepEqual(run.points('td_error'), [
		[20, 0.5],
		[60, 0.125],
	]);
	assert.equal(run.metrics.has('notes'), false);
	const detect = (directory: string, ...names: string[]) => {
		const tree = new MemoryFiles();
		for (const name of names) tree.write(`${directory}/${name}`, '');
		return d3rlpy.detect({path: directory, entries: tree.list(directory)}, tree).length;
	};
	assert.deepEqual([detect('/a', 'params.json', 'time_step.csv'), detect('/a', 'time_step.csv', 'loss.csv')], [1, 0]);
});
