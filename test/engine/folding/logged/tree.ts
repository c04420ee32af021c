import type {TestContext} from 'node:test';
import type {JsonObject} from '../../../../source/core/run.ts';
import {Engine} from '../../../../source/engine/engine.ts';
import {scanOnce} from '../../../../source/engine/headless.ts';
import type {Folds} from '../../../../source/engine/joining.ts';
import {makeRow} from '../../../../source/engine/model/row.ts';
import {formats} from '../../../../source/formats/index.ts';
import {nodeFiles} from '../../../../source/io/files.ts';
import {field} from '../../../encodings/protobuf-writer.ts';
import {config, exit, item, logOfAll, row, run, started} from '../../../formats/wandb/logs.ts';
import {FileTree} from '../../tree.ts';

/** When the training of these tests began, milliseconds. */
export const beganMs = Date.parse('2026-11-21T10:00:00Z');

/** A tree of runs that goes with its test; its files have times that are seconds after the beginning. */
export class Tree extends FileTree {
	constructor(context: TestContext) {
		super(context, beganMs);
	}

	scan(folds: Folds = true): Engine {
		return scanOnce([this.root], nodeFiles, formats, Date.now, folds);
	}

	/** Each row by its directory and formats. */
	rows(folds: Folds = true): string[] {
		return rowsOf(this.scan(folds));
	}

	/** An engine that reads again what has changed, each time it is asked for its rows. */
	follow(): () => string[] {
		const engine = new Engine(nodeFiles, formats, Date.now, true);
		engine.start([this.root]);
		return () => {
			engine.rescan();
			while (!engine.work(() => false));
			engine.judge(Date.now());
			return rowsOf(engine);
		};
	}
}

export const rowsOf = ({registry}: Engine): string[] =>
	[...registry.runs.values()]
		.map(makeRow)
		.map(({dir, formats: all, parent}) => `${dir} ${all.join('+')}${parent === null ? '' : ' below another'}`)
		.sort();

export interface Logged {
	id: string;
	/** When it began and ended, seconds after the beginning. */
	fromS?: number;
	toS?: number;
	config?: JsonObject;
	losses?: readonly number[];
	/** How long the training took, as its last row says, seconds. */
	runtimeS?: number;
	/** What started it, and the words behind that. */
	program?: string;
	words?: readonly string[];
	/** The program as it lies below where it was started. */
	below?: string;
	/** Null for one that goes on, or was cut off. */
	exitCode?: number | null;
}

const two = (number: number) => String(number).padStart(2, '0');

/** By a clock in UTC, as the directories of wandb have it. */
export const stampOf = (atS: number, [between, dayTime]: [string, string] = ['', '_']): string => {
	const at = new Date(beganMs + atS * 1000);
	const day = [at.getUTCFullYear(), two(at.getUTCMonth() + 1), two(at.getUTCDate())].join(between);
	const separator = between === '' ? '' : ':';
	return day + dayTime + [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(separator);
};

/** Path and content of what wandb keeps of a run. */
export function wandbRun({
	id,
	fromS = 1,
	toS = 100,
	config: settings = {},
	losses = [3, 2, 1],
	runtimeS,
	program = '',
	words = [],
	below = '',
	exitCode = 0,
}: Logged): [string, Uint8Array] {
	const log = logOfAll([
		run(field(1, id), started(beganMs + fromS * 1000), field(13, 'node1')),
		...(program === ''
			? []
			: [field(26, field(6, program), ...words.map(word => field(5, word)), field(8, below), field(14, '/usr/bin/python'))]),
		config(...Object.entries(settings).map(([key, value]) => item(key, JSON.stringify(value)))),
		...losses.map((loss, i) => row(i, {'train/loss': loss}, beganMs / 1000 + fromS + i)),
		...(runtimeS === undefined ? [] : [row(losses.length, {'train/train_runtime': runtimeS}, beganMs / 1000 + toS)]),
		...(exitCode === null ? [] : [exit(exitCode, toS - fromS)]),
	]);
	return [`wandb/offline-run-${stampOf(fromS)}-${id}/run-${id}.wandb`, Buffer.from(log)];
}

/** State of a Hugging Face trainer, which logs every second step. */
export const trainerState = (losses: readonly number[], runtimeS?: number): string =>
	JSON.stringify({
		best_metric: null,
		epoch: 1,
		global_step: losses.length * 2,
		max_steps: 100,
		log_history: [
			...losses.map((loss, i) => ({step: (i + 1) * 2, epoch: i / 10, loss})),
			...(runtimeS === undefined ? [] : [{step: losses.length * 2, epoch: 1, train_runtime: runtimeS}]),
		],
	});
