import {isTellingStep, stepRank} from '../../plain/names/step-names.ts';
import {isMetricName} from '../../plain/names/telling.ts';
import {isTimeName} from '../../plain/names/time-names.ts';
import {type Columns, roles} from './columns.ts';

/**
 * The names of a row that names columns again, null for any other row of texts: its names are known, or one stands where numbers of that name
 * stood, or they are such as only training has.
 */
export function readSecondHeader(row: readonly string[], header: readonly string[], columns: Columns): string[] | null {
	const names = row.map((name, i) => (i === 0 ? name.replace(/^#\s*(?=.)/, '') : name));
	if (isGlued(names, header)) return [...header];
	const known = new Set(header);
	const familiar = names.filter(name => known.has(name)).length;
	if (familiar >= 2 || familiar === names.length) return names;
	if (names.length < 2 || new Set(names).size < names.length) return null;
	const holdsNumbers = (i: number) => i === columns.step || columns.roles[i] === roles.metric;
	if (names.some((name, i) => name === header[i] && holdsNumbers(i))) return names;
	const isOfTraining = (name: string) => isMetricName(name) || stepRank(name) >= 0 || isTimeName(name);
	return names.some(isTellingStep) && names.every(isOfTraining) ? names : null;
}

/** True where the columns stay as they were. */
export const isSameHeader = (names: readonly string[], header: readonly string[]): boolean =>
	names.length === header.length && names.every((name, i) => name === header[i]);

/** True for the header once more behind the first digits of a row that was cut. */
const isGlued = ([first, ...names]: readonly string[], [start, ...header]: readonly string[]): boolean =>
	names.length > 0 &&
	isSameHeader(names, header) &&
	first!.endsWith(start!) &&
	/^[\d.]+$/.test(first!.slice(0, first!.length - start!.length));
