import type {Trace} from './simulate.ts';

/** One answer of an estimator: seconds left and an 80 % interval, null where it cannot say. */
export interface Answer {
	seconds: number | null;
	low: number | null;
	high: number | null;
}

export interface Question {
	t: number;
	step: number;
	/** True for a moment of the grid of 400, which is what is scored. */
	grid: boolean;
}

/** Rows and grid ticks of a trace, in order; the definitions of `check/eta_backtest.py`. */
export function questionsOf(trace: Trace): Question[] {
	const questions: Question[] = [];
	let row = 0;
	let step = trace.rows[0]![1];
	const rowsUntil = (time: number) => {
		for (; row < trace.rows.length && trace.rows[row]![0] <= time; row++) {
			step = trace.rows[row]![1];
			questions.push({t: trace.rows[row]![0], step, grid: false});
		}
	};
	for (let index = 0; index < 400; index++) {
		const time = (trace.end * (index + 0.5)) / 400;
		rowsUntil(time);
		questions.push({t: time, step, grid: true});
	}
	rowsUntil(Number.POSITIVE_INFINITY);
	return questions;
}

export type Scores = Record<'ape' | 'ape90' | 'abs' | 'tv' | 'jump' | 'none' | 'cover' | 'width' | 'wink', number>;

const quantile = (values: number[], share: number) => {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (sorted.length - 1) * share;
	const below = sorted[Math.floor(at)]!;
	return below + (sorted[Math.ceil(at)]! - below) * (at - Math.floor(at));
};
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Scores of one trace in percent, as `check/eta_backtest.py` defines them. */
export function score(trace: Trace, questions: Question[], answers: Answer[]): Scores {
	const end = trace.end;
	const asked = questions
		.map((question, index) => ({t: question.t, grid: question.grid, ...answers[index]!, truth: end - question.t}))
		.filter(item => item.grid && item.t >= 0.02 * end && item.t <= 0.98 * end);
	const errors = asked.map(item => (item.seconds === null ? 1 : Math.abs(item.seconds - item.truth) / item.truth));
	const said = asked.flatMap(item =>
		item.seconds === null ? [] : [{t: item.t, seconds: item.seconds, finish: item.t + item.seconds}],
	);
	let moved = 0;
	let jumps = 0;
	for (let index = 1; index < said.length; index++) {
		const move = Math.abs(said[index]!.finish - said[index - 1]!.finish);
		moved += Math.min(move, end);
		const left = Math.max(0, said[index - 1]!.seconds - (said[index]!.t - said[index - 1]!.t));
		if (move > Math.max(1, 0.05 * left)) jumps++;
	}
	const ranged = asked.flatMap(item =>
		item.low === null || item.high === null ? [] : [{low: item.low, high: item.high, truth: item.truth}],
	);
	return {
		ape: Math.min(3, quantile(errors, 0.5)) * 100,
		ape90: Math.min(3, quantile(errors, 0.9)) * 100,
		abs: mean(asked.map(item => (item.seconds === null ? 1 : Math.min(1, Math.abs(item.seconds - item.truth) / end)))) * 100,
		tv: moved / end,
		jump: (jumps / Math.max(1, said.length - 1)) * 100,
		none: mean(asked.map(item => (item.seconds === null ? 1 : 0))) * 100,
		cover: mean(ranged.map(item => (item.low <= item.truth && item.truth <= item.high ? 1 : 0))) * 100,
		width: ranged.length
			? quantile(
					ranged.map(item => (item.high - item.low) / item.truth),
					0.5,
				) * 100
			: Number.NaN,
		wink: mean(
			ranged.map(item =>
				Math.min(
					5,
					(item.high - item.low + 10 * Math.max(0, item.low - item.truth) + 10 * Math.max(0, item.truth - item.high)) /
						item.truth,
				),
			),
		),
	};
}
