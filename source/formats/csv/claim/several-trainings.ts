import {stepRank} from '../../plain/names/step-names.ts';
import {isMetricName} from '../../plain/names/telling.ts';
import {isTimeName} from '../../plain/names/time-names.ts';
import {isToldOrLogged} from '../../plain/names/told-names.ts';

export type Cell = number | string | null;

/** A place among others; also what a process is called that is one of several. */
const ranking = /^rank(?:ing)?(?:[-_ ]by(?:[-_ ].*)?)?$/i;
/** What a file is called whose rows are of several trainings each; what is tuned with prompts or instructions is trained. */
const ofSeveral =
	/(?:^|[-_ .])(?:(?<!(?:fine|p|prompt|prefix|instruct(?:ion)?|adapter|lora)[-_ ])tuning|ablations?|sweeps?|grid[-_ ]?search|comparisons?|leaderboard)(?:$|[-_ .])/i;

/** True for rows that count no steps and have a place each: results of several, not a course. The rank of a process comes again. */
export function isRanked(names: readonly string[], rows: readonly (readonly Cell[])[]): boolean {
	const comesAgain = (at: number) => 2 * new Set(rows.map(row => row[at])).size <= rows.length;
	return names.some((name, i) => ranking.test(name.trim()) && !comesAgain(i));
}

/**
 * True for a table that counts no steps and is called as those are that have a row for each of several trainings. One of losses and metrics alone has
 * nothing that sets them apart: it is the course of one of them.
 */
export function isOfSeveral(stem: string, names: readonly string[]): boolean {
	if (!ofSeveral.test(stem) || names.some(name => stepRank(name) >= 0)) return false;
	const isMeasure = (name: string) => name === '' || isTimeName(name) || (isMetricName(name) && !isToldOrLogged(name));
	return !(names.some(name => /loss/i.test(name)) && names.every(isMeasure));
}
