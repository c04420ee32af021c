import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunFacts} from '../../../../../source/core/run.ts';
import {contradicts} from '../../../../../source/engine/folding/logged/evidence/contradict.ts';
import {Layer} from '../../../../../source/engine/model/layer.ts';

test('another machine, process, seed or learning rate is another run', () => {
	const layer = (facts: Partial<RunFacts>) => {
		const made = new Layer('wandb', 80, '');
		made.facts(facts);
		return made;
	};
	const differ = (one: Partial<RunFacts>, other: Partial<RunFacts>) => contradicts(layer(one), [layer({}), layer(other)]);
	assert.deepEqual(
		[
			differ({host: 'node1'}, {host: 'Node1.example.org'}),
			differ({host: 'node1'}, {host: 'node2'}),
			differ({host: 'node1'}, {host: '10.0.0.2'}),
			differ({pid: 4}, {pid: 5}),
			differ({pid: 4}, {}),
			differ({config: {seed: 1}}, {config: {seed: '1'}}),
			differ({config: {seed: 4}}, {config: {seed: ' '}}),
			differ({config: {learning_rate: 0.1}}, {config: {learning_rate: '0.2'}}),
			differ({config: {depth: 1}}, {config: {depth: 2}}),
		],
		[false, true, false, true, false, false, false, true, false],
	);
});
