import {momentOfText} from '../../encodings/moments.ts';

const level = '(?:DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|CRITICAL|FATAL)';
const moment = String.raw`\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?`;

/** What launchers, ranks and loggers put before a message, each as it stands at the beginning of what is left of the line. */
const prefixes = [
	/^\s{0,4}\d{1,4}: (?!$)/, // srun -l
	/^\[(?:rank|default|proc|gpu) ?\d+\]:?[ ]?/i, // torchrun
	/^\[\d+\]: ?/,
	/^\[\d+,\d+\]<std(?:out|err)>:/, // mpirun
	/^rank ?\d+ ?[:|] ?/i,
	/^\([\w.:]+ pid=\d+(?:, ip=[\d.]+)?\) /, // Ray
	new RegExp(String.raw`^\[?(${moment})\]?[ ,:|-]*`),
	/^\[?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?[ :|-]+/,
	/^\d\d\/\d\d \d\d:\d\d:\d\d[ -]*/, // MMEngine
	/^\[\d\d\/\d\d \d\d:\d\d:\d\d [\w.]+\]:? */, // detectron2
	/^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [\w.-]+:\d+\] /, // absl, glog
	new RegExp(String.raw`^\|? *${level} *\| *[\w.<>]+:[\w<>]+:\d+ *- *`), // loguru
	new RegExp(String.raw`^\[${level}\|[\w./-]+:\d+\] *(?:>> *)?`), // transformers
	new RegExp(String.raw`^${level}:[\w.]*:`), // basicConfig
	new RegExp(String.raw`^\[[\w.]+\]\[${level}\] *-? *`), // Hydra
	new RegExp(String.raw`^[\w.]+ +- +${level} +- +`),
	new RegExp(String.raw`^\[?${level}\]?(?: *[:|-]+ *| +)`),
] as const;
const mostPrefixes = 6;

export interface Message {
	text: string;
	/** Moment of the line in milliseconds, NaN where its prefix has no date. */
	wallMs: number;
}

/** Takes ranks, times, levels and logger names off the beginning of a line. Indentation behind them stays. */
export function stripPrefix(line: string): Message {
	let text = line;
	let wallMs = Number.NaN;
	for (let round = 0; round < mostPrefixes; round++) {
		const before = text;
		for (const prefix of prefixes) {
			const match = prefix.exec(text);
			if (match === null) continue;
			text = text.slice(match[0].length);
			if (match[1] !== undefined && Number.isNaN(wallMs)) wallMs = momentOfText(match[1].replace(',', '.'));
			break;
		}
		if (text === before) break;
		if (text.startsWith('- ')) text = text.slice(2);
	}
	return {text, wallMs};
}
