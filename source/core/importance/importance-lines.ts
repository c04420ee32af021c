import type {JsonObject} from '../run.ts';
import {jsonNumber} from '../run-json.ts';
import {csvCell, markdownCell, markdownRow} from '../table/columns/render.ts';
import {put} from '../table/gather.ts';
import type {Direction} from '../table/metrics/direction.ts';
import {cleanText} from '../text/clean-text.ts';
import type {TextOptions} from '../text/numbers.ts';
import {alignTable} from '../text/plain-table.ts';
import type {Importance} from './importance.ts';
import type {Influence} from './influence.ts';
import {certaintyWords, describeCertainty, describeInfluence, describeInteraction, formatShare} from './words.ts';

/** What the answer is about. */
export interface Asked {
	metric: string;
	/** What some of the runs call it instead. */
	others: readonly string[];
	direction: Direction;
}

const importanceTitles = ['setting', 'share', 'sure', 'matters', 'how', 'runs'];

/** One line of the table as texts, in the order of `importanceTitles`. */
function influenceCells(influence: Influence, {metric, direction}: Asked, options: TextOptions): string[] {
	return [
		cleanText(influence.parameter.key),
		formatShare(influence.share),
		describeCertainty(influence, options),
		certaintyWords[influence.certainty],
		describeInfluence(influence, metric, direction, options),
		String(influence.parameter.known),
	];
}

/** Settings that were not looked at, a reason at a time: `seed: a seed…`. What is the same everywhere is only counted. */
export function leftLines({left}: Importance): string[] {
	const byReason = new Map<string, string[]>();
	for (const {key, why} of left) put(byReason, why, cleanText(key));
	return [...byReason].map(([why, keys]) => {
		const shown = keys.length > 4 ? `${keys.slice(0, 3).join(', ')} and ${keys.length - 3} others` : keys.join(', ');
		return `${shown}: ${why}`;
	});
}

/** The answer as a table for a pipe; exact numbers in `csv`. */
export function importanceLines(importance: Importance, asked: Asked, format: 'text' | 'csv' | 'md'): string[] {
	const {influences, interactions} = importance;
	if (format === 'csv') {
		const head = 'setting,share,low,high,chance,certainty,rho,runs';
		return [head, ...influences.map(influence => exactCells(influence).map(csvCell).join(','))];
	}
	const rows = influences.map(influence => influenceCells(influence, asked, {unicode: false}));
	const together = interactions.map(interaction => `Together: ${describeInteraction(interaction, {unicode: false})}`);
	if (format === 'text') return [...alignTable([importanceTitles.map(title => title.toUpperCase()), ...rows]), ...together];
	return [
		markdownRow(importanceTitles),
		'| --- | ---: | --- | --- | --- | ---: |',
		...rows.map(markdownRow),
		...together.flatMap(text => ['', markdownCell(text)]),
	];
}

function exactCells({parameter, share, interval, chance, certainty, effect}: Influence): string[] {
	const text = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));
	return [
		cleanText(parameter.key, Number.POSITIVE_INFINITY),
		text(share),
		text(interval?.low),
		text(interval?.high),
		text(chance),
		certainty,
		text(effect.correlation?.rho),
		text(parameter.known),
	];
}

/** The answer as JSON: shares 0 … 1, 90 % intervals. */
export function importanceToJson(importance: Importance, {metric, others, direction}: Asked): JsonObject {
	return {
		metric,
		names: [metric, ...others],
		direction,
		method: importance.method,
		runs: importance.runs,
		experiments: importance.experiments,
		without: importance.without,
		...(importance.infeasible > 0 && {infeasible: importance.infeasible}),
		sampled: importance.sampled,
		explained: importance.explained,
		settings: importance.influences.map(influence => ({
			key: influence.parameter.key,
			kind: influence.parameter.kind,
			share: jsonNumber(influence.share),
			interval: influence.interval === null ? null : [influence.interval.low, influence.interval.high],
			chance: influence.chance,
			certainty: influence.certainty,
			rho: influence.effect.correlation?.rho ?? null,
			rho_interval:
				influence.effect.correlation === null ? null : [influence.effect.correlation.low, influence.effect.correlation.high],
			effect: describeInfluence(influence, metric, direction) || null,
			runs: influence.parameter.known,
			values: influence.parameter.distinct,
		})),
		interactions: importance.interactions.map(({keys, share, interval}) => ({
			keys: [...keys],
			share,
			interval: [interval.low, interval.high],
		})),
		not_looked_at: importance.left.map(({key, why}) => ({key, why})),
	};
}
