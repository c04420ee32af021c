/** Progress bars: tqdm, also as lines of a log, Keras, rich, fastprogress. */

import {byForm} from '../line/by-form.ts';

export interface Bar {
	kind: 'tqdm' | 'keras' | 'rich' | 'fastprogress';
	/** What stands before the bar. */
	label: string;
	step: number;
	/** Null where the bar does not know its end. */
	total: number | null;
	unit: string;
	/** Epoch named in the label, and the number of epochs where that is named too. */
	epoch: number | null;
	epochs: number | null;
	/** True where the first epoch is known to be 0, whichever was seen first. */
	countsFromZero: boolean;
	/** What stands behind it: name=value or name: value. */
	postfix: string;
	/** What was written behind the bar on the same line. */
	rest: string;
	/** The rate that tqdm shows, as it writes it. */
	rate?: string;
	/** True for a line that Keras writes at the end of a pass in place of a bar: "10/10 - 1s - 100ms/step - loss: 0.5". */
	isLine?: boolean;
}

const stroke = byForm(/[━╸╺─]{4}/);
const countOfKeras = byForm(/^\s*\d+\/(?:\d|U)/);

const amount = String.raw`\d+(?:\.\d+)?[kMGTP]?`;
/** What stands behind the rate of a bar, which may have lists in it: "loss=0.5, lr=[1e-4, 2e-5]". */
const behind = String.raw`[^\][]*(?:\[[^\][]*\][^\][]*)+|[^\]]*`;
const tqdm = new RegExp(
	String.raw`^(.*?)\s*\d+%\|[^|]*\|\s*(${amount})/(${amount})\s*\[(?:\d+:)?\d+:\d\d<(?:\?|[\d:]+|\d+ days?,[ \d:]+),\s*([^,\]]*)(?:,\s*(${behind}))?\]`,
);
const tqdmEndless = new RegExp(
	String.raw`^(.*?)\s*(${amount})([a-zA-Z]*) \[(?:\d+:)?\d+:\d\d,\s*([^,\]]*)(?:,\s*(${behind}))?\]`,
);
const logged = new RegExp(
	String.raw`Progress on:(\S*) (${amount})[a-z]*/(${amount})([a-z]+) rate:\S+ remaining:.* elapsed:\S+ postfix:(.*)$`,
);
const keras = /^\s*(\d+)\/(\d+|Unknown)\s+(?:[━╸╺ ]+|\[[=>.\s]*\])?\s*(?:-\s*)?((?:ETA:|\d+(?:\.\d+)?(?:s|ms|us)\b|[\d:]+\s).*)$/;
const rich = /^(.*?)\s*[━╸╺]{4,}\s+(?:(\d+)\/(\d+)|(\d+(?:\.\d+)?)%)(.*)$/;
/** Ultralytics' own bars: "… 640: 50% ━━━━━━────── 1/2 1.2it/s 0.8s<0.8s". */
const own = /^(.*?):? +\d+% [━╸─]{6,} (\d+)\/(\d+)(?: +(?:\d\S*))*\s*$/;
/**
 * Bars of fastprogress in a console: "Epoch 1/3 : |████----| 50.00% [5/10 00:01<00:01 0.2500]", later with dots behind the times. fastai names
 * no value there, a program may.
 */
