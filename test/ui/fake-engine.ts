import type {RunRow} from '../../source/core/row.ts';
import {emptyFacts} from '../../source/core/run.ts';
import type {CurveAxis} from '../../source/core/series/axis.ts';
import type {
	Curve,
	CurveWish,
	LogTail,
	MachineUse,
	MediaAnswer,
	MediaView,
	MediaWish,
	ProcessUse,
	Reading,
	RunDetail,
	Spark,
	ToEngine,
	ToScreen,
	Update,
} from '../../source/engine/protocol.ts';
import {fakeTree, fakeValue} from './fake-rows.ts';

/** Stands for the engine's thread: answers wishes about made-up runs, at once and always the same. */
export class FakeEngine {
	/** What the processes of the opened run use. */
	process: ProcessUse | null = null;
	readonly received: ToEngine[] = [];
	/** Runs that count no epochs. */
	readonly withoutEpochs = new Set<number>();
	/** Whether runs have logged more than numbers. */
	hasMedia = false;
	private listener: (message: ToScreen) => void = () => {};
	private readonly byKey: ReadonlyMap<number, RunRow>;

	constructor(readonly rows: RunRow[] = fakeTree()) {
		this.byKey = new Map(rows.map(row => [row.key, row]));
	}

	onMessage(listener: (message: ToScreen) => void): void {
		this.listener = listener;
	}

	post(message: ToEngine): void {
		this.received.push(message);
		if (message.type === 'start') this.send({rows: this.rows, reading: fakeReading(this.rows.length)});
		if (message.type === 'visible') {
			const sparks = message.runs.flatMap(run =>
				message.metrics.map((metric): Spark => ({run, metric, values: this.spark(run, metric, message.sparkWidth)})),
			);
			for (const {key, runs} of message.groups ?? [])
				for (const metric of message.metrics)
					sparks.push({run: key, metric, values: this.spark(runs[0]!, metric, message.sparkWidth)});
			this.send({sparks: sparks.filter(spark => spark.values.length > 0)});
		}
		if (message.type === 'curves') this.send({curves: message.wishes.map(wish => this.curve(wish))});
		if (message.type === 'machine' && message.wanted) this.send({machine: fakeMachine});
		if (message.type === 'media') this.send({media: message.wishes.map(fakeMedia)});
		if (message.type === 'open' && message.run !== null) this.send({detail: this.detail(message.run), log: fakeLog(message.run)});
	}

	/** Sends an update with what is given. */
	send(update: Partial<Update>): void {
		this.listener({
			type: 'update',
			rows: [],
			removed: [],
			sparks: [],
			curves: [],
			reading: null,
			detail: null,
			log: null,
			...update,
		});
	}

	fail(message: string): void {
		this.listener({type: 'fatal', message});
	}

	private spark(run: number, metric: string, width: number): Float32Array {
		const row = this.byKey.get(run);
		const step = row?.progress?.step ?? 0;
		if (row === undefined || !row.metrics.names.includes(metric)) return new Float32Array();
		return Float32Array.from({length: width}, (_, at) => fakeValue(run, metric, (step * at) / width));
	}

	private curve(wish: CurveWish): Curve {
		const last = this.byKey.get(wish.run)?.progress?.step ?? 0;
		const from = wish.from ?? 0;
		const to = Math.min(wish.to ?? last, last);
		const columns = new Float64Array(wish.width * 4);
		const lasts = new Float64Array(wish.width);
		for (let column = 0; column < wish.width; column++) {
			const step = from + ((to - from) * column) / Math.max(1, wish.width - 1);
			const value = wish.system ? 60 + 30 * Math.sin(step / 50) : fakeValue(wish.run, wish.metric, step);
			lasts[column] = step;
			columns.set([value - 0.01, value + 0.01, value, value], column * 4);
		}
		const sample = {from, to, columns, lasts, nonfinite: new Float64Array(), points: last, exact: new Float64Array()};
		const isKnown = wish.x !== 'epoch' || !this.withoutEpochs.has(wish.run);
		const named = isKnown ? wish.x.replace('metric:', '') : 'step';
		const kind = {step: 'step', logged: 'step', relative: 'relative', time: 'time'}[named] as CurveAxis['kind'] | undefined;
		const axis = kind === undefined ? {kind: 'value' as const, name: named} : {kind, name: ''};
		return {wish: wish.wish, ...sample, axis, first: 0, last, smooth: wish.smoothing === null ? null : sample};
	}

