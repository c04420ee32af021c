import {aggregateNames, type Estimate, emptyRow, type Progress, type RunRow} from '../../source/core/row.ts';
import type {Status} from '../../source/core/status.ts';

export const fakeNowMs = Date.UTC(2026, 10, 21, 14, 2, 30);

/** Curve of a fake run: falls for a loss, rises for others, with a wobble of its own. */
export function fakeValue(key: number, metric: string, step: number): number {
	const wobble = 0.03 * Math.sin(step * 0.37 + key) + 0.02 * Math.sin(step * 1.7 + key * 3);
	const pace = 0.004 + (key % 5) * 0.002;
	if (/loss/.test(metric)) return 0.2 + (key % 7) * 0.05 + 2.1 * Math.exp(-step * pace) + wobble;
	if (/lr/.test(metric)) return 3e-4 * Math.cos(Math.min(1.5, step / 700));
	return 0.95 - (key % 7) * 0.02 - 0.8 * Math.exp(-step * pace) + wobble * 0.3;
}

export interface FakeRow {
	key: number;
	name: string;
	status?: Status;
	step?: number;
	total?: number | null;
	config?: RunRow['config'];
	metrics?: readonly string[];
	more?: Partial<RunRow>;
}

const minute = 60_000;

/** A plausible row; what is not given is made up from the key, always the same. */
export function fakeRow({
	key,
	name,
	status = 'finished',
	step = 1000,
	total = 1000,
	config,
	metrics = ['loss', 'acc'],
	more,
}: FakeRow): RunRow {
	const started = fakeNowMs - (key + 1) * 7 * minute;
	const fraction = total === null ? null : Math.min(1, step / total);
	const running = status === 'running';
	const progress: Progress = {step, total, fraction, unit: 'step', totalFrom: total === null ? null : 'config max_steps'};
	const seconds = (total ?? 0) - step;
	const estimate: Estimate | null =
		running && total !== null
			? {
					seconds,
					low: seconds * 0.9,
					high: seconds * 1.2,
					finishAtMs: fakeNowMs + seconds * 1000,
					from: '82 steps × 1.0 s',
					text: `≈ ${Math.max(1, Math.round(seconds / 60))} min`,
				}
			: null;
	return {
		...emptyRow(),
		key,
		id: `id-${key}`,
		format: 'jsonl',
		formats: ['jsonl'],
		dir: `vision/${name}`,
		path: `/home/ada/exp/vision/${name}`,
		name,
		status,
		statusWhy: running ? 'pid 4711 is alive' : status === 'finished' ? 'end record in the log' : 'exit code 1',
		startedAtMs: started,
		endedAtMs: running || status === 'stalled' ? null : started + 5 * minute,
		updatedAtMs: running ? fakeNowMs - 2000 : started + 5 * minute,
		progress,
		estimate,
		host: 'gpu-3',
		user: 'ada',
		pid: 4711 + key,
		hasCommand: true,
		git: {commit: '4f1c2aa90b', branch: 'main', dirty: true, remote: null},
		config: config ?? {lr: [3e-4, 1e-3, 1e-4][key % 3]!, model: 'resnet50', batch_size: 64, seed: key},
		metrics: {names: [...metrics], values: Float64Array.from(metrics.flatMap(metric => fakeAggregates(key, metric, step)))},
		...more,
	};
}

function fakeAggregates(key: number, metric: string, step: number): number[] {
	const values: Record<(typeof aggregateNames)[number], number> = {
		points: step,
		nonfinite: 0,
		nan: 0,
		firstStep: 0,
		first: fakeValue(key, metric, 0),
		lastStep: step,
		last: fakeValue(key, metric, step),
		minStep: step,
		min: fakeValue(key, metric, step),
		maxStep: 0,
		max: fakeValue(key, metric, 0),
		mean: 1,
	};
	return aggregateNames.map(name => values[name]);
}

/** A tree of runs as people have them: some running, one stalled, some failed, many done. */
export function fakeTree(count = 40): RunRow[] {
	const rows = [
		fakeRow({key: 0, name: 'resnet50-lr3e-4-bs64-seed1', status: 'running', step: 640}),
		fakeRow({key: 1, name: 'resnet50-lr1e-3-bs64-seed1', status: 'running', step: 312}),
		fakeRow({
			key: 2,
			name: 'vit-b16-lr3e-4',
			status: 'stalled',
			step: 500,
			more: {updatedAtMs: fakeNowMs - 9 * minute, statusWhy: 'no write for 9 min, usually every 4 s'},
		}),
		fakeRow({
			key: 3,
			name: 'vit-b16-lr1',
			status: 'failed',
			step: 90,
			more: {
				health: [
					{kind: 'nonfinite', metric: 'loss', step: 412, text: 'NaN at 412', reason: 'loss is NaN since step 412, was 0.21'},
				],
				error: 'RuntimeError: loss is NaN',
			},
		}),
		fakeRow({key: 4, name: 'gpt2-small-wikitext', status: 'running', step: 4120, total: null}),
		fakeRow({
			key: 5,
			name: 'sweep-lr-00017',
			status: 'queued',
			step: 0,
			metrics: [],
			more: {startedAtMs: null, updatedAtMs: null, progress: null},
		}),
		fakeRow({
			key: 6,
			name: 'resnet18-baseline',
			status: 'crashed',
			step: 220,
			more: {problemCount: 1, problem: 'torn record at byte 81,920 of events.out'},
		}),
		fakeRow({key: 7, name: 'mlp-stopped-by-hand', status: 'stopped', step: 700}),
	];
	for (let key = rows.length; key < count; key++) {
		rows.push(fakeRow({key, name: `resnet50-cosine-warmup-seed${key}`, more: {dir: `sweep/seed/${key}`}}));
	}
	return rows.slice(0, count);
}
