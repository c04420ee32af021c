import {momentOfNumber, momentOfText} from '../../../../encodings/text/moments.ts';
import {type Asked, askedByForm, byForm} from '../by-form.ts';
import type {LineDates} from './dates.ts';

type Kind = 'digit' | 'bracket' | 'word' | 'other';

/** Patterns of which those that begin with digits are soon ruled out. */
const byForms = (patterns: Record<Kind, readonly RegExp[]>): Record<Kind, readonly Asked[]> => ({
	digit: patterns.digit,
	bracket: patterns.bracket.map(byForm),
	word: patterns.word.map(byForm),
	other: patterns.other.map(byForm),
});

const level = '(?:DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|CRITICAL|FATAL)';
const moment = String.raw`\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?`;
const counter = '(?:global_?)?(?:step|epoch|ep|iter|iteration|it|batch|round|update|episode)s?';
/** A word of a logger: its own name, a program's, a level, a place in a file. "step:10" is none. */
const loggerWord = String.raw`(?!${counter}[:=\d])[A-Za-z_][\w./:-]*`;
/** "__main__:train:52", or a module and a line. */
const loguruPlace = String.raw`(?:[\w.<>]+:[\w<>]+|(?!${counter}:)[\w.<>]+)`;
/** The module of a logger, whose last word counts nothing: "my.trainer", not "val.epoch". */
const dotted = String.raw`(?!(?:\w+\.)+${counter}:)[A-Za-z_]\w*(?:\.\w+)+`;
/** A message behind "my.trainer:45" that is written otherwise than that: no "name:45" is in it, but begins with a name, or a counter. */
const pairsOfOther = String.raw`(?!.*\w:\d)[A-Za-z]`;

/** "[1,0]<stdout>:" of Open MPI, "[prterun-host-1@1,0]<stdout>: " of its fifth, "[1,mpirank:0,algo-1]<stdout>:" of SageMaker. */
const ofMpi = /^\[(?:[\w.-]+@)?\d+,(?:mpirank:)?(\d+)(?:,[\w.-]+)?\]<std(?:out|err)>: ?/;

/** What launchers put before a line: the number of the process that wrote it. */
const ranks = byForms({
	digit: [/^\s{0,4}(\d{1,4}): (?!$|\S+, \S+ avg[ ,])/], // srun -l; Darknet counts its batches so
	bracket: [/^\[(?:rank|default|proc|gpu) ?(\d+)(?:\/\d+)?\]:?[ ]?/i, /^\[(\d+)\]: ?/, ofMpi],
	word: [
		/^(?:(?:local|global)[ _])?rank ?(\d+)(?: ?[:|,] ?| - )/i,
		new RegExp(String.raw`^(?:(?:local|global)[ _])?rank[:=]? ?(\d+) +(?=\[?${counter}\b)`, 'i'),
		/^gpu ?(\d+)(?: ?[:|,] ?| - )/i,
	],
	other: [],
});

/**
 * What parts a moment or a level from its message: not the bar that begins a row of a table, which ends in another, and no
 * ruled line.
 * "2024-01-01 10:00:00 | rollout/   |      |" of Stable-Baselines3.
 */
const parting = String.raw`[ ,:]*(?:(?:-{1,2}(?!-)|\|(?! *(?![| ]|${level}\b)\S.*\|\s*$))[ ,:]*)*`;

/** What Ray puts behind a line that other workers wrote too, with a remark the first time (`ray/_private/ray_logging`). */
const repeats = / *\[repeated \d+x across cluster\](?: \(Ray deduplicates logs .*\))?\s*$/;

/** OLMo, behind its time: the host and the number of the process on it where it has one, the place in a file, the level. */
const hostAndPlace = new RegExp(String.raw`^\s*[\w.-]+(?::(?<rank>\d{1,4}))?\s+(?<logger>[A-Za-z_][\w.]*):\d+\s+${level}\s+`);

