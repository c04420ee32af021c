import {ofEvaluation} from '../../bars/bar-labels.ts';

const runtime = '_runtime';
/** What scripts make of the loss of an evaluation: "Perplexity: 12.5". */
const ofLoss = /^(?:perplexity|ppl)$/i;

/**
 * True for the values of a row that are all of an evaluation: by their names, or, whatever it is called, by those that
 * transformers' Trainer gives to what it has evaluated or predicted: each with the same word before it, "final_loss",
 * "final_runtime" (`evaluate(metric_key_prefix=…)`).
 */
export function areOfEvaluation(metrics: readonly {name: string}[]): boolean {
	if (metrics.length === 0) return false;
	if (metrics.every(({name}) => ofEvaluation.test(name) || ofLoss.test(name))) return true;
	const timed = metrics.find(({name}) => name.endsWith(runtime))?.name;
	const data = timed?.slice(0, -runtime.length);
	return data !== undefined && data !== 'train' && metrics.every(({name}) => name.startsWith(`${data}_`));
}