const fast = /^(?:(.*?):? )?\|?[█-]{10,}\|? \d+\.\d\d% \[(\d+)\/(\d+) [\d:]+<[\d:?]*((?:\.{3})? [^\]]*)?\]$/;
const epochLabel = /\bep(?:och)?s?\b[\s:#[]*(\d+)(?:\s*(?:\/|of)\s*(\d+))?/i;
/** "1/3   2.61G   1.123   1.234" of Ultralytics, below a head that begins with "Epoch". */
const epochCells = /^(\d+)\/(\d+)(?:\s{2,}\S+){3,}$/;
const factors: Record<string, number> = {k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15};

function toNumber(text: string): number {
	const factor = factors[text.at(-1)!];
	return factor === undefined ? Number(text) : Number(text.slice(0, -1)) * factor;
}

/** What a kind of bar says; of the rest it has what most have. */
type Drawn = Pick<Bar, 'kind' | 'label' | 'step' | 'total'> & Partial<Pick<Bar, 'unit' | 'postfix' | 'rest' | 'rate' | 'isLine'>>;

function withEpoch({kind, label, step, total, unit = 'it', postfix = '', rest = '', rate, isLine}: Drawn): Bar {
	const found = epochLabel.exec(label) ?? epochCells.exec(label);
	const epochs = found?.[2] === undefined ? null : Number(found[2]);
	const epoch = found ? Number(found[1]) : null;
	// Every redraw of every bar comes here, and to spread it into another object takes several times as long.
	const read: Bar = {kind, label, step, total, unit, epoch, epochs, countsFromZero: false, postfix, rest};
	if (rate !== undefined) read.rate = rate;
	if (isLine !== undefined) read.isLine = isLine;
	return read;
}

const labelOf = (text: string) => text.replace(/:\s*$/, '').trim();

/** The progress bar that a line is, null where it is none. */
export function readBar(line: string): Bar | null {
	const drawn = stroke.test(line);
	if (drawn) {
		const bar = readOwn(line);
		if (bar !== null) return bar;
	}
	if (line.includes('%|')) return readTqdm(line);
	if (drawn || countOfKeras.test(line)) {
		const bar = readKeras(line);
		if (bar !== null) return bar;
	}
	if (drawn) return readRich(line);
	if (line.includes('Progress on:')) return readLogged(line);
	if (!line.endsWith(']')) return null;
	return (line.includes('% [') ? readFast(line) : null) ?? readEndless(line);
}

function readTqdm(line: string): Bar | null {
	const found = tqdm.exec(line);
	if (found === null) return null;
	const [whole, label, step, total, ...cells] = found;
	const [rate, postfix] = withoutRate(cells);
	const unit = /(?:\?|[\d.]+)\s*([a-zA-Z]+)\/s/.exec(rate)?.[1] ?? /s\/([a-zA-Z]+)/.exec(rate)?.[1] ?? 'it';
	return withEpoch({
		kind: 'tqdm',
		label: labelOf(label!),
		step: toNumber(step!),
		total: toNumber(total!),
		unit,
		postfix,
		rest: line.slice(whole.length),
		rate,
	});
}

/** The rate of a bar and what stands behind it. A program's own format may leave the rate out, as NeMo's does. */
function withoutRate([rate, postfix]: (string | undefined)[]): [rate: string, postfix: string] {
	const cells = [rate, postfix].filter(cell => cell !== undefined);
	return rate !== undefined && /^[A-Za-z_][^=]*=/.test(rate) ? ['', cells.join(', ')] : [rate ?? '', postfix ?? ''];
}

/** A bar of tqdm-loggable: "Progress on:train 1.20kit/10.0kit rate:2.1it/s remaining:1:10:00 elapsed:09:31 postfix:loss=3.4". */
function readLogged(line: string): Bar | null {
	const found = logged.exec(line);
	if (found === null) return null;
	const [, label, step, total, unit, postfix] = found;
	return withEpoch({
		kind: 'tqdm',
		label: label!,
		step: toNumber(step!),
		total: toNumber(total!),
		unit: unit!,
		postfix: postfix!,
	});
}

/** A tqdm bar without an end: "12it [00:01, 10.3it/s, loss=0.5]". */
function readEndless(line: string): Bar | null {
	const found = tqdmEndless.exec(line);
	if (found === null) return null;
	const [, label, step, unit, ...cells] = found;
	return withEpoch({
		kind: 'tqdm',
		label: labelOf(label!),
		step: toNumber(step!),
		total: null,
		unit: unit || 'it',
		postfix: withoutRate(cells)[1],
	});
}

function readKeras(line: string): Bar | null {
	const found = keras.exec(line);
	if (found === null) return null;
	const [, step, total, postfix] = found;
	return withEpoch({
		kind: 'keras',
		label: '',
		step: Number(step),
		total: total === 'Unknown' ? null : Number(total),
		unit: 'step',
		postfix: postfix!,
		isLine: /^\s*\d+\/\d+ - /.test(line),
	});
}

function readFast(line: string): Bar | null {
	const found = fast.exec(line);
	if (found === null) return null;
	const [, label, step, total, postfix] = found;
	return withEpoch({
		kind: 'fastprogress',
		label: labelOf(label ?? ''),
		step: Number(step),
		total: Number(total),
		postfix: postfix?.replace('...', '').trim() ?? '',
	});
}

/** True for what fastprogress leaves of a bar that it takes away: its label, or its first sign. */
export const isLeftOfBar = (line: string): boolean => /^(?:█|.*\b\d+\/\d+ :)\s*$/.test(line);

function readOwn(line: string): Bar | null {
	const [, label, step, total] = own.exec(line) ?? [];
	if (label === undefined) return null;
	return withEpoch({
		kind: 'tqdm',
		label: labelOf(label),
		step: Number(step),
		total: Number(total),
	});
}

function readRich(line: string): Bar | null {
	const found = rich.exec(line);
	if (found === null) return null;
	const [, label, step, total, percent, postfix] = found;
	const isPercent = step === undefined;
	const bar = withEpoch({
		kind: 'rich',
		label: labelOf(label!),
		step: Number(isPercent ? percent : step),
		total: isPercent ? 100 : Number(total),
		unit: isPercent ? '%' : 'step',
		postfix: postfix!.replaceAll(/[\d.]+it\/s|\d+:\d\d:\d\d|-:--:--|•/g, ' '),
	});
	// Lightning counts epochs from 0 and names the last one, not how many there are.
	return bar.epochs !== null && postfix!.includes('•') ? {...bar, epochs: bar.epochs + 1, countsFromZero: true} : bar;
}