/** "main.py[line:23] - INFO: ", "/home/a/main.py[line:23] - INFO: " of many tutorials. */
const placeInFile = new RegExp(String.raw`^[\w./:\\-]+\.py\[line:\d+\] - ${level}: *`);

/** What loggers put before a message, by the kind of character that it begins with. A first group is a moment. */
const prefixes = byForms({
	digit: [
		new RegExp(`^(${moment})${parting}`),
		new RegExp(String.raw`^\d\d:\d\d:\d\d(?:[.,]\d+)?(?=[ :|-])${parting}`),
		new RegExp(String.raw`^\d\d\/\d\d \d\d:\d\d:\d\d${parting}`), // MMEngine
	],
	bracket: [
		/^\[pod\/[\w.-]+\/[\w.-]+\] /, // kubectl logs --prefix
		new RegExp(String.raw`^\[MFLOG\|\d+\|(${moment})\|\w+\|[\w-]+\]`), // what a task of Metaflow prints
		/^\[[\w./-]+\.py:\d+(?::[\w<>.]+)?\](?!:? *\d+\/\d+,):? */, // DeepSpeed, but for epoch and batch of its speed, "0/10,"
		new RegExp(String.raw`^ ?\[(?:[A-Za-z]\w*[ |]){0,2}(${moment})(?: +${loggerWord}){0,2}\]${parting}`), // NeMo, OpenNMT, Swin, Megatron
		new RegExp(String.raw`^\[[A-Za-z][\w.-]*:(?<rank>\d{1,4})\/\d+\] (?=${moment})`), // ESPnet: host and rank
		new RegExp(String.raw`^\[(?!(?:rank|default|proc|gpu)\d|(?:train|val|dev|test|eval)\w*\])${loggerWord}\] (?=${moment})`), // ESPnet: the host
		new RegExp(
			String.raw`^\[(?!(?:rank|default|proc|gpu) ?\d|(?:train|val|dev|test|eval)\w*\])[\w.-]+\] ${level} +(?<logger>[\w.$]+) +- `,
		), // Logback: the thread
		new RegExp(String.raw`^\[(?:\d\d\/\d\d\/\d\d )?\d\d:\d\d:\d\d(?:[.,]\d+)? ${level}\] *`), // OpenNMT
		new RegExp(String.raw`^\[\d\d:\d\d:\d\d(?:[.,]\d+)?\](?=[ :|-])${parting}`),
		new RegExp(String.raw`^\[(?<day>\d{4}-\d\d-\d\d):(?<clock>\d\d:\d\d:\d\d):${level}:(?<logger>[\w.]+)(?::\w+)?\] `), // Sockeye
		new RegExp(String.raw`^\[${level}(?:\|[A-Z]{2}=\d+)+(?:\|[\w.-]+)?\]:? *`), // nanotron: its place in each of the groups
		/^\[\d\d\/\d\d \d\d:\d\d:\d\d(?: [\w.]+)?\]:? */, // detectron2, PaddleDetection
		/^\[\d\d\.\d\d\.\d\d\|\d\d:\d\d:\d\d\] */, // torchlight of ST-GCN
		new RegExp(String.raw`^\[${level}\|[\w./-]+:\d+\] *(?:>> *)?`), // transformers
		new RegExp(String.raw`^\[(?<logger>[\w.]+)\]\[${level}\] *-? *`), // Hydra
		/^\[(?<logger>[A-Za-z_]\w*(?:\.\w+)+):\d+, rank=(?<rank>\d{1,5})\] */, // OLMo on a terminal, behind its level
		new RegExp(String.raw`^\[[\w./-]+\.py\]\[line:\d+\]\[${level}\]:? *`), // many tutorials
		new RegExp(String.raw`^\[${level}\](?=[ :|-])${parting}`),
	],
	word: [
		hostAndPlace,
		placeInFile,
		/^std(?:out|err) [FP] /, // containers, behind their time
		/^(?<logger>[A-Za-z_]\w*(?:\.\w+)+):\d+ >> /, // transformers, LLaMA-Factory: behind level and time
		new RegExp(String.raw`^(?:level=\w+ +)?(?:ts|time|timestamp)="?(${moment}|1[2-9]\d{8}(?:\.\d+|\d{3})?)"?(?: |$)`), // logfmt
		/^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [\w.-]+:\d+\] /, // absl, glog
		new RegExp(String.raw`^${level} *\| *${loguruPlace}:\d+ *- *`), // loguru behind its time
		new RegExp(String.raw`^${level}:(?<logger>[\w.]*):`), // basicConfig
		new RegExp(`^${level} +(?<logger>${dotted}):\\d+ +(?=\\[|${pairsOfOther})`),
		new RegExp(`^${level}(?: +- +\\[?(?<logger>[A-Za-z_][\\w.]*)\\]? +- +|(?=[ :|-])${parting})`),
		new RegExp(String.raw`^(?<logger>[\w.]+)(?::\d+)? +${level}: +`),
		new RegExp(String.raw`^(?<logger>[\w.]+)(?::\d+)? +(?<bar>[-|]) +(?:[\w.<>]+(?::\d+)? +\k<bar> +){0,2}${level} +\k<bar> +`), // a function too
	],
	other: [
		hostAndPlace,
		placeInFile,
		new RegExp(String.raw`^\t(?<logger>[\w.-]+)\t${level}\t`), // VITS, behind its time
		/^\((?<worker>[\w.:]+ pid=\d+)(?:, ip=[\d.]+)?\) /, // Ray
		new RegExp(String.raw`^\((?!${counter}[: ])[\w./-]+[: ]\d+\):? +${level}\b:? *`), // ESPnet, Swin: a place in a file
	],
});
/** The day and time that 3D Gaussian splatting puts behind all that it prints (`utils/general_utils.py`). */
const timeBehind = / \[\d\d\/\d\d \d\d:\d\d:\d\d\]\s*$/;
const mostPrefixes = 6;
const behindDate = new RegExp(`^${parting}`);
/** Host and program of syslog, behind its time. */
const program = /^[\w.-]+ [\w./-]+\[\d+\]: ?/;

