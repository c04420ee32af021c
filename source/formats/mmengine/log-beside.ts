import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {FileContext} from '../plain/files-source.ts';
import {isObject} from '../values.ts';

/** With the whole config in it. */
const firstLineBytes = 1 << 20;
/** Rows at which the log is looked at: it says the same of each before they are written. */
const mostLooks = 4;
/** Of a log, which begins with the machine, the config and the model. */
const mostLogBytes = 8 << 20;
const trained = /\bEpoch \[\d+\]\[\d+\/(\d+)\]/;
const planned = /^(?:total_epochs\s*=|runner\s*=.*\bmax_epochs\s*=)\s*(\d+)/gm;

/**
 * Tells how long an epoch is to who reads rows that count within epochs, where MMEngine's forerunner wrote them (mmcv/runner/hooks/logger/text.py:
 * `<time>.log.json`, its first line with the config, and the same rows in `<time>.log` as "Epoch [1][50/230]"); of any other file nothing.
 */
export function withLogBeside(context: FileContext, files: FileAccess): FileContext {
	const {path, run} = context;
	const log = path.replace(/\.json$/, '');
	if (!/\.log\.json$/.test(path) || !files.exists(log)) return context;
	let length: number | null = null;
	let looks = 0;
	const epochLength = (): number | null => {
		if (length !== null || looks++ >= mostLooks) return length;
		// Not by a tail: the row at hand may lie in the bytes that tails read into.
		const text = decodeText(files.readRange(log, 0, mostLogBytes) ?? new Uint8Array(0));
		length = Number(trained.exec(text)?.[1] ?? 0) || null;
		const epochs = length === null ? null : plannedEpochs(path, files);
		const from = `epochs of the config in ${nameOf(path)}, and ${length} iterations an epoch in ${nameOf(log)}`;
		if (epochs !== null && length !== null) run.facts({total: {total: epochs * length, unit: 'step', from}});
		return length;
	};
	return {...context, epochLength};
}

/** What the config says that the first row repeats, which is Python; null where it does not. */
function plannedEpochs(path: string, files: FileAccess): number | null {
	const [line = ''] = decodeText(files.readRange(path, 0, firstLineBytes) ?? new Uint8Array(0)).split('\n', 1);
	const first = parseTolerantJson(line);
	const config = isObject(first) && typeof first.config === 'string' ? first.config : '';
	const last = [...config.matchAll(planned)].at(-1);
	return last === undefined ? null : Number(last[1]);
}
