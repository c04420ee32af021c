import type {Entry, FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import {parsePrintedJson} from '../../encodings/json/tolerant-json.ts';
import {decodeText} from '../../encodings/text/text.ts';
import {sniffUtf16, toUtf8} from '../../encodings/text/utf16.ts';
import type {Claim, Listing} from '../format.ts';
import {stemOf} from '../plain/files-source.ts';
import {isConfigName, isConfigPath} from '../plain/names/config-names.ts';
import {dataKeyRank} from '../plain/names/data-words.ts';
import {isId, isIdName, isMeasured} from '../plain/names/id-names.ts';
import {isMetricNameKey, isMetricValueKey} from '../plain/names/long-format.ts';
import {otherSubject} from '../plain/names/other-subjects.ts';
import {isTellingStep, stepRank} from '../plain/names/step-names.ts';
import {isCommonWord, isMetricName, tellingRank} from '../plain/names/telling.ts';
import {isTimeName, readMoment} from '../plain/names/time-names.ts';
import {isPlainStem} from '../plain/names/training-stems.ts';
import {peekFiles} from '../plain/peek-files.ts';
import {areAnswers, areSamplesOfOneStep} from '../plain/rows/answered-rows.ts';
import {withSettings} from '../plain/settings-file.ts';
import {isObject} from '../values.ts';

const headBytes = 8192;
const longestText = 400;
/** Lines that a file is judged by. */
const mostLines = 8;
/** As a program ends its lines that does not count its characters. */
const zerosAtEnd = /\0+\r?$/;
/** What a service measures of its calls by words of metrics. */
const ofServices = /cost|score|err/i;
/** Keys of other programs' journals, which have readers of their own or are none of a run's. */
const journalKeys = ['op_code', 'undoes'];

/** Claims for the files of JSON lines in a directory that hold metrics. */
export function detectJsonl(listing: Listing, files: FileAccess): Claim[] {
	return withSettings(peekFiles(listing, files, {format: 'jsonl', isPlausible, judgeHead, headBytes, rotates: true}), listing);
}

export function isPlausible({name, kind}: Entry): boolean {
	if (kind !== 'file') return false;
	// Detectron2, MMEngine, Ray Tune, Stable-Baselines3 and others write lines into files called .json.
	return /\.(?:jsonl|ndjson)$/i.test(name) || /^(?:metrics|log|scalars|result|progress|.*\.log|.*[-_]log)\.json$/i.test(name);
}

/** The keys, joined, of a file of metrics; null for any other. `head` is its beginning. */
export function judgeHead(name: string, head: Uint8Array): string | null {
	const isLines = /\.(?:jsonl|ndjson)$/i.test(name);
	const telling = tellingRank(stemOf(name));
	const encoding = sniffUtf16(head);
	const text = encoding === null ? decodeText(head) : toUtf8Text(head, encoding);
	const whole = text.slice(0, text.lastIndexOf('\n') + 1);
	const lines = whole
		.split('\n')
		.map(line => line.replace(zerosAtEnd, ''))
		.filter(line => line.trim() !== '');
	if (lines.length === 0) return isLines && telling === 2 && (head.length === 0 || /^\s*\{/.test(text)) ? '' : null;
	// A second line that was begun shows as well that there is an object a line.
	const isFollowed = lines.length > 1 || /^\s*\{/.test(text.slice(whole.length));
	if (!isLines && !isFollowed) return null;
	const judged = judgeLines(name, lines.slice(0, mostLines));
	if (judged !== null || !isLines || telling === 0) return judged;
	const first = findFirst(lines);
	return first === 0 ? null : judgeLines(name, lines.slice(first, first + mostLines));
}

/**
 * Where the lines begin that a file is judged by when its first ones say nothing: behind warnings that are no objects, or at the first metrics behind
 * all the events of a program's start. 0 where they begin at once.
 */
function findFirst(lines: readonly string[]): number {
	const starts = lines.findIndex(line => isObject(parsePrintedJson(line)));
	const first = lines.findIndex((line, i) => {
		const parsed = i < starts ? null : parsePrintedJson(line);
		return isObject(parsed) && metricsOf([parsed]).metrics.length > 0;
	});
	return first < 0 ? 0 : first - starts < mostLines ? Math.max(0, starts) : first;
}

/** The same of the lines that a file is judged by. */
function judgeLines(name: string, lines: string[]): string | null {
	const telling = tellingRank(stemOf(name));
	const objects = lines.map(parsePrintedJson).filter(isObject);
	if (objects.length * 2 < lines.length || objects.some(object => journalKeys.some(key => key in object))) return null;
	if (telling < 2 && (areAnswers(objects) || areSamplesOfOneStep(objects))) return null;
	const {metrics, numbers, texts} = metricsOf(objects);
	const configOnly = metrics.length === 0 && objects.some(object => Object.keys(object).some(isConfigName));
	const counts = [...numbers].some(path => isTellingStep(path) || isTellingStep(nameOf(path)));
	const weaklyCounts = [...numbers].some(path => stepRank(path) >= 0);
	if (texts > 0 && !(counts && telling === 2)) return null;
	// A service logs moments and numbers under such a name too; what trains says how far it is, or what it measures.
	const isNamed = objects.map(Object.keys).some(keys => keys.some(isMetricNameKey) && keys.some(isMetricValueKey));
	const isTimed = objects.some(object => Object.entries(object).some(isMoment));
	const mayBeService = isTimed && !isNamed && !weaklyCounts && !/train/i.test(name);
	const measures = (metric: string) => isMetricName(metric) && !(mayBeService && isCommonWord(metric) && ofServices.test(metric));
	const isOfRun = isPlainStem(stemOf(name)) && !mayBeService && (isNamed || !tellOfThings(objects));
	const isSpoken = metrics.some(measures) || isOfRun;
	if (metrics.length > 0 && isOnlyElse(metrics)) return null;
	const speaks = (counts && metrics.length > 0) || (telling === 2 && ((metrics.length > 0 && isSpoken) || configOnly));
	if (!speaks && !(telling === 1 && weaklyCounts && metrics.some(isMetricName)) && !isPointList(lines)) return null;
	return [...numbers].sort().join('\n');
}

/** True for lines that are about several things, a benchmark's tags or a program's messages, by a text that differs in more than its numbers. */
function tellOfThings(objects: readonly JsonObject[]): boolean {
	const said = new Map<string, string>();
	for (const object of objects)
		for (const [key, value] of Object.entries(object)) {
			const isWord = typeof value === 'string' && value !== '' && Number.isNaN(Number(value));
			if (!isWord || isIdName(key) || isTimeName(key) || dataKeyRank(key) >= 0) continue;
			const words = value.replaceAll(/\d+/g, '#');
			if ((said.get(key) ?? words) !== words) return true;
			said.set(key, words);
		}
	return false;
}

/** True for a moment; the time since a start, which programs of all kinds log, is none. */
const isMoment = ([key, value]: [string, Json]): boolean =>
	typeof value === 'string'
		? /^\d{4}-\d{2}-\d{2}[T ]\d{2}:/.test(value)
		: typeof value === 'number' && isTimeName(key) && !Number.isNaN(readMoment(value));

/** Paths of the numbers in objects, which of them may be metrics, and how many long texts there are. */
function metricsOf(objects: readonly JsonObject[]): {metrics: string[]; numbers: Set<string>; texts: number} {
	const numbers = new Set<string>();
	const measured = new Set<string>();
	let texts = 0;
	for (const object of objects)
		for (const [path, value] of flatten(object)) {
			if (typeof value === 'number') {
				numbers.add(path);
				if (isMeasured(path, value)) measured.add(path);
			} else if (typeof value === 'string' && value.length > longestText) texts++;
			else if (typeof value === 'string' && value !== '' && !Number.isNaN(Number(value))) numbers.add(path);
		}
	const isIdAt = (path: string) => isId(path, measured.has(path), other => numbers.has(other));
	const metrics = [...numbers].filter(
		path => stepRank(path) < 0 && !isTimeName(nameOf(path)) && !isConfigPath(path) && !isIdAt(path),
	);
	return {metrics, numbers, texts};
}

/** True where the lines speak of places, prices and the like, and of no metric. */
function isOnlyElse(metrics: readonly string[]): boolean {
	const subject = otherSubject(metrics);
	return subject?.isSure === true && !metrics.some(name => isMetricName(name) && !subject.columns.has(name));
}

/** ClearML's lines are lists of points. */
function isPointList(lines: string[]): boolean {
	return lines.every(line => line.startsWith('[{') && line.includes('"variant"') && line.includes('"value"'));
}

function toUtf8Text(head: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
	return decodeText(toUtf8(head.subarray(0, head.length & ~1), encoding));
}

function* flatten(object: {[key: string]: Json}, prefix = '', depth = 0): Generator<[string, Json]> {
	for (const [key, value] of Object.entries(object)) {
		if (isObject(value)) {
			if (depth < 8) yield* flatten(value, `${prefix}${key}/`, depth + 1);
		} else yield [prefix + key, value];
	}
}
