import {pythonDictAt} from '../../../../encodings/json/python-literal.ts';
import type {JsonValue} from '../../../../encodings/json/tolerant-json.ts';
import {parseNumber} from '../../../../encodings/numbers/odd-number.ts';
import {ownStepRank} from '../../../plain/names/own-names.ts';
import {namesStepOfTotal, stepRank} from '../../../plain/names/step-names.ts';
import {isTimeName, readMoment} from '../../../plain/names/time-names.ts';
import {areSettings, isMeasured, isPlannedCount} from '../../../plain/names/told-names.ts';
import type {NamedValue} from '../../line-result.ts';
import {phasedName} from '../phases.ts';
import {isGlobalCounter} from '../settings/planned-counts.ts';
import {isNoMetric, isPhase, isTraining, namesPhase} from '../words.ts';

/** A dict that a line prints: `{'loss': 2.6, 'epoch': 0.1}`, also with its numbers in quotes, also as JSON. */
export interface PrintedDict {
	/** What the line says before it. */
	before: string;
	/** What the line says behind it. */
	behind: string;
	metrics: NamedValue[];
	/** Null where it has none. An epoch with a fraction is none: it only says how far the run is. */
	step: number | null;
	isEpoch: boolean;
	/** The epoch that it names, also one with a fraction; null where it has none. */
	epoch: number | null;
	/** Its `global_step`, where `step` is another count; null where it has none. */
	globalStep: number | null;
	/** Planned number of steps, null where it says none. */
	total: number | null;
	wallMs: number;
	/** True for the last dict of transformers' Trainer. */
	isEnd: boolean;
	/** True where it tells how many epochs of the run are done, with a fraction, as transformers' Trainer does: its bar counts the run. */
	hasFraction: boolean;
	/** True before the first row where nothing in it counts or is known to be measured: it may hold settings. */
	isPerhapsSettings: boolean;
	/** True where a number in it is called as plans are: 'epochs'. */
	isPlanned: boolean;
	/** Of one that the words before it call settings, what else the line says; null for every other. */
	around: string | null;
}

const mostDepth = 4;
/** How fairseq counts the steps of the whole run, in rows that name their epoch too. */
const updates = /^(?:(?:train|valid|test)_)?num_updates$/;
// 'epoch': 1.0 is how Trainer prints that much of the run, 'epoch': 1 is a count.
const fractionalEpoch = /['"]epochs?['"]\s*:\s*['"]?\d+\.\d/;
// Since transformers 5 it prints each float as a text, by `%.4g`: 'epoch': '1' is that much of the run all the same.
const textEpoch = /'epoch': '[^']+'/;
const ofTrainer = /'(?:learning_rate|grad_norm|(?:\w+_)?runtime)': '/;

/** Words before a dict that say what it is: "Config: {'lr': 0.1}", "does not use kwargs {'top_k': 0}". */
const headOfSettings =
	/\b(?:(?:config(?:uration)?|cfg|arg(?:ument)?s|h?param(?:eter)?s|hyper-?param(?:eter)?s|settings|options)\s*[:=]|(?:kw_?args|keyword arguments)\s*[:=]?)\s*$/i;
/** The same of DeepSpeed, of learning rates as well: "scheduler_params ............. {'warmup_max_lr': 0.1}". */
const ledBySettings = /^\s*\w+ \.{3,}\s*$/;
const stepOfTotal = /^(\d+)\/(\d+)$/;

/**
 * Finds the dict in a line and takes its numbers; null where the line has none with a number in it. A configuration has no metrics.
 * @param isFirst true before the first row
 * @param isUncounted true where the rows before it said no step
 */
