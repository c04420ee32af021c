import {naturalKey} from '../../query/columns/natural-key.ts';
import {type Runs, tableOf} from '../../query/columns/row-table.ts';
import {countAimed, countHidden, readCatalogue} from '../../query/fields/catalogue.ts';
import type {RunRow} from '../../row.ts';
import {guessDirection, wordsOfName} from './direction.ts';

/** Which metrics tell most about how well a run does, so that they are shown without being asked for. */

export interface RankedMetric {
	name: string;
	runs: number;
	/** False for what accompanies training: learning rates, times, counters, machine load. */
	telling: boolean;
	/** True where every run that has it keeps it out of sight. */
	hidden: boolean;
}

/** A metric and what it is placed by in its family. */
interface Placed {
	metric: RankedMetric;
	isAim: boolean;
	split: number;
	isEdge: boolean;
	words: number;
	key: string;
}

/** `hp_metric` is what Lightning writes for each run, -1 unless the program says another; `l` and `t` how long an episode was, in steps and in seconds, as `ep_len`; `1.monitor/r` what a further environment has beside `r`; `labels` how many a batch of pictures had. */
const aside =
	/(?:^|[^a-z])(?:hp_metric|lr|learning_?rates?|epochs?|iter(?:ation)?s?|(?:global_?)?steps?|time|timestamps?|elapsed|seconds|secs?|runtime|wall_?time|duration|throughput|fps|tps|speed|tokens|samples|per_?sec(?:ond)?|sys|system|gpu|cpu|tpu|mem|memory|disk|network|power|util(?:ization)?|mfu|flop?s|grad(?:ient)?s?|norm|momentum|weight_?decay|scale|loss_?scale|count|size|batch|eta|progress)(?:[^a-z]|$)|^_|^[lt]$|^[\d.]+monitor\/|(?:^|[^a-z])ep_len(?:gth)?(?:[^a-z]|$)|(?:^|[^a-z])labels$/;
/** What a value is told of or averaged over: the loss of a batch, of an epoch, in each step. With none beside them they are counters. */
const toldOf = /(?:epochs?|iter(?:ation)?s?|(?:global_?)?steps?|batch|samples|tokens)(?=[^a-z]|$)/g;
/** What lies at the edge of a metric stands behind its mean: `episode_reward_max` behind `episode_reward_mean`. */
const edges = /^(?:max|min|maximum|minimum)$/;
/** A metric that so many times fewer runs have than another one would leave its column empty. */
const seldom = 3;
/** The sum of several losses tells more than any of them. */
const whole = /^(?:total|overall|avg|average|mean)$/;
/** What an agent is paid: its losses tell less of how well it does. */
const reward = /^(?:rew|rewards?|eprewmean|ret|returns?)$/;
const families = ['loss', 'quality', 'error', 'other', 'aside'] as const;
const splits: readonly (readonly [RegExp, number])[] = [
	[/^(?:val|valid|validation|eval|evaluation|dev)$/, 1],
	[/^(?:train|training|tr)$/, 2],
	[/^(?:test|testing)$/, 3],
];

/** So many different words besides those that say it is of all: `Loss/total_loss` is one, `Loss/regularization_loss` two. */
const countTelling = (words: readonly string[]): number => new Set(words.filter(word => !whole.test(word))).size;

function familyOf(name: string): (typeof families)[number] {
	const lower = name.toLowerCase();
	const direction = guessDirection(name);
	// What is left of `epoch_loss` begins with a mark as a tracker's own names do.
	const told = direction === null || lower.startsWith('_') ? lower : lower.replace(toldOf, '').replace(/^_/, '');
	if (aside.test(told)) return 'aside';
	if (direction === 'down') return /loss|nll|perplexity|ppl/.test(lower) ? 'loss' : 'error';
	return direction === 'up' ? 'quality' : 'other';
}

/** Without a split first, since it stands for the run; then validation, which judges it; then training; then test. */
function splitOf(words: readonly string[]): number {
	for (const word of words) for (const [pattern, rank] of splits) if (pattern.test(word)) return rank;
	return /^(?:val|eval)/.test(words[0] ?? '') ? 1 : 0;
}

/**
 * All metrics of the rows, the most telling first: one of each family in turn (a loss, a quality, an error), so that two columns show
 * a loss and an accuracy rather than two losses, of each family first what a tracker says the aim of, as a search does. Names that fewer than
 * half as many runs have come behind in their family; those that fewer than a third as many have as any other come behind all; then what
 * accompanies training, and last what the trackers keep out of sight.
 */
export function rankMetrics(known: Runs): RankedMetric[] {
	const byFamily = new Map<string, Placed[]>(families.map(family => [family, []]));
	const table = tableOf(known);
	const unseen = countHidden(table);
	const aims = countAimed(table);
	for (const [name, runs] of readCatalogue(table).metrics) {
		const words = wordsOfName(name);
		const hidden = unseen.get(name) === runs;
		const family = hidden ? 'aside' : familyOf(name);
		const metric = {name, runs, telling: family !== 'aside', hidden};
		byFamily.get(family)!.push({
			metric,
			isAim: aims.has(name),
			split: splitOf(words),
			isEdge: edges.test(words.at(-1) ?? ''),
			words: countTelling(words),
			key: naturalKey(name),
		});
	}
	for (const list of byFamily.values()) {
		const most = Math.max(...list.map(({metric}) => metric.runs));
		const isRare = (runs: number): number => (runs * 2 < most ? 1 : 0);
		list.sort(
			(a, b) =>
				Number(a.metric.hidden) - Number(b.metric.hidden) ||
				isRare(a.metric.runs) - isRare(b.metric.runs) ||
				Number(b.isAim) - Number(a.isAim) ||
				a.split - b.split ||
				Number(a.isEdge) - Number(b.isEdge) ||
				a.words - b.words ||
				b.metric.runs - a.metric.runs ||
				((a.key === b.key ? a.metric.name < b.metric.name : a.key < b.key) ? -1 : 1),
		);
	}
	const ranked: RankedMetric[] = [];
	const [best] = byFamily.get('quality')!;
	const isPaid = best !== undefined && wordsOfName(best.metric.name).some(word => reward.test(word));
	const order = isPaid ? families.toSorted((a, b) => Number(b === 'quality') - Number(a === 'quality')) : families;
	const turns = order.filter(family => family !== 'aside').map(family => byFamily.get(family)!);
	for (let round = 0; turns.some(list => round < list.length); round++) {
		for (const list of turns) if (list[round]) ranked.push(list[round]!.metric);
	}
	const most = Math.max(...ranked.map(({runs}) => runs));
	const isSeldom = ({runs}: RankedMetric): boolean => runs * seldom < most;
	const accompanying = byFamily.get('aside')!.map(({metric}) => metric);
	return [...ranked.filter(metric => !isSeldom(metric)), ...ranked.filter(isSeldom), ...accompanying];
}

/** Those to show without being asked for, in their order: what only accompanies training just where there is nothing else, what is hidden never. */
export function usualMetrics(ranked: readonly RankedMetric[]): string[] {
	const telling = ranked.filter(metric => metric.telling);
	return (telling.length > 0 ? telling : ranked.filter(metric => !metric.hidden)).map(({name}) => name);
}

/** Up to `count` metrics to show. */
export const chooseMetrics = (rows: readonly RunRow[], count: number): string[] =>
	usualMetrics(rankMetrics(rows)).slice(0, count);
