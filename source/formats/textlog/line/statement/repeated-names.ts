import {askedOnce} from '../../../../core/asked-once.ts';
import {isSetting} from '../../../plain/names/data-words.ts';
import {namesBest} from '../recall.ts';
import {isPhase} from '../words.ts';
import type {Pair} from './said.ts';

/** The data that a name begins with, and what joins them: "train " of "train loss", "val_" of "val_loss", '' where it begins with none. */
const beginning = /^([A-Za-z]+)(?:(?:[_/.-]\S*)? |[_/.-](?=.))/;

/** What a value may be of those of a metric, without its name. */
const qualifier = /^(?:avg|average|mean|std|min|max|median|best|ema|running|smoothed)$/i;

/** More of them on a line are a dump. */
const mostPairs = 40;

const dataIn = askedOnce(name => {
	const found = beginning.exec(name);
	return found !== null && isPhase(found[1]!) ? found[0] : '';
});

/** True for the name of a value that names no data and may be of one all the same. */
export const mayBeOfData = (name: string): boolean =>
	dataIn(name) === '' && !isSetting(name) && !isPhase(name) && !namesBest(name);

/**
 * Notes of values that name no data which data the line named last: "train loss 0.5 acc 0.8". Where it says a name more than once, those are told
 * apart by what stands before each: "train loss 0.5 acc 0.8 | val loss 0.6 acc 0.7", "D loss 0.5 acc 0.8 G loss 0.7 acc 0.3",
 * "Encoder: loss 0.5, Decoder: loss 0.6", "loss: 0.5 (val: 0.6) acc: 0.8 (val: 0.7)".
 */
export function tellRepeated(pairs: readonly Pair[]): void {
	if (pairs.length > mostPairs) return;
	let data = '';
	for (const pair of pairs) {
		const own = dataIn(pair.name);
		if (own !== '') data = own;
		else if (data !== '' && mayBeOfData(pair.name)) pair.dataBefore = data;
	}
	const isRepeated = pairs.some(({name}, i) => pairs.findIndex(other => other.name === name) < i);
	if (data === '' && !isRepeated) return;
	const names = new Set<string>();
	const repeated = new Set<string>();
	for (const {name} of pairs) {
		if (names.has(name)) repeated.add(name);
		names.add(name);
	}
	// "loss 0.5 val_loss 0.6 acc 0.8 val_acc 0.7" has the value of that data itself.
	for (const pair of pairs)
		if (pair.dataBefore !== undefined && names.has(pair.dataBefore + pair.name)) pair.dataBefore = undefined;
	for (const name of repeated) tellApart(pairs, name, names);
}

/** Gives the values of one name what stands before each of them, where that is another thing each time. */
function tellApart(pairs: readonly Pair[], name: string, names: ReadonlySet<string>): void {
	const same = pairs.flatMap((pair, i) => (pair.name === name && pair.parts === undefined ? [i] : []));
	const isOfMetric = isPhase(name) || qualifier.test(name);
	const whole = same.map(i => (isOfMetric && pairs[i]!.head === undefined ? ofMetric(pairs, i) : ofPart(pairs, i)));
	if (same.length < 2 || new Set(whole).size < whole.length || whole.some(told => told !== name && names.has(told))) return;
	for (const [k, i] of same.entries()) {
		const pair = pairs[i]!;
		if (pair.dataBefore !== undefined) pair.bareName = name;
		pair.name = whole[k]!;
	}
}

/** The name of a value that only its data stands before, or what was made of it: it is of the metric that the line named last. */
function ofMetric(pairs: readonly Pair[], i: number): string {
	const {name} = pairs[i]!;
	const before = pairs.slice(0, i).findLast(pair => !isPhase(pair.name) && !qualifier.test(pair.name))?.name;
	if (before === undefined) return name;
	const blank = before.lastIndexOf(' ');
	const last = before.slice(blank + 1);
	return `${blank > 0 && (isPhase(last) || qualifier.test(last)) ? before.slice(0, blank) : before} ${name}`;
}

/**
 * The name of a value with the data before it, with what heads it, or with that word before it that parts the values of others too: "D" of
 * "D loss, G loss".
 */
function ofPart(pairs: readonly Pair[], i: number): string {
	const {name, dataBefore, head: own, phase} = pairs[i]!;
	if (dataBefore !== undefined) return dataBefore + name;
	// "Val Dice: WT 0.9, Val HD95: WT 2.5": the head has the data that the name has.
	const isInHead = own !== undefined && phase !== null && own.startsWith(`${phase} `) && name.startsWith(`${phase} `);
	if (own !== undefined) return `${own} ${isInHead ? name.slice(phase.length + 1) : name}`;
	const head = pairs.slice(0, i).findLast(({name: other}) => isOneOfParts(pairs, other))?.name;
	return head === undefined ? name : `${head.slice(0, head.indexOf(' '))} ${name}`;
}

/** True for a name whose first word alone tells it from another one of the line. */
function isOneOfParts(pairs: readonly Pair[], name: string): boolean {
	const blank = name.indexOf(' ');
	const tail = name.slice(blank);
	return (
		blank > 0 &&
		pairs.some(({name: other}) => other !== name && other.indexOf(' ') > 0 && other.slice(other.indexOf(' ')) === tail)
	);
}
