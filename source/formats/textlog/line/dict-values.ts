import {parsePythonDict} from '../../../encodings/json/python-literal.ts';
import {ofOwnNames} from './keyed-values.ts';
import {isOfValues} from './settings.ts';
import {readStatement} from './statement.ts';
import {counterOf, isPhase} from './words.ts';

const nameBefore = /(?:^|[\s,|;])([A-Za-z_][\w./@-]*)\s*[:=]?\s*$/;
const dicts = /\{['"][^{}]*\}/g;
const mostDicts = 8;

/**
 * A row with the values of the dicts that stand among its others as values beside them: "step=1 loss=0.5 grad_norm={'a': 0.1} acc=0.9" has
 * "grad_norm/a: 0.1"; null where the line is no such row.
 */
export function withSpreadDicts(line: string): string | null {
	let text = line;
	for (let i = 0; i < mostDicts; i++) {
		const next = withSpreadDict(text);
		if (next === null) break;
		text = next;
	}
	return text === line ? null : text;
}

function withSpreadDict(text: string): string | null {
	const start = text.search(/\{['"]/);
	const end = text.indexOf('}', start);
	if (start < 1 || end < 0 || text.slice(start + 1, end).includes('{')) return null;
	const found = nameBefore.exec(text.slice(0, start));
	const name = found?.[1];
	if (name === undefined || ofOwnNames.test(name) || isPhase(name) || counterOf(name) !== null) return null;
	const before = text.slice(0, found!.index);
	const behind = text.slice(end + 1);
	// Where nothing stands beside it, the dict is the row; where nothing measured does, settings are.
	const sides = [before, behind.replaceAll(dicts, '')].flatMap(side => (/\d/.test(side) ? [readStatement(side)] : []));
	const isWithin = sides.length === 2 && sides.every(({pairs}) => pairs.length > 0);
	if (!isWithin || !isOfValues(sides.flatMap(({pairs}) => pairs))) return null;
	// The only count of a row is that of the row, wherever it stands.
	const isCounted = sides.some(({counters}) => counters.length > 0);
	const nameOf = (key: string) => (!isCounted && counterOf(key) !== null ? key : `${name}/${key}`);
	const values = Object.entries(parsePythonDict(text, start) ?? {}).filter(([, value]) => typeof value === 'number');
	return [before, ...values.map(([key, value]) => ` ${nameOf(key)}: ${value}`), behind].join(',');
}
