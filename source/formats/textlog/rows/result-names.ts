import {askedOnce} from '../../../core/asked-once.ts';

const words =
	/(?:^|[^a-z])(?:r(?:²|\^2)|mcc|kappa|ece|ndcg|mrr|(?:hr|hits?|[pr])@\d+|sensitivity|specificity|jaccard|plcc|srcc|epe|mpjpe|pck|[hm]ota|idf1|crps|hausdorff|hd95|assd|pearsonr?|spearmanr?|matthews(?:_corr(?:elation|coef)?)?|kendall|s?mape|eer|mindcf|[tf][pn]r|auprc|aupr|brier|lpips|fvd|snr|(?:si[-_]?)?sdr|pesq|stoi|sacrebleu|chrf|(?:bert|clip|bart)score|meteor|cider|spice|bpc|bpb|hmean|fbeta|f1?[-_]?score|f1?[-_]?measure|(?:success|win|hit)[-_ ]?rate|nmi|ari|pass@\d+|exact[-_ ]?match|c[-_ ]index|correlation|explained[-_ ]variance|sharpe)(?:$|[^a-z])/i;
/** The usual metrics of a training in other languages: accuracy, precision, recall, loss. */
const translated =
	/[准正精]确率|召回率|损失|정확도|정밀도|재현율|손실|正解率|適合率|再現率|損失|точность|полнота|потери|acur[áa]cia|exactitud|p[ée]rdida|perda/i;

/**
 * True for the name of what an evaluation comes to, where it stands beside a usual metric, "Accuracy: 0.91, MCC: 0.94", or behind rows that count.
 * Alone, such words are those of other tables and of settings as well: they make no row.
 */
export const isResultName = askedOnce(name => words.test(name) || translated.test(name));
