import {momentOfText} from '../../encodings/moments.ts';

const level = '(?:DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|CRITICAL|FATAL)';
const moment = String.raw`\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?`;

/** What launchers put before a line: the number of the process that wrote it. */
const ranks = {
	digit: [/^\s{0,4}(\d{1,4}): (?!$)/], // srun -l
	bracket: [/^\[(?:rank|default|proc|gpu) ?(\d+)\]:?[ ]?/i, /^\[(\d+)\]: ?/, /^\[\d+,(\d+)\]<std(?:out|err)>:/],
	word: [/^rank ?(\d+) ?[:|] ?/i],
	other: [],
};

/** What loggers put before a message, by the kind of character that it begins with. A first group is a moment. */
const prefixes = {
	digit: [
		new RegExp(`^(${moment})[ ,:|-]*`),
		/^\d\d:\d\d:\d\d(?:[.,]\d+)?[ :|-]+/,
		/^\d\d\/\d\d \d\d:\d\d:\d\d[ -]*/, // MMEngine
	],
	bracket: [
		new RegExp(String.raw`^\[(${moment})\][ ,:|-]*`),
		/^\[\d\d:\d\d:\d\d(?:[.,]\d+)?\][ :|-]+/,
		/^\[\d\d\/\d\d \d\d:\d\d:\d\d [\w.]+\]:? */, // detectron2
		new RegExp(String.raw`^\[${level}\|[\w./-]+:\d+\] *(?:>> *)?`), // transformers
		new RegExp(String.raw`^\[(?<logger>[\w.]+)\]\[${level}\] *-? *`), // Hydra
		new RegExp(String.raw`^\[${level}\](?: *[:|-]+ *| +)`),
	],
	word: [
		/^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [\w.-]+:\d+\] /, // absl, glog
		new RegExp(String.raw`^${level} *\| *[\w.<>]+:[\w<>]+:\d+ *- *`), // loguru behind its time
		new RegExp(String.raw`^${level}:(?<logger>[\w.]*):`), // basicConfig
		new RegExp(`^${level}(?: *[:|-]+ *| +)`),
		new RegExp(String.raw`^(?<logger>[\w.]+) +- +${level} +- +`),
	],
	other: [/^\([\w.:]+ pid=\d+(?:, ip=[\d.]+)?\) /], // Ray
};
const mostPrefixes = 6;

export interface Message {
	text: string;
	/** Moment of the line in milliseconds, NaN where its prefix has no date. */
	wallMs: number;
	/** Number of the process of a job that wrote the line, null where it is not said. */
	rank: number | null;
	/** Name of the logger, null where it is not said. */
	logger: string | null;
	/** True where that number stands alone before a colon: it may be a count of something else. */
	isBare: boolean;
}

function kindOf(text: string): keyof typeof prefixes {
	let at = 0;
	while (text.charCodeAt(at) === 0x20 && at < 4) at++;
	const code = text.charCodeAt(at);
	if (code >= 0x30 && code <= 0x39) return 'digit';
	if (code === 0x5b) return 'bracket';
	return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f ? 'word' : 'other';
}

/** Takes ranks, times, levels and logger names off the beginning of a line. Indentation behind them stays. */
export function stripPrefix(line: string): Message {
	const message: Message = {text: line, wallMs: Number.NaN, rank: null, logger: null, isBare: false};
	for (let round = 0; round < mostPrefixes; round++) {
		const kind = kindOf(message.text);
		if (!stripLogger(message, prefixes[kind]) && !stripRank(message, ranks[kind], kind === 'digit')) break;
		if (message.text.startsWith('- ')) message.text = message.text.slice(2);
	}
	return message;
}

function stripLogger(message: Message, patterns: readonly RegExp[]): boolean {
	for (const pattern of patterns) {
		const match = pattern.exec(message.text);
		if (match === null) continue;
		message.text = message.text.slice(match[0].length);
		if (match.groups !== undefined) message.logger ??= match.groups.logger ?? null;
		else if (match[1] !== undefined && Number.isNaN(message.wallMs)) message.wallMs = momentOfText(match[1].replace(',', '.'));
		return true;
	}
	return false;
}

function stripRank(message: Message, patterns: readonly RegExp[], isBare: boolean): boolean {
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
