import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {Engine} from '../../source/engine/engine.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {field, int} from '../encodings/protobuf-writer.ts';
import {tfrecords} from '../encodings/tfrecord-writer.ts';
import {event, scalar} from '../formats/tfevents/events.ts';
import {exit, logOfAll, row, run, started} from '../formats/wandb/logs.ts';
import {cpuMsOf, type Result} from './result.ts';

const beganS = 1_795_000_000;
const eventFile = `events.out.tfevents.${beganS}.node1.4711.0`;
const steps = Array.from({length: 20}, (_, step) => step);

/** Copies of a tree in which W&B has copied the event file that the program wrote. */
function makeCopies(root: string, count: number): string {
	const directory = path.join(root, `copies-${count}`);
	const events = tfrecords(
		event(beganS, 0, field(3, 'brain.Event:2')),
		...steps.map(i => scalar(beganS + i, i, 'loss', 1 / (i + 1))),
	);
	const log = logOfAll([
		run(field(1, 'abc123'), started(beganS * 1000), field(13, 'node1')),
		field(9, field(1, 'runs/one'), int(2, 1)),
		field(6, field(1, field(1, eventFile), int(2, 1))),
		...steps.map(i => row(i, {loss: 1 / (i + 1)}, beganS + i)),
		exit(0, steps.length),
	]);
	for (let i = 0; i < count; i++) {
		const [board, wandb] = [`copy_${i}/runs/one`, `copy_${i}/wandb/offline-run-20261118_111320-abc123`].map(at =>
			path.join(directory, at),
		);
		for (const at of [board!, wandb!]) mkdirSync(at, {recursive: true});
		writeFileSync(path.join(board!, eventFile), events);
		writeFileSync(path.join(wandb!, 'run-abc123.wandb'), Buffer.from(log));
	}
	return directory;
}

const few = 100;
const many = 1000;

/** What one of 1,000 copies of a tree costs that two trackers wrote, against one of 100: each is to be joined with its own files, not tried with all. */
export async function benchCopies(root: string): Promise<Result[]> {
	const list = (directory: string) =>
		cpuMsOf(() => {
			const engine = new Engine(nodeFiles, formats, Date.now, true);
			engine.start([directory]);
			while (!engine.work(() => false));
			engine.judge(Date.now());
			if (engine.registry.runs.size !== Number(/\d+$/.exec(directory)?.[0])) throw new Error('the copies were not joined');
		});
	const [small, large] = [makeCopies(root, few), makeCopies(root, many)];
	await list(small);
	const ofFew = (await list(small)) / few;
	const ofMany = (await list(large)) / many;
	return [
		{what: '1,000 copies of a W&B and TensorBoard tree, folded: a copy', value: ofMany, unit: 'ms CPU'},
		{what: 'the same, against a copy of 100', value: ofMany / ofFew, unit: 'times', goal: 1.5},
	];
}