export function readDict(line: string, isFirst: boolean, isUncounted = false): PrintedDict | null {
	const start = line.includes('{') ? line.search(/\{\s*['"]/) : -1;
	if (start < 0) return null;
	const parsed = pythonDictAt(line, start);
	if (parsed === undefined) return null;
	const {dict, end} = parsed;
	const found: PrintedDict = {
		before: line.slice(0, start),
		behind: line.slice(end),
		metrics: [],
		step: null,
		isEpoch: false,
		epoch: null,
		globalStep: null,
		total: null,
		wallMs: Number.NaN,
		isEnd: 'train_runtime' in dict && !('loss' in dict),
		isPerhapsSettings: false,
		isPlanned: false,
		around: null,
		hasFraction: fractionalEpoch.test(line) || (textEpoch.test(line) && (isUncounted || ofTrainer.test(line))),
	};
	const {names, isCounted} = takeNumbers(dict, found);
	if (found.metrics.length === 0) return null;
	if (isCounted || found.isEnd) return found;
	const none = {...found, metrics: [], step: null, isEpoch: false};
	if (!names.some(isMeasured) && headOfSettings.test(found.before))
		return {...none, around: `${found.before.replace(headOfSettings, '')} ${line.slice(line.lastIndexOf('}') + 1)}`.trim()};
	if (ledBySettings.test(found.before) || areSettings(names, isFirst)) return none;
	return {...found, isPerhapsSettings: isFirst && !names.some(isMeasured)};
}

/** Takes the counters and metrics of a dict; gives the names of its numbers, and whether any of them counts what is done. */
function takeNumbers(dict: {[key: string]: JsonValue}, found: PrintedDict): {names: string[]; isCounted: boolean} {
	let rank = Number.MAX_SAFE_INTEGER;
	let phase: string | null = null;
	const names: string[] = [];
	let isCounted = false;
	for (const [name, value] of numbersOf(dict)) {
		const ofTotal = namesStepOfTotal(name) ? stepOfTotal.exec(value.text) : null;
		if (ofTotal !== null) {
			rank = stepRank('global_step');
			found.step = Number(ofTotal[1]);
			found.isEpoch = false;
			found.total = Number(ofTotal[2]);
			isCounted = true;
		}
		const place = updates.test(name) ? stepRank('global_step') : stepRank(name);
		const isEpoch = /epochs?$/i.test(name);
		if (isEpoch && place >= 0) found.epoch ??= value.number;
		if (value.number !== null) names.push(name);
		found.isPlanned ||= value.number !== null && isPlannedCount(name);
		isCounted ||= place >= 0 && value.number !== null && (!isPlannedCount(name) || ownStepRank(name) >= 0);
		if (
			place >= 0 &&
			place < rank &&
			value.number !== null &&
			Number.isInteger(value.number) &&
			!(isEpoch && found.hasFraction)
		) {
			rank = place;
			found.step = value.number;
			found.isEpoch = isEpoch;
		}
		if (isGlobalCounter([name]) && Number.isInteger(value.number)) found.globalStep = value.number;
		if (value.number === null && namesPhase(name) && isPhase(value.text) && !isTraining(value.text)) phase = value.text;
		if (isTimeName(name)) {
			if (Number.isNaN(found.wallMs)) found.wallMs = readMoment(value.number ?? value.text);
		} else if (place < 0 && value.number !== null && !isNoMetric(name)) found.metrics.push({name, value: value.number});
	}
	if (phase !== null) for (const metric of found.metrics) metric.name = phasedName(phase, metric.name);
	return {names, isCounted};
}

interface Value {
	number: number | null;
	text: string;
}

function* numbersOf(dict: {[key: string]: JsonValue}, prefix = '', depth = 0): Generator<[string, Value]> {
	for (const [key, value] of Object.entries(dict)) {
		const name = prefix + key;
		if (typeof value === 'number') yield [name, {number: value, text: String(value)}];
		else if (typeof value === 'string') yield [name, {number: parseNumber(value), text: value}];
		else if (value !== null && typeof value === 'object' && !Array.isArray(value) && depth < mostDepth) {
			yield* numbersOf(value, `${name}/`, depth + 1);
		}
	}
}
