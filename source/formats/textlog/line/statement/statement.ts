import {byForm} from '../by-form.ts';
import {phasedName, phaseOf, withEpoch, withPhase} from '../phases.ts';
import type {Token} from '../tokens/token.ts';
import {isMark} from '../tokens/token-places.ts';
import {tokenize} from '../tokens/tokens.ts';
import {withChineseCounts} from '../wording/chinese-counts.ts';
import {withNamedPlace} from '../wording/numbered-places.ts';
import {toldInWords} from '../wording/told-in-words.ts';
import {withNamedWindows} from '../wording/windows.ts';
import {isPhase, isTraining} from '../words.ts';
import {mayBeLed, readLeading, withLeading} from './leading-numbers.ts';
import {Reading} from './reading.ts';
import {countedBy, counterAt, type Statement} from './said.ts';

/**
 * Reads the counters and name-value pairs of a line, whatever their style: "epoch: 0 loss: 2.6", "step=50 loss=2.4",
 * "step 7 | loss 1.4 | tok/s 12,345", "Epoch: [3][10/100] Loss 2.6 (2.7)". A line about other data than training ("Test: loss 0.3") has that
 * in its names.
 */
export function readStatement(text: string): Statement {
	const whole = text.includes(']/[') ? text.replaceAll(splitFraction, '[$1/$2]') : text;
	const parted = epochAndBatch.test(whole) ? whole.replace(':', ',') : whole;
	const line = withNamedPlace(withNamedWindows(withChineseCounts(parted)));
	for (const {begin, pattern, told} of spelled)
		if (line.startsWith(begin) && pattern.test(line)) return readRest(line.replace(pattern, told));
	const evaluation = saidOfEvaluation.exec(line);
	if (evaluation !== null) {
		const said = readRest(line.slice(evaluation[0].length));
		for (const pair of said.pairs) pair.name = `eval ${pair.name}`;
		return said;
	}
	const told = toldInWords(line);
	// Words before it make a place that is behind the last one no new beginning.
	if (told !== null) return {...readRest(told), startsWithCounter: false};
	if (line.startsWith('fps ') && speed.test(line)) {
		const said = readRest(line.replace(speed, 'fps_step: '));
		for (const pair of said.pairs) if (pair.name === 'fps_step') pair.name = 'fps step';
		return said;
	}
	const batch = line.startsWith('CV Batch ') ? batchOfData.exec(line) : null;
	if (batch !== null) {
		const said = readRest(line.slice(batch[0].length));
		return {...said, pairs: said.pairs.map(pair => ({...pair, name: `cv ${pair.name}`, sign: ':'})), counters: []};
	}
	const collected = collection.exec(line);
	if (collected !== null) return withCollection(readRest(line.slice(collected[0].length)), collected);
	const found = lead.exec(line);
	if (found === null) return withoutLead(line);
	const rest = line.slice(found[0].length);
	return withLead(found[5] === undefined ? readRest(rest) : new Reading(tokenize(rest)).read(), found);
}

