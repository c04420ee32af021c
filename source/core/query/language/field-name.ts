import type {Word} from './lex.ts';
import {readNumber} from './numbers.ts';
import {type FieldName, type Scope, type Suffix, suffixes} from './syntax.ts';

/** Prefixes that say where a name belongs; the first of each is the one printed. */
export const scopePrefixes: Record<Exclude<Scope, 'any'>, string[]> = {
	metric: ['m.', 'metrics.', 'metric.', 'summary.', 'summary_metrics.'],
	config: ['cfg.', 'config.', 'params.', 'param.', 'hparams.'],
	run: ['run.', 'attributes.', 'attribute.'],
};

const suffixAtEnd = new RegExp(`^(.*)\\.(${suffixes.join('|')})$`, 's');
const stepAtEnd = /^(.*)@([^@\s]+)$/s;

/** Takes a word apart into scope, name, suffix and step. Only unquoted letters make a prefix or a suffix. */
export function splitFieldName(word: Word): FieldName {
	const pieces = word.pieces.map(piece => ({...piece}));
	let scope: Scope = 'any';
	const first = pieces[0];
	if (first && !first.quoted) {
		for (const [candidate, prefixes] of Object.entries(scopePrefixes) as [Exclude<Scope, 'any'>, string[]][]) {
			const prefix = prefixes.find(text => first.text.toLowerCase().startsWith(text));
			if (prefix === undefined || (first.text.length === prefix.length && pieces.length === 1)) continue;
			scope = candidate;
			first.text = first.text.slice(prefix.length);
			break;
		}
	}
	let suffix: Suffix | null = null;
	let step: string | null = null;
	const last = pieces.at(-1);
	if (last && !last.quoted) {
		const alone = pieces.length === 1;
		const bySuffix = suffixAtEnd.exec(last.text);
		const byStep = bySuffix ? null : stepAtEnd.exec(last.text);
		if (bySuffix && (bySuffix[1] !== '' || !alone)) {
			suffix = bySuffix[2] as Suffix;
			last.text = bySuffix[1]!;
		} else if (byStep && (byStep[1] !== '' || !alone) && readNumber(byStep[2]!) !== null) {
			step = byStep[2]!;
			last.text = byStep[1]!;
		}
	}
	return {scope, name: pieces.map(piece => piece.text).join(''), suffix, step, from: word.from, to: word.to};
}
