import {emptyFacts} from '../../source/core/run.ts';
import {noHabits} from '../../source/core/writer-habits.ts';
import {Estimating} from '../../source/engine/estimates/estimating.ts';
import {Grouping} from '../../source/engine/grouping.ts';
import {Judging} from '../../source/engine/judging.ts';
import {Deaths} from '../../source/engine/liveness/deaths.ts';
import {EvidenceFinder} from '../../source/engine/liveness/writers/evidence.ts';
import {Layer} from '../../source/engine/model/layer.ts';
import {TrackedRun} from '../../source/engine/model/tracked-run.ts';
import {WatchingHealth} from '../../source/engine/watching-health.ts';
import type {SeriesSink} from '../../source/formats/format.ts';
import {readProcess} from '../../source/io/processes/processes.ts';
import type {Result} from './result.ts';

const runCount = 1000;
const hourSteps = 1800;
const measuredSeconds = 60;
/** Steps that are left to do: five minutes, half an hour, ten hours. */
const stepsLeft = [150, 900, 18_000];

interface Made {
	run: TrackedRun;
	layer: Layer;
	sinks: SeriesSink[];
}

/** A run an hour old with a point each two seconds, written by this very process. */
function makeRun(key: number, nowMs: number, ticks: number): Made {
	const path = `/bench/run-${key}`;
	const run = new TrackedRun(key, '/bench', `run-${key}`, path, `id${key}`);
	const layer = new Layer('xtui', 100, '');
	run.addLayer(layer);
	const startedAtMs = nowMs - hourSteps * 2000;
	layer.facts({
		...emptyFacts(),
		id: `id${key}`,
		group: `sweep-${key % 20}`,
		pid: process.pid,
		pidStartTicks: ticks,
		startedAtMs,
		total: {total: hourSteps + stepsLeft[key % stepsLeft.length]!, unit: 'step', from: 'total_steps'},
		writer: {...noHabits, marksEnd: true},
		signFiles: [`${path}/metrics.jsonl`],
	});
	const made = {run, layer, sinks: [layer.series('loss'), layer.series('val/loss')]};
	for (let step = 1; step <= hourSteps; step++) push(made, step, startedAtMs + step * 2000 + (key % 100));
	run.complete = true;
	return made;
}

function push({run, layer, sinks}: Made, step: number, atMs: number): void {
	for (const sink of sinks) sink.push(step, atMs, 1 / step);
	layer.facts({lastSignMs: atMs});
	run.grewAtMs = atMs;
}

/**
 * Cost of judging and estimating a thousand runs that all go on: ten looks a second, as the engine's thread has them, and a point each two
 * seconds from each run.
 */
export function benchLiveness(): Result[] {
	const beginMs = Date.now();
	const ticks = readProcess(process.pid)?.startTicks ?? 0;
	const made = Array.from({length: runCount}, (_, key) => makeRun(key, beginMs, ticks));
	const runs = new Map(made.map(({run}) => [run.key, run]));
	const judging = new Judging(new EvidenceFinder(), new Deaths());
	const estimating = new Estimating();
	const grouping = new Grouping();
	const health = new WatchingHealth();
	const spent = {judge: 0, estimate: 0, group: 0, health: 0};
	const timed = (what: keyof typeof spent, work: () => void) => {
		const startMs = performance.now();
		work();
		spent[what] += performance.now() - startMs;
	};
	const look = (nowMs: number) => {
		timed('judge', () => judging.judgeDue(runs, nowMs));
		timed('estimate', () => estimating.update(runs, nowMs));
		timed('group', () => grouping.update(runs, nowMs));
		timed('health', () => health.update(runs, nowMs));
	};
	look(beginMs);
	look(beginMs + 2100);
	for (const what of ['judge', 'estimate', 'group', 'health'] as const) spent[what] = 0;
	// Time of the processor, of everything at once: other programs take theirs meanwhile, and asking for it takes time itself.
	const before = process.cpuUsage();
	for (let tenth = 0; tenth < measuredSeconds * 10; tenth++) {
		const nowMs = beginMs + 3000 + tenth * 100;
		// A twentieth of the runs writes between two looks.
		for (let at = tenth % 20; at < runCount; at += 20) push(made[at]!, hourSteps + 1 + Math.floor(tenth / 20), nowMs);
		look(nowMs);
	}
	const {user, system} = process.cpuUsage(before);
	const allMs = (user + system) / 1000;
	const wallMs = Object.values(spent).reduce((sum, ms) => sum + ms, 0);
	const share = (ms: number) => ms / (measuredSeconds * 10);
	const rows = (runCount * measuredSeconds) / 2;
	const part = (ms: number) => share(allMs * (ms / wallMs));
	return [
		{what: '1,000 live runs, all together: share of a core', value: share(allMs), unit: '%', goal: 2},
		{what: '  judging', value: part(spent.judge), unit: '%'},
		{what: '  estimating', value: part(spent.estimate), unit: '%'},
		{what: '  groups', value: part(spent.group), unit: '%'},
		{what: '  health', value: part(spent.health), unit: '%'},
		{what: '  estimating, a row', value: (part(spent.estimate) * measuredSeconds * 10 * 1000) / rows, unit: 'µs', goal: 50},
	];
}
