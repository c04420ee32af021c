import {createInterface} from 'node:readline';
import type {Readable, Writable} from 'node:stream';
import {createEstimator, type Estimator} from '../../core/estimate/estimator.ts';
import {createDisplay} from '../../core/estimate/said/display.ts';
import {readSiblings} from '../../core/estimate/siblings.ts';

const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000;

/**
 * `xtui eta --jsonl`: one answer for each line. In: {"t": seconds, "step", "total", "siblings"?}; a line with the step of the line
 * before is a tick. Out: {"eta_s", "lo_s", "hi_s", "show"}, with "error" for a line that cannot be used. Ends with the input.
 */
export async function runEta(input: Readable, output: Writable): Promise<void> {
	let estimator: Estimator | null = null;
	const display = createDisplay();
	let total = 0;
	for await (const line of createInterface({input, crlfDelay: Number.POSITIVE_INFINITY})) {
		if (line.trim() === '') continue;
		const asked = parse(line);
		let answer: Record<string, unknown>;
		if (asked.error !== null) answer = {eta_s: null, lo_s: null, hi_s: null, show: '–', error: asked.error};
		else {
			estimator ??= createEstimator({siblings: readSiblings(asked.siblings)});
			total = asked.total ?? total;
			estimator.observe(asked.t, asked.step);
			const left = total > 0 ? estimator.estimate(asked.t, total) : null;
			const show = display.show(asked.t, left);
			answer = left
				? {eta_s: rounded(left.seconds), lo_s: rounded(left.low), hi_s: rounded(left.high), show}
				: {eta_s: null, lo_s: null, hi_s: null, show};
		}
		if (!output.write(`${JSON.stringify(answer)}\n`)) await new Promise(resolve => output.once('drain', resolve));
	}
}

type Asked = {error: string} | {error: null; t: number; step: number; total: number | null; siblings: unknown};

function parse(line: string): Asked {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return {error: 'not a JSON line'};
	}
	if (typeof value !== 'object' || value === null) return {error: 'not a JSON object'};
	const {t, step, total, siblings} = value as Record<string, unknown>;
	if (typeof t !== 'number' || !Number.isFinite(t)) return {error: '"t" must be a number of seconds'};
	if (typeof step !== 'number' || !Number.isFinite(step)) return {error: '"step" must be a number'};
	return {error: null, t, step, total: typeof total === 'number' && Number.isFinite(total) ? total : null, siblings};
}
