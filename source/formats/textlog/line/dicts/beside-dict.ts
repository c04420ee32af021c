import {nameForData} from '../../../plain/names/data-words.ts';
import {isMetricName} from '../../../plain/names/telling.ts';
import type {NamedValue} from '../../line-result.ts';
import {phaseBefore} from '../phases.ts';
import {recallIn} from '../recall.ts';
import {isListed, type Pair} from '../statement/said.ts';
import {readStatement} from '../statement/statement.ts';
import {isTraining} from '../words.ts';
import {readDict} from './dict.ts';

/** What a line says behind its first dict. */
export interface BesideDict {
	/** Values of further dicts: "train={'loss': 0.5} val={'loss': 0.6}" has "val loss". */
	metrics: NamedValue[];
	/** Values that are written otherwise: "{'acc': 0.5} loss=0.3". */
	pairs: Pair[];
	/** The count that only a further dict has, null where none does. */
	step: number | null;
	isEpoch: boolean;
}

const mostDicts = 8;
const nameBefore = /([A-Za-z_][\w./@-]*)\s*[:=]?\s*$/;

/**
 * Reads what stands behind a dict that is a row. Dicts and values of something earlier, "best={'loss': 0.3}", and dicts of
 * another step are none of the row's, and a name that the row has already is not said again.
 *
 * @param behind the rest of the line
 * @param own values of the dict itself
 * @param step the dict's own step, null where it has none
 */
export function readBeside(behind: string, own: readonly NamedValue[], step: number | null): BesideDict {
	const found: BesideDict = {metrics: [], pairs: [], step: null, isEpoch: false};
	if (behind.trim() === '') return found;
	const names = new Set(own.map(({name}) => name));
	let rest = behind;
	const others: string[] = [];
	for (let i = 0; i < mostDicts; i++) {
		const dict = readDict(rest, false);
		if (dict === null) break;
		const said = dict.before.slice(endOfNumbers(dict.before));
		others.push(dict.before.slice(0, endOfNumbers(dict.before)));
		rest = dict.behind;
		if (recallIn(said.replaceAll('_', ' ')) !== undefined) continue;
		const known = step ?? found.step;
		if (dict.step !== null && known !== null && dict.step !== known) continue;
		if (dict.step !== null && known === null) {
			found.step = dict.step;
			found.isEpoch = dict.isEpoch;
		}
		const phase = phaseBefore(said);
		for (const {name: bare, value} of dict.metrics) {
			const name = freeName(phase === null || isTraining(phase) ? bare : nameForData(phase, bare), said, names);
			if (name === null) continue;
			names.add(name);
			found.metrics.push({name, value});
		}
	}
	// What begins in another bracket is not known to be read rightly.
	const brace = rest.indexOf('{');
	const statement = readStatement([...others, brace < 0 ? rest : rest.slice(0, brace)].join(', '));
	if (!statement.recalls) found.pairs = statement.pairs.filter(pair => isSure(pair) && !names.has(pair.name));
	return found;
}

/** Behind a dict a number without a sign is of prose, unless it is that of a metric. */
const isSure = (pair: Pair): boolean =>
	pair.isOfThings !== true && !isListed(pair) && (pair.sign !== '' || isMetricName(pair.name));

/** A name that the row does not have yet: two dicts may have the same keys. */
function freeName(name: string, said: string, taken: ReadonlySet<string>): string | null {
	if (!taken.has(name)) return name;
	const of = nameBefore.exec(said)?.[1];
	return of === undefined || taken.has(`${of}/${name}`) ? null : `${of}/${name}`;
}

/** Words behind the last number before a dict name the dict. */
function endOfNumbers(text: string): number {
	let at = text.length;
	while (at > 0 && !(text.charCodeAt(at - 1) >= 0x30 && text.charCodeAt(at - 1) <= 0x39)) at--;
	return at;
}
