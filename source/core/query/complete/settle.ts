import {tableOf} from '../columns/row-table.ts';
import {type CompileContext, compileQuery} from '../compile/compile.ts';
import {attributeNames} from '../fields/attributes.ts';
import {readCatalogue} from '../fields/catalogue.ts';
import {directiveNames} from '../language/syntax.ts';
import {rateMatch} from './candidate.ts';
import {findPlace} from './cursor.ts';

/**
 * The part of a query that is meant while it is still being typed. `status:running lo` is on its way to `loss<0.3`: the letters at
 * the cursor begin the name of a field and occur in no run, so asking for them as a word would only empty the list for a moment.
 * @returns the text without that word, or as it is
 */
export function settleQuery(text: string, cursor: number, context: CompileContext, nowMs: number): string {
	const place = findPlace(text, cursor);
	if (place.kind !== 'field' || place.to !== cursor || !/^[\w./]+$/.test(place.typed)) return text;
	const {metrics, config} = readCatalogue(tableOf(context.rows));
	const names = [...attributeNames, ...directiveNames, 'has', ...metrics.keys(), ...config.keys()];
	if (!names.some(name => rateMatch(name, place.typed) <= 1)) return text;
	const word = compileQuery(place.typed, context);
	if (word.ok && word.query.select(tableOf(context.rows), nowMs).includes(1)) return text;
	// What joins the word to the rest goes with it: `a or lo`, `a and not lo`, `-lo`.
	const before = text.slice(0, place.from).replace(/(?:(?<=^|\s)(?:and|or|not)\s+|[-!&|]\s*)+$/i, ' ');
	return `${before}${text.slice(place.to)}`.trim();
}
