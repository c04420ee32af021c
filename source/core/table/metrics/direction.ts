import {askedOnce} from '../../asked-once.ts';

/** Whether a metric is better when it is lower or higher. */
export type Direction = 'down' | 'up';

/** Directions that trackers declared, by metric; null where they contradict each other, as two studies in one tree may. */
export type Goals = ReadonlyMap<string, Direction | null>;

export interface Goal {
	direction: Direction;
	/** True where only the name says so; false where the tracker or the person did. */
	guessed: boolean;
}

const split = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const down = split(
	'loss losses error errors err perplexity ppl bpc bpb bpt nll ce xent crossentropy mse mae rmse mape smape rmsle wer cer ter fid kid lpips regret cost costs latency time times runtime duration seconds secs ms divergence kl kld eer ece brier distance residual violation violations penalty mistakes failures logloss misses bce focal ber hd hausdorff asd assd',
);
const up = split(
	'acc accuracy top f1 fscore fbeta auc auroc auprc roc prauc ap map mar precision recall sensitivity specificity reward rewards return returns score scores bleu rouge meteor cider spice iou miou dice jaccard psnr ssim r2 mrr ndcg hit hits throughput mfu hfu fps speed tps success successes win wins winrate kappa mcc spearman pearson correlation corr em elo likelihood elbo correct pass solved explained rew eprewmean ret prec corrcoef ari nmi hmean match matches fitness apl apm aps',
);
/** What is measured of something, and says nothing about good or bad. */
const neutral = split('std stddev sd var scale norm lr weight coef coeff coefficient count temperature entropy length grade');
/** A name that begins so tells how many there are, or how far they lie apart: `num_loss_tokens`, `std_reward`. */
const neutralFirst = split('num number n std stddev');
const clock = split('s sec second seconds min minute hour h day');
/** A time with one of these is that since a start, which only ever rises: `time_total_s`, `time_since_restore`. */
const sinceStart = split('total since elapsed wall walltime');
/** The reward of an episode in a monitor's table, the recall, a correlation: as a part of a name it may be anything. */
const upAlone = 'r';
/** What is counted in time. */
export const times: ReadonlySet<string> = split('time times runtime duration seconds secs ms');

function lookUp(word: string): Direction | 'neutral' | null {
	for (const form of [word, word.replace(/\d+k?$/, '')]) {
		if (down.has(form)) return 'down';
		if (up.has(form)) return 'up';
		if (neutral.has(form)) return 'neutral';
	}
	return null;
}

function directionOfWord(word: string): Direction | 'neutral' | null {
	const known = lookUp(word);
	if (known) return known;
	// Names that are written together: trainloss, valacc.
	if (/loss\d*$/.test(word)) return 'down';
	return /(?:acc|accuracy)\d*$/.test(word) ? 'up' : null;
}

/** Lower-case words of a metric's name: `valAcc@5/top1` has val, acc, 5, top1; mIoU stays one, since it is known as a whole. */
export function wordsOfName(name: string): string[] {
	const tokens = name
		.slice(0, 200)
		.split(/[^A-Za-z0-9]+/)
		.filter(token => token !== '');
	return tokens.flatMap(token => {
		const whole = token.toLowerCase();
		return lookUp(whole)
			? [whole]
			: token
					.replace(/([a-z])([A-Z])/g, '$1 $2')
					.toLowerCase()
					.split(' ');
	});
}

/**
 * Direction by the name alone: loss, error, perplexity and time down; accuracy, F1, AUC and reward up; null where it does not tell. The
 * last telling word counts (`reward_loss` is a loss), `neg_` turns it round, numbers of things and their spread are neither, anything per second
 * is a speed, and a clock that runs from the start is neither, nor are counted time steps.
 */
export const guessDirection = askedOnce(name => directionOfWords(wordsOfName(name)));

function directionOfWords(words: readonly string[]): Direction | null {
	if (words.some((word, i) => word === 'per' && clock.has(words[i + 1] ?? ''))) return 'up';
	if (words.length === 1 && words[0] === upAlone) return 'up';
	if (neutralFirst.has(words[0] ?? '')) return null;
	if (words.some(word => times.has(word)) && words.some(word => sinceStart.has(word))) return null;
	if (words.some((word, i) => times.has(word) && words[i + 1] === 'steps')) return null;
	for (let i = words.length - 1; i >= 0; i--) {
		const direction = directionOfWord(words[i]!);
		if (direction === 'neutral') return null;
		if (direction === null) continue;
		// Negative log-likelihood is a loss; only what scores call neg_ is turned.
		const turned = words.slice(0, i).some(word => word === 'neg' || word === 'negative');
		if (!turned) return direction;
		return direction === 'down' ? 'up' : 'down';
	}
	return null;
}

/**
 * What was declared for a metric (by the tracker or the person), else what its name suggests; null where nothing tells, or where what was declared
 * contradicts itself.
 */
export function findGoal(name: string, declared?: Goals): Goal | null {
	const said = declared?.get(name);
	if (said === null) return null;
	if (said) return {direction: said, guessed: false};
	const direction = guessDirection(name);
	return direction && {direction, guessed: true};
}