	private detail(run: number): RunDetail {
		const row = this.byKey.get(run)!;
		return {
			run,
			facts: {
				...emptyFacts(),
				config: {model: 'resnet50', optim: {name: 'adamw', lr: 3e-4, betas: [0.9, 0.999]}, batch_size: 64, seed: run},
				summary: {best_acc: 0.9123456, best_step: 610},
				command: {argv: ['python', 'train.py', '--lr', '3e-4'], cwd: '/home/ada/exp'},
				git: row.git,
				logFiles: ['/home/ada/exp/train.log'],
			},
			problems: row.problem === null ? [] : [{file: `${row.path}/events.out`, message: row.problem}],
			events: [{atMs: row.startedAtMs, step: 100, kind: 'checkpoint', text: 'checkpoint-100'}],
			media: this.hasMedia
				? [
						{name: 'sample', kind: 'image', count: 3},
						{name: 'weights', kind: 'histogram', count: 3},
						{name: 'prompt', kind: 'text', count: 3},
					]
				: [],
			systemMetrics: ['gpu.0.utilization', 'gpu.0.memory', 'cpu', 'disk'],
			told: [],
			metricWords: [],
			files: [
				{path: `${row.path}/events.out`, bytes: 81_920, modifiedAtMs: row.updatedAtMs ?? 0},
				{path: `${row.path}/config.yaml`, bytes: 412, modifiedAtMs: row.startedAtMs ?? 0},
			],
			estimateNotes: ['82 steps × 1.3 s', '3 validations × 41 s'],
			status: {status: row.status, why: row.statusWhy},
			process: this.process,
		};
	}
}

const fakeMachine: MachineUse = {
	cores: 16,
	cpuPercent: 43,
	load: 5.2,
	memoryBytes: 12_000_000_000,
	machineMemoryBytes: 64_000_000_000,
	gpus: [
		{percent: 71, usedBytes: 20_000_000_000, totalBytes: 24_000_000_000},
		{percent: null, usedBytes: null, totalBytes: null},
	],
};
const mediaSteps = [10, 20, 30];

/** A picture that is red above and blue below, two distributions, and a text. */
function fakeMedia({wish, name, step}: MediaWish): MediaAnswer {
	const index = step === null ? 2 : mediaSteps.indexOf(step);
	const rgb = Uint8Array.from([255, 0, 0, 0, 0, 255]);
	const views: Record<string, MediaView> = {
		sample: {kind: 'image', width: 64, height: 128, picture: {width: 1, height: 2, rgb}},
		weights: {
			kind: 'ridges',
			ridges: {low: -1, high: 1, steps: [10, 30], shares: Float64Array.from([0, 1, 0, 0.5, 0.5, 0]), width: 3},
		},
		prompt: {kind: 'text', text: 'Once upon\na time'},
	};
	return {wish, step: mediaSteps[index]!, index, count: 3, near: mediaSteps, view: views[name]!};
}

const fakeReading = (runs: number): Reading => ({
	scanned: true,
	directories: runs * 2,
	runs,
	bytesRead: 98_000_000,
	bytesLeft: 0,
	runsLeft: 0,
	problems: [],
});

function fakeLog(run: number): LogTail {
	const lines = Array.from(
		{length: 200},
		(_, at) => `epoch ${at >> 4}  step ${at * 10}  loss ${fakeValue(run, 'loss', at * 10).toFixed(4)}`,
	);
	return {run, path: '/home/ada/exp/train.log', lines, before: 1200};
}
