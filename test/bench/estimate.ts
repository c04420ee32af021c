import {createEstimator} from '../../source/core/estimate/estimator.ts';
import {half, naive, tqdm} from './estimate/baselines.ts';
import {changingKinds} from './estimate/changing-kinds.ts';
import {corpusKinds, corpusOrigin} from './estimate/corpus-kinds.ts';
import {freshKinds, freshOrigin} from './estimate/fresh-kinds.ts';
import {heldOutKinds} from './estimate/held-out-kinds.ts';
import {makeTraces, steadyKinds} from './estimate/kinds.ts';
import {laterKinds} from './estimate/later-kinds.ts';
import {newestKinds} from './estimate/newest-kinds.ts';
import {type Answer, questionsOf, type Scores, score} from './estimate/score.ts';
import type {Trace} from './estimate/simulate.ts';
import {makeSweeps} from './estimate/sweeps.ts';
import {unseenKinds} from './estimate/unseen-kinds.ts';
import type {Result} from './result.ts';

type Asker = (t: number, step: number) => Answer;

/** The estimator of the program, asked as the back-test asks. */
export function xtui(trace: Trace): Asker {
	const estimator = createEstimator({siblings: trace.siblings ?? []});
	return (t, step) => {
		estimator.observe(t, step);
		const left = estimator.estimate(t, trace.total);
		return left ?? {seconds: null, low: null, high: null};
	};
}

/** Mean scores of an estimator over traces. */
export function meanScores(traces: Trace[], make: (trace: Trace) => Asker): Scores {
	const all = traces.map(trace => {
		const questions = questionsOf(trace);
		const ask = make(trace);
		return score(
			trace,
			questions,
			questions.map(({t, step}) => ask(t, step)),
		);
	});
	const names = Object.keys(all[0]!) as (keyof Scores)[];
	const mean = (name: keyof Scores) => all.reduce((sum, scores) => sum + scores[name], 0) / all.length;
	return Object.fromEntries(names.map(name => [name, mean(name)])) as Scores;
}

/** Runs of the kinds that constants were found on, and, last, of kinds that nothing was: those of the corpus, and the newest. */
export function makeBenchTraces(
	seeds: number[],
): Record<'known' | 'unseen' | 'held out' | 'fresh' | 'later' | 'corpus' | 'newest', Trace[]> {
	return {
		known: [...makeTraces(steadyKinds, seeds), ...makeTraces(changingKinds, seeds), ...makeSweeps(seeds)],
		unseen: makeTraces(unseenKinds, seeds),
		'held out': makeTraces(heldOutKinds, seeds),
		fresh: makeTraces(freshKinds, seeds, freshOrigin),
		later: makeTraces(laterKinds, seeds),
		corpus: makeTraces(corpusKinds, seeds, corpusOrigin),
		newest: makeTraces(newestKinds, seeds),
	};
}

/** Error, steadiness, coverage and cost of the estimator over simulated runs, against plain estimators on the same runs. */
export function benchEstimate(seeds: number[] = [101, 102, 103, 104, 105, 106]): Result[] {
	const traces = makeBenchTraces(seeds);
	const results: Result[] = [];
	for (const [name, set] of Object.entries(traces)) {
		const own = meanScores(set, xtui);
		const against = (make: (total: number) => Asker) => own.ape / meanScores(set, trace => make(trace.total)).ape;
		results.push(
			{what: `remaining time, ${name} kinds: median error`, value: own.ape, unit: '%', goal: 18.5},
			{what: `  against tqdm`, value: against(tqdm), unit: 'times', goal: 0.8},
			{what: `  against the plain average`, value: against(naive), unit: 'times', goal: 0.62},
			{what: `  against the later half`, value: against(half), unit: 'times', goal: 1},
			{what: `  movement of the finish, in lengths of the run`, value: own.tv, unit: '', goal: 1.3},
			{what: `  jumps of the finish, share of moments`, value: own.jump, unit: '%', goal: 2.4},
			{what: `  coverage of the 80 % interval`, value: own.cover, unit: '%', goal: 76, atLeast: true},
			{what: `  Winkler score`, value: own.wink, unit: '', goal: 1.05},
		);
	}
	return [...results, ...costs(traces.known)];
}

/** Time of the processor that a piece of work takes, milliseconds: other programs take theirs meanwhile. */
function processorMs(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const {user, system} = process.cpuUsage(before);
	return (user + system) / 1000;
}

function costs(traces: Trace[]): Result[] {
	const rows = traces.reduce((sum, trace) => sum + trace.rows.length, 0);
	let ms = 0;
	for (let round = 0; round < 2; round++) {
		ms = processorMs(() => {
			for (const trace of traces) {
				const ask = xtui(trace);
				for (const [t, step] of trace.rows) ask(t, step);
			}
		});
	}
	// A thousand runs an hour old, each with a row and a question a second, for 20 seconds.
	const runs = Array.from({length: 1000}, (_, index) => {
		const estimator = createEstimator();
		for (let second = 0; second < 3600; second += 2) estimator.observe(second + index / 1000, second);
		estimator.estimate(3600, 20_000);
		return estimator;
	});
	const spentMs = processorMs(() => {
		for (let second = 3601; second <= 3620; second++) {
			for (const estimator of runs) {
				estimator.observe(second, second);
				estimator.estimate(second, 20_000);
			}
		}
	});
	const share = spentMs / 20_000;
	return [
		{what: 'an estimate, a row, amortised', value: (ms * 1000) / rows, unit: 'µs', goal: 50},
		{what: '1,000 live runs, share of a core', value: share * 100, unit: '%', goal: 2},
	];
}