export interface Message {
	text: string;
	/** Moment of the line in milliseconds, NaN where its prefix has no date. */
	wallMs: number;
	/** Number of the process of a job that wrote the line, null where it is not said. */
	rank: number | null;
	/** Kind and process of the worker that Ray says wrote the line, null where it is not said. */
	worker: string | null;
	/** Name of the logger, null where it is not said. */
	logger: string | null;
	/** True where that number stands alone before a colon: it may be a count of something else. */
	isBare: boolean;
	/** Blanks between the prefix and the text, but for one: the text is that far in. */
	indent: number;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

function kindOf(text: string): Kind {
	let at = 0;
	while (text.charCodeAt(at) === 0x20 && at < 4) at++;
	const code = text.charCodeAt(at);
	if (isDigit(code)) return 'digit';
	if (code === 0x5b) return 'bracket';
	return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f ? 'word' : 'other';
}

/** What ranks, times and dates begin with. */
const mayBeNumbered = /^(?:\s{0,4}\d{1,4}: |\d{4}[-/\d]|\d\d?[:./ -])/;
/** What a date or the times of logfmt begin with, where that is no digit. */
const mayBeTime = /^(?:\[ ?)?(?:\d{8}|\d\d?[./ -]|[A-Z][a-z]{2},? )|^(?:level|ts|time)/;

/** True for a text that may have something before its message; nearly all that are left of one have nothing. */
const mayBeginSo = (text: string): boolean => (kindOf(text) === 'digit' ? mayBeNumbered.test(text) : mayBeLed(text));

const mayBeLed = askedByForm(text => {
	const kind = kindOf(text);
	const mayHave = (patterns: readonly Asked[]) => patterns.some(pattern => pattern.test(text));
	return mayBeTime.test(text) || mayHave(prefixes[kind]) || mayHave(ranks[kind]);
});

/**
 * Takes ranks, times, levels and logger names off the beginning of a line.
 *
 * @param dates what the dates of the log have shown so far
 */
export function stripPrefix(line: string, dates: LineDates): Message {
	const message: Message = {text: line, wallMs: Number.NaN, rank: null, worker: null, logger: null, isBare: false, indent: 0};
	for (let round = 0; round < mostPrefixes && mayBeginSo(message.text); round++) {
		const kind = kindOf(message.text);
		const isStripped =
			stripLogger(message, prefixes[kind]) ||
			stripDate(message, kind, dates) ||
			stripRank(message, ranks[kind], kind === 'digit');
		if (!isStripped) break;
		if (message.text.startsWith('- ')) message.text = message.text.slice(2);
	}
	if (message.text.includes(' [') && timeBehind.test(message.text)) message.text = message.text.replace(timeBehind, '');
	if (message.worker !== null && message.text.includes('[repeated ')) message.text = message.text.replace(repeats, '');
	return message;
}

function stripLogger(message: Message, patterns: readonly Asked[]): boolean {
	for (const pattern of patterns) {
		const match = pattern.exec(message.text);
		if (match === null) continue;
		const {groups} = match;
		if (groups !== undefined) {
			message.logger ??= groups.logger ?? null;
			message.worker ??= groups.worker ?? null;
			if (groups.rank !== undefined) message.rank ??= Number(groups.rank);
		}
		cut(message, match[0].length);
		if (groups?.day !== undefined) noteMoment(message, `${groups.day} ${groups.clock}`);
		if (groups === undefined && match[1] !== undefined) noteMoment(message, match[1]);
		return true;
	}
	return false;
}

function noteMoment(message: Message, text: string): void {
	if (Number.isNaN(message.wallMs)) {
		message.wallMs = /^[\d.]+$/.test(text) ? momentOfNumber(Number(text)) : momentOfText(text.replace(',', '.'));
	}
	stripProgram(message);
}

function stripDate(message: Message, kind: Kind, dates: LineDates): boolean {
	if (kind === 'other') return false;
	const {text} = message;
	const isBracketed = kind === 'bracket';
	// "[ Tue Mar  5 10:00:00 2024 ] " of the GCNs for skeletons
	const pad = isBracketed && text[1] === ' ' ? ' ' : '';
	const inner = isBracketed ? text.slice(1 + pad.length) : text;
	const found = dates.take(inner, isBracketed && isDigit(inner.charCodeAt(0)) ? 'digit' : kind === 'digit' ? 'digit' : 'word');
	if (found === null || (isBracketed && !inner.startsWith(`${pad}]`, found.length))) return false;
	const end = found.length + (isBracketed ? 2 + 2 * pad.length : 0);
	cut(message, end + behindDate.exec(text.slice(end))![0].length);
	if (Number.isNaN(message.wallMs)) message.wallMs = found.wallMs;
	stripProgram(message);
	return true;
}

function stripProgram(message: Message): void {
	const match = program.exec(message.text);
	if (match !== null) cut(message, match[0].length);
}

/** Cuts a prefix off. The blanks at its end are what the text is indented by, but for one. */
function cut(message: Message, length: number): void {
	const {text} = message;
	let at = length;
	while (at > 0 && text.charCodeAt(at - 1) === 0x20) at--;
	message.indent = Math.max(0, length - at - 1);
	message.text = text.slice(length);
}

function stripRank(message: Message, patterns: readonly Asked[], isBare: boolean): boolean {
	if (message.rank !== null && isBare) return false;
	for (const pattern of patterns) {
		const match = pattern.exec(message.text);
		if (match === null) continue;
		message.text = message.text.slice(match[0].length);
		if (message.rank === null) {
			message.rank = Number(match[1]);
			message.isBare = isBare;
		}
		return true;
	}
	return false;
}
