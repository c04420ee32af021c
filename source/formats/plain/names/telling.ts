import {askedOnce} from '../../../core/asked-once.ts';

/** Words in file and column names that speak of training, and words that speak of data. */

const strongNames =
	/(?:^|[-_. ])(?:metrics?|loss(?:es)?|history|progress|scalars|train(?:ing)?[-_.]?(?:log|loss|metrics|history|progress|results|stats|curve)s?|(?:val|eval|test)[-_.]?(?:log|loss|metrics|history|results|stats|curve)s?|learning[-_]?curves?|log|logs|monitor)(?:$|[-_. \d])/i;
const weakNames =
	/(?:^|[-_. ])(?:results?|train(?:ing)?|eval(?:uation)?|val(?:id(?:ation)?)?|test|stats|scores?|acc(?:uracy)?|run|output|summary)(?:$|[-_. \d])/i;
const metricWords =
	/(?:^|[^a-z])(?:loss|losses|acc|accuracy|error|err|auc|auroc|f1|bleu|rouge|ppl|perplexity|rew|rewards?|return|returns|score|lr|learning_?rate|mse|mae|rmse|iou|miou|dice|map|map50|precision|recall|kl|entropy|grad_?norm|elbo|nll|logloss|wer|cer|top-?[15]|acc@?[15]|psnr|ssim|fid|r2|cost|objective|fitness|rank-\d+)(?:$|[^a-z])/i;

/** Metrics' names that many other tables use as well. */
const commonWords =
	/(?:^|[^a-z])(?:error|err|returns?|score|map|precision|recall|entropy|cost|objective|fitness|dice)(?:$|[^a-z])/gi;
/** What makes a noun of its own of a metric's word: `error_code`, `return_date`, `loss_given_default`, `packet_loss`. */
const longerNouns =
	/(?:^|[^a-z])(?:(?:loss|losses|acc|accuracy|error|err|returns?|score|map|precision|recall|cost|objective|reward|dice)[-_. ](?:code|type|date|name|message|msg|text|reason|status|category|amount|quantity|qty|number|given|ratio|center|centre|currency|url)|cost_of|(?:packet|path|stop|heat|hearing|hair|job|insured|profit)[-_. ]loss(?:es)?)(?:$|[^a-z])/gi;

/** 2: only a training log is called so; 1: a training log or a data set; 0: says nothing. */
export function tellingRank(stem: string): 0 | 1 | 2 {
	if (strongNames.test(stem)) return 2;
	return weakNames.test(stem) ? 1 : 0;
}

/** True for a name with a usual metric in it: `val_loss`, `Acc@1`, `train/grad_norm`. */
export const isMetricName = askedOnce(name => hasMetric(name) && hasMetric(name.replaceAll(longerNouns, ' ')));

/** True for such a name, and for what TensorBoard has a curve of beside the rewards of episodes: how long they were. */
export const isDrawnName = (name: string): boolean => isMetricName(name) || /(?:^|[-_. ])len(?:gths?)?$/i.test(name);

/** True for the name of a metric whose word is also common where nothing is trained: `score`, `cost`. */
export const isCommonWord = (name: string): boolean => !hasMetric(name.replaceAll(commonWords, ' '));

function hasMetric(name: string): boolean {
	return (
		metricWords.test(name) ||
		metricWords.test(name.replaceAll(/([a-z])([A-Z])/g, '$1_$2')) ||
		/(?:loss|reward|accuracy)$/i.test(name)
	);
}
