import {askedOnce} from '../../../core/asked-once.ts';

const words =
	/(?:^|[^a-z])(?:mcc|kappa|ece|ndcg|mrr|(?:hr|hits?|[pr])@\d+|sensitivity|specificity|jaccard|plcc|srcc|epe|mpjpe|pck|[hm]ota|idf1|crps|hausdorff|hd95|assd|pearsonr?|spearmanr?|matthews(?:_corr(?:elation|coef)?)?|kendall|s?mape|eer|mindcf|[tf][pn]r|auprc|aupr|brier|lpips|fvd|snr|(?:si[-_]?)?sdr|pesq|stoi|sacrebleu|chrf|(?:bert|clip|bart)score|meteor|cider|spice|bpc|bpb|hmean|fbeta|f1?[-_]?score|f1?[-_]?measure|(?:success|win)[-_ ]?rate)(?:$|[^a-z])/i;

/**
 * True for the name of what an evaluation comes to, where it stands beside a usual metric: "Accuracy: 0.91, MCC: 0.94". Alone, such words are those of
 * other tables and of settings as well: they make no row.
 */
export const isResultName = askedOnce(name => words.test(name));