/** Lines that single programs write in a way of their own, with what they begin with, and how others say the same. */
const spelled: readonly {begin: string; pattern: RegExp; told: string}[] = [
	// LightGCN parts the loss from its name by nothing: "EPOCH[1/1000] loss0.543-|Sample:12.25|".
	{begin: 'EPOCH[', pattern: / loss(?=\d+\.\d+-\|)/, told: ' loss '},
	// Sockeye's epoch and update (`training.py`): "E=3 B=1250\ts/sec=1000.5 tok/sec=29000.1 u/sec=5.1\tppl=24.4".
	{begin: 'E=', pattern: /^E=(\d+) B=(\d+)\s+(?=\S+=)/, told: 'epoch $1 step $2 '},
	// What Lightning's EarlyStopping says before its best score, of the first one and of each other (`callbacks/early_stopping.py`).
	{begin: 'Metric ', pattern: /^Metric \S+ improved(?: by \S+ >= min_delta = \S+)?\. (?=New best score: )/, told: ''},
	// The iteration stands between the name and its value, which is 9 characters wide, in Tacotron 2 (`train.py`): "Train loss 7 1.300000 Grad Norm
	// 1.500000", "Validation loss 7:  1.400000". In other logs that is the number of one loss of several.
	{begin: 'Train loss ', pattern: /^(Train loss) (\d+) (?=(?:\d+\.\d{6}|nan|inf) Grad Norm )/, told: 'iteration $2 $1: '},
	{
		begin: 'Validation loss ',
		pattern: /^(Validation loss) (\d+):(?= {2,7}(?:\d\.\d{6}|nan|inf)\s*$| \d\d+\.\d{6}\s*$)/,
		told: 'iteration $2 $1: ',
	},
	// The epoch and the batch of WeNet: "TRAIN Batch 1/100 loss 40.0".
	{begin: 'TRAIN Batch ', pattern: /^TRAIN Batch (\d+)\/(\d+) (?=loss )/, told: 'epoch $1 batch $2 '},
];
/** "[3: 20/100] train loss: 2.5" of PointNet: as "[3, 20/100]". */
const epochAndBatch = byForm(/^\s*\[\d+: ?\d+\/\d+\] (?=[A-Za-z])/);
/** "Epoch [3]/[100]" */
const splitFraction = /\[ *(\d+) *\]\/\[ *(\d+) *\]/g;
// "[2,  4000] loss: 1.8" of PyTorch's tutorial, "[10]\ttrain-rmse:0.5" of XGBoost, "10:\tlearn: 0.5" of CatBoost,
// "[47] accuracy=0.91, loss=0.2" of CLU, "s:1 trl:10.9 norm:15.2" of llm.c, where an s counts steps as long as all else is pairs,
// "10 | loss 8.1 | lr 1e-4" of llama2.c, "[10] | gnorm 1.19 lr 0.000250 | loss 5.54" of Transformer-XL, "5, train_loss=0.4, test_loss=0.5" of
// Cellpose, "[10 | 25.12] loss=3.12" with the seconds of gpt-2-simple.
const lead = byForm(
	/^\s*\[ *(\d+)(?:,\s*(\d+)(?:\s*\/\s*(\d+))?\]\s|(?: \| \d+\.\d+)?\](?:\t| (?=[A-Za-z_][\w./@-]*=[-+.\dni])| \| (?=[A-Za-z_]\w* +-?[\d.]+ )))|^(\d+)(?::\t|(?: \| (?=[A-Za-z_]\w* -?\d)|, (?=[A-Za-z_]\w*=[-.\dni])))|^s:(\d+)(?=(?: [A-Za-z_]\w*:[-+.\w]+)+$)/,
);
/** "[100] collection=train loss=2.5" of CLU: the step, and where the values are of. */
const collection = byForm(/^\s*\[(\d+)\] collection=(\S+) (?=[A-Za-z_][\w./@-]*=)/);
/** What an estimator of TensorFlow says of an evaluation. */
const saidOfEvaluation = byForm(/^Saving dict for global step \d+: /);

/** The speed of rl_games: no step. */
const speed = /^fps step: (?=\d+(?:\.\d+)? fps (?:step and policy inference|total): )/;
/** "CV Batch 1/100 loss 35.0" of WeNet: a validation, which is behind all batches. */
const batchOfData = /^CV Batch \d+\/\d+ (?=loss )/;

function withoutLead(line: string): Statement {
	const leading = readLeading(line);
	if (leading === null) return readRest(line);
	const said = readRest(leading.rest);
	const led = withLeading(said, leading.value, leading.total);
	if (led !== said) return led;
	const whole = readRest(line);
	return mayBeLed(whole) ? {...whole, leading: leading.value} : whole;
}

function withCollection(statement: Statement, [, step, name]: RegExpExecArray): Statement {
	if (!(isPhase(name!) && isTraining(name!))) for (const pair of statement.pairs) pair.name = phasedName(name!, pair.name);
	return countedBy(statement, [counterAt('step', Number(step))]);
}

function withLead(statement: Statement, [, first, second, total, bare, short]: RegExpExecArray): Statement {
	// "[2] step=50 loss=0.5" has a count of its own.
	if (second === undefined && statement.counters.length > 0) return statement;
	const value = Number(first ?? bare ?? short);
	if (second === undefined) return countedBy(statement, [counterAt('step', value)]);
	const known = total === undefined ? null : Number(total);
	return countedBy(statement, [counterAt('epoch', value), counterAt('batch', Number(second), known)]);
}

function readRest(line: string): Statement {
	const tokens = tokenize(line);
	const first = tokens.findIndex(token => token.kind !== 'mark');
	const opening = tokens[first];
	if (opening?.kind !== 'word') return new Reading(tokens).read();
	const phase = phaseOf(opening.text);
	if (phase === null) return new Reading(tokens).read();
	if (phase !== opening.text) return withPhase(new Reading(tokens).read(), phase);
	// "train loss 2.6, val loss 2.7" names its data value by value.
	const isRepeated = tokens.some((token, i) => i > first && token.kind === 'word' && isPhase(token.text));
	if (isRepeated || isOneOfSets(tokens, first)) return new Reading(tokens).read();
	return withPhase(new Reading(withEpoch(tokens.slice(first + 1))).read(), phase);
}

/** What CatBoost says behind the value of a data set: that of the next one, or the best so far. */
const nextOfSets = /^(?:(?:test|val|eval)\d+|best)$/i;

/** True for data at `i` that is the name of a value, as those of other data sets follow: "test: 0.5\ttest1: 0.6", "test: 0.5\tbest: 0.5 (3)". */
function isOneOfSets(tokens: readonly Token[], i: number): boolean {
	const [sign, value, next, nextSign] = tokens.slice(i + 1, i + 5);
	const isNext = next?.kind === 'word' && nextOfSets.test(next.text) && isMark(nextSign, ':');
	return isNext && value?.kind === 'number' && !value.isWhole && isMark(sign, ':');
}
