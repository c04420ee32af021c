import type {TestContext} from 'node:test';
import {field} from '../../../../encodings/protobuf-writer.ts';
import {config, exit, item, logOfAll, row, run, started} from '../../../../formats/wandb/logs.ts';
import {beganMs, stampOf, Tree} from '../tree.ts';

const day = '2026-11-21';

export interface Tried {
	x?: number;
	/** Microseconds behind the beginning. */
	atUs?: number;
	/** In the numbers of the journal: 1 COMPLETE, 2 PRUNED, 3 FAIL. */
	state?: number;
}

/** A journal of a study, whose trials are numbered in their order. */
export function study(...trials: Tried[]): string {
	const float = JSON.stringify({name: 'FloatDistribution', attributes: {low: 0, high: 1, log: false, step: null}});
	const lines = trials.flatMap(({x = 0.25, atUs = 0, state = 1}, trial_id) => {
		const started = `${day}T10:00:00.${String(atUs).padStart(6, '0')}+00:00`;
		return [
			{op_code: 4, study_id: 0, datetime_start: started},
			{op_code: 5, trial_id, param_name: 'x', param_value_internal: x, distribution: float},
			{op_code: 6, trial_id, state, values: state === 1 ? [0.5] : null, datetime_complete: `${day}T10:00:05.000000+00:00`},
		];
	});
	const all = [{op_code: 0, study_name: 'tune', directions: [1]}, ...lines];
	return all.map(({op_code, ...line}) => `${JSON.stringify({op_code, worker_id: 'a-1', ...line})}\n`).join('');
}

export interface Tracked {
	number?: number;
	id?: string;
	study?: string;
	name?: string;
	/** Of its settings; as it is over the callback puts down those of the trial. */
	settings?: Record<string, unknown>;
	/** Seconds behind the beginning. */
	fromS?: number;
	toS?: number;
}

/** A run of W&B as Optuna's callback makes one of each trial, which ends well however its trial does. */
export function tracked(tree: Tree, one: Tracked): void {
	const {number = 0, id = `trial${number}`, study: tag = 'tune', name = `trial/${number}/None`, fromS = 1, toS = 7} = one;
	const settings = one.settings ?? {x: 0.25, direction: ['MINIMIZE']};
	const log = logOfAll([
		run(field(1, id), field(8, name), field(10, tag), started(beganMs + fromS * 1000)),
		config(...Object.entries(settings).map(([key, value]) => item(key, JSON.stringify(value)))),
		row(0, {loss: 0.5}, beganMs / 1000 + fromS),
		exit(0, toS - fromS),
	]);
	tree.write(`wandb/offline-run-${stampOf(fromS)}-${id}/run-${id}.wandb`, Buffer.from(log));
}

export function trackedTree(context: TestContext, trials: Tried[], logged: Tracked[]): Tree {
	const tree = new Tree(context).write('study.journal', study(...trials));
	for (const each of logged) tracked(tree, each);
	return tree;
}
