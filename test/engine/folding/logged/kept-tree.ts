import type {TestContext} from 'node:test';
import {field} from '../../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../../encodings/tfrecord-writer.ts';
import {event, scalar} from '../../../formats/tfevents/events.ts';
import {beganMs, Tree, wandbRun} from './tree.ts';

/** When the first of the values is logged, seconds after the beginning, whenever the tracker was started. */
export const firstS = 1;
export const losses = [2.0293107, 0.918985903263092, 0.9012044668197632];

export interface Kept {
	id?: string;
	/** Seconds after the beginning. */
	fromS?: number;
	/** When its first value was logged. */
	loggedS?: number;
	values?: readonly number[];
	name?: string;
	below?: string;
	config?: Record<string, string | number>;
	program?: string;
}

export const addWandb = (
	tree: Tree,
	{id = 'abc12345', fromS = 1, values = losses, below = '', config = {}, program = ''}: Kept,
): void => {
	const [at, log] = wandbRun({id, fromS, losses: values, config, program});
	tree.write(below + at, log);
};

export function addMlflow(
	tree: Tree,
	{id = 'a', fromS = 4, loggedS = firstS, values = losses, name = 'loss', below = '', config = {}, program}: Kept,
): void {
	const full = id.repeat(32);
	const startMs = beganMs + fromS * 1000;
	tree
		.write(`${below}mlruns/1/meta.yaml`, "artifact_location: ''\nexperiment_id: '1'\nlifecycle_stage: active\nname: e\n")
		.writeAll(`${below}mlruns/1/${full}`, {
			'meta.yaml': [
				`end_time: ${startMs + 90_000}`,
				"experiment_id: '1'",
				'lifecycle_stage: active',
				`run_id: ${full}`,
				`run_name: '${id}'`,
				`start_time: ${startMs}`,
				'status: 3\n',
			].join('\n'),
			[`metrics/${name}`]: values.map((value, step) => `${beganMs + (loggedS + step) * 1000 + 20} ${value} ${step}\n`).join(''),
			...(program !== undefined && {'tags/mlflow.source.name': program}),
			...Object.fromEntries(Object.entries(config).map(([key, value]) => [`params/${key}`, String(value)])),
		});
}

export function addEvents(tree: Tree, {fromS = 2, loggedS = firstS, values = losses, name = 'loss', below = ''}: Kept): void {
	const atS = beganMs / 1000 + fromS;
	const points = values.map((value, step) => scalar(beganMs / 1000 + loggedS + step + 0.03, step, name, value));
	tree.write(
		`${below}tb/proj/events.out.tfevents.${atS}.node1.7.0`,
		tfrecords(event(atS, 0, field(3, 'brain.Event:2')), ...points),
		fromS + 10,
	);
}

export function treeOf(context: TestContext, ...add: ((tree: Tree) => void)[]): Tree {
	const tree = new Tree(context);
	for (const each of add) each(tree);
	return tree;
}
