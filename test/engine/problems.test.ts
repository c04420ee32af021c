import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Layer} from '../../source/engine/model/layer.ts';
import {TrackedRun} from '../../source/engine/model/tracked-run.ts';

test('what several readers of a run say of one file is said once', () => {
	const run = new TrackedRun(1, '/exp', 'run', '/exp/run', '');
	const problem = {file: '/exp/run/params.json', message: 'Cannot be read: permission denied'};
	for (const format of ['ray', 'jsonl', 'csv']) {
		const layer = new Layer(format, 1, '');
		run.addLayer(layer);
		layer.problem({...problem});
	}
	run.layers[1]!.problem({...problem, message: 'Line 5 is not a JSON object and was skipped'});
	assert.deepEqual(
		run.problems.map(({message}) => message),
		[problem.message, 'Line 5 is not a JSON object and was skipped'],
	);
});
