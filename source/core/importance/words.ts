import type {Direction} from '../table/metrics/direction.ts';
import {cleanText} from '../text/clean-text.ts';
import {formatParameter, fullText, type TextOptions} from '../text/numbers.ts';
import type {Level} from './effect.ts';
import type {Importance} from './importance.ts';
import type {Influence, Interaction} from './influence.ts';
import type {Parameter} from './parameter.ts';

/** `64 %`; what is above nothing and below one per cent is said so. */
export function formatShare(share: number): string {
	if (share > 0 && share < 0.005) return '<1 %';
	return `${Math.round(share * 100)} %`;
}

/** `52 – 77 %`, or the chance that it is none: `chance 1.7 %`. */
export function describeCertainty({interval, chance}: Influence, {unicode}: TextOptions = fullText): string {
	if (interval !== null) {
		const [low, high] = [Math.round(interval.low * 100), Math.round(interval.high * 100)];
		return low === high ? `${low} %` : `${low} ${unicode ? '–' : '-'} ${high} %`;
	}
	return chance === null ? '' : `chance ${formatChance(chance)}`;
}

/** `1.7 %`, `<0.1 %`. */
export function formatChance(chance: number): string {
	return `${chance < 0.001 ? '<0.1' : chance < 0.0995 ? (chance * 100).toFixed(1) : Math.round(chance * 100)} %`;
}

export const certaintyWords = {clear: 'matters', perhaps: 'perhaps', none: 'not shown'} as const;

/** A value of a setting as people write it. */
function parameterText({kind, labels}: Parameter, value: number, options: TextOptions): string {
	return kind === 'number' ? formatParameter(value, 3, options) : cleanText(labels[value] ?? '');
}

function levelText(parameter: Parameter, {from, to}: Level, options: TextOptions): string {
	const text = (value: number): string => parameterText(parameter, value, options);
	if (from === to) return parameter.kind === 'number' ? `at ${text(from)}` : text(from);
	return `from ${text(from)} to ${text(to)}`;
}

/**
 * What a setting does: `higher lr → lower loss`, `best from 1e-4 to 1e-3`, `best adam, worst sgd`. Empty where nothing tells that it
 * does anything.
 */
export function describeInfluence(
	{parameter, certainty, effect}: Influence,
	metric: string,
	direction: Direction,
	options: TextOptions = fullText,
): string {
	if (certainty === 'none') return '';
	const {levels, correlation, hasTrend} = effect;
	const ranked = levels.toSorted((a, b) => (direction === 'down' ? a.place - b.place : b.place - a.place));
	const [best, worst] = [ranked[0], ranked.at(-1)];
	const isInside = best !== levels[0] && best !== levels.at(-1);
	if (parameter.kind === 'category' && best !== undefined && worst !== undefined)
		return `best ${levelText(parameter, best, options)}, worst ${levelText(parameter, worst, options)}`;
	if (hasTrend && !isInside && correlation !== null) {
		const arrow = options.unicode ? '→' : '->';
		return `higher ${cleanText(parameter.key)} ${arrow} ${correlation.rho < 0 ? 'lower' : 'higher'} ${cleanText(metric)}`;
	}
	return best === undefined ? '' : `best ${levelText(parameter, best, options)}`;
}

/** `lr × wd 12 %`: they do together what neither does alone. */
export function describeInteraction({keys, share}: Interaction, {unicode}: TextOptions = fullText): string {
	return `${keys.map(key => cleanText(key)).join(unicode ? ' × ' : ' x ')} ${formatShare(share)}`;
}

/** `40 runs`, `6 experiments (18 runs)`, `600 of 4000 runs, chosen at random`. */
function describeRuns({runs, experiments, sampled}: Importance): string {
	const all = experiments < runs ? `${experiments} experiments (${runs} runs)` : `${runs} runs`;
	return sampled < experiments ? `${sampled} of ${all}, chosen at random` : all;
}

/** How the answer was made: `a random forest of 40 runs, which foretells 75 % of the ranking of runs it has not seen`. */
export function describeMethod(importance: Importance): string {
	const {method, explained} = importance;
	const of = describeRuns(importance);
	if (method === 'association') return `each setting by itself in ${of}: too few for what they do together`;
	const known = explained === null || explained <= 0 ? 'nothing' : formatShare(explained);
	return `a random forest of ${of}, which foretells ${known} of the ranking of runs it has not seen`;
}
