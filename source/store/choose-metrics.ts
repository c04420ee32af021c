import type {RunRow} from '../core/row.ts';

/** How much a metric's name says about how well a run does, from the words that people use; higher is shown first. */
const worth: readonly [RegExp, number][] = [
	[
		/(^|[^a-z])(lr|learning_?rate|epochs?|iter(ation)?s?|global_?step|steps?|time|timestamp|elapsed|seconds|secs?|runtime|wall_?time)([^a-z]|$)/,
		-3,
	],
	[/per_?sec|throughput|tokens|fps|samples|memory|gpu|cpu|util|grad|norm|momentum|weight_?decay|scale|^_/, -2],
	[/(^|[^a-z])loss([^a-z]|$)|loss$/, 4],
	[/acc(uracy)?([^a-z]|$)|reward|return|score|f1|auc|map([^a-z]|$)|iou|bleu|rouge/, 3],
	[/perplexity|ppl|error|(^|[^a-z])(mse|mae|rmse|nll|wer|cer|fid|elbo)([^a-z]|$)/, 2],
];
const lowIsGood = /loss|err|perplexity|ppl|(^|[^a-z])(mse|mae|rmse|nll|wer|cer|fid|cost|regret|latency)([^a-z]|$)/;
const highIsGood = /acc|auc|f1|reward|return|score|(^|[^a-z])(map|iou|bleu|rouge|psnr|ssim|precision|recall|r2)([^a-z]|$)/;

/** Whether less is better, from the metric's name; null where the name does not tell. */
export function metricGoal(name: string): 'minimize' | 'maximize' | null {
	const text = name.toLowerCase();
	if (lowIsGood.test(text)) return 'minimize';
	return highIsGood.test(text) ? 'maximize' : null;
}

function score(name: string): number {
	const text = name.toLowerCase();
	for (const [pattern, value] of worth) if (pattern.test(text)) return value;
	return 0;
}

/** All metric names of the rows with how many rows have each, the most telling first: common ones before rare ones of the same worth. */
export function rankMetrics(rows: Iterable<RunRow>): {name: string; runs: number}[] {
	const counts = new Map<string, number>();
	for (const row of rows) for (const name of row.metrics.names) counts.set(name, (counts.get(name) ?? 0) + 1);
	const most = Math.max(1, ...counts.values());
	return [...counts]
		.map(([name, runs]) => ({name, runs, rank: score(name) + 4 * (runs / most)}))
		.sort((a, b) => b.rank - a.rank || (a.name < b.name ? -1 : 1))
		.map(({name, runs}) => ({name, runs}));
}
