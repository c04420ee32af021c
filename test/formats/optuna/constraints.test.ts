import assert from 'node:assert/strict';
import {test} from 'node:test';
import {optuna} from '../../../source/formats/optuna/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

/** What a journal says of its trials, by their ids. */
function readJournal(text: string) {
	const files = new MemoryFiles().write('/optuna/journal.log', text);
	const [claim] = optuna.detect({path: '/optuna', entries: files.list('/optuna')}, files);
	const collected = new Collected();
	readAll(optuna.open(claim!, files), collected);
	return new Map([...collected.runs.values()].map(({learnt}) => [learnt.id, learnt]));
}

test('a trial that breaks a constraint says so, in both ways in which constraints are kept', () => {
	const lines = [
		{op_code: 0, study_name: 'bound', directions: [1]},
		...[{constraints: [-1, 0.25]}, {'constraints:memory': 2, 'constraints:time': 0}, {constraints: [0, -1]}, {}].flatMap(
			(system_attr, trial_id) => [
				{op_code: 4, study_id: 0, datetime_start: '2026-11-21T10:00:00.000000+00:00'},
				{op_code: 9, trial_id, system_attr},
				{op_code: 6, trial_id, state: 1, values: [0.5], datetime_complete: '2026-11-21T10:00:05.000000+00:00'},
			],
		),
	];
	const trials = readJournal(
		lines.map(({op_code, ...line}) => `${JSON.stringify({op_code, worker_id: 'a-1', ...line})}\n`).join(''),
	);
	const told = [0, 1, 2, 3].map(number => trials.get(`bound/${number}`)!);
	const [first, second] = ['infeasible: constraint 1 is 0.2500, above 0', 'infeasible: constraint memory is 2, above 0'];
	assert.deepEqual(
		told.map(({infeasible}) => infeasible),
		[first, second, null, null],
	);
	assert.deepEqual(
		told.map(({outcome}) => outcome?.why),
		[`trial state COMPLETE, ${first}`, `trial state COMPLETE, ${second}`, 'trial state COMPLETE', 'trial state COMPLETE'],
	);
});
