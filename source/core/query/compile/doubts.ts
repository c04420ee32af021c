import {statuses} from '../../status.ts';
import {cleanText} from '../../text/clean-text.ts';
import {countValues} from '../columns/count-values.ts';
import {attributes, findAlias, findAttribute} from '../fields/attributes.ts';
import {named, type ResolveContext} from '../fields/candidates.ts';
import type {Catalogue} from '../fields/catalogue.ts';
import {attributeField, configField, type Field} from '../fields/field.ts';
import {matchNames} from '../fields/match-names.ts';
import {statusOfWord} from '../fields/status-words.ts';
import {makeItem} from '../language/items.ts';
import {readNumber} from '../language/numbers.ts';
import {printField, printItem} from '../language/print.ts';
import type {ConditionNode, FieldName, QueryNode, Span, WordNode} from '../language/syntax.ts';
import {readTime} from '../language/times.ts';
import {compileWord} from './compile-word.ts';

/** What reads well and says something else than was meant: words that were meant as conditions, and commas within numbers. */

const nowhere = {from: 0, to: 0};
const directives: Record<string, string> = {
	sort: 'sort',
	order: 'sort',
	group: 'group',
	limit: 'limit',
	show: 'show',
	hide: 'hide',
};
const said: Record<string, string> = {
	best: 'mark:best',
	interesting: 'mark:interesting',
	success: 'verdict:success',
	archived: 'is:archived',
};
const unit = /^(?:s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:eeks?)?)$/i;
/** Signs that only a regular expression has; a pattern in slashes is one too. */
const patternSigns = /^\^|[^\\]\$$|[.)\]][*+]|\\[dwsb]|\[[^\]]+\]|^\/.+\/$/;

const isSpan = ({name, scope}: FieldName): boolean => {
	if (scope === 'metric' || scope === 'config') return false;
	const attribute = findAttribute(name) ?? findAlias(name);
	return attribute !== null && attributes[attribute].kind === 'span';
};

/** `age>5 d`: how the condition before a word reads with its unit; null for any other pair. */
function withUnit({text, quoted}: WordNode, before: QueryNode | null): string | null {
	if (quoted || !unit.test(text) || before?.kind !== 'condition' || !isSpan(before.field)) return null;
	const last = before.items.at(-1)!;
	if (last.quoted || readNumber(last.text) === null) return null;
	return `${printField(before.field)}${before.op}${last.text}${text[0]!.toLowerCase()}`;
}

/** A longer text is no example. */
const longestExample = 40;

/** The value that most runs have, as it is typed; null where none has one, or it is too long to be typed. */
function exampleOf(field: Field, {table}: Catalogue): string | null {
	const [most] = countValues(table.column(field, 0), table.places);
	const text = String(most?.value ?? '');
	const isFit = most !== undefined && text.length <= longestExample && cleanText(text) === text;
	return isFit ? printItem(makeItem(text, false, nowhere)) : null;
}

/** A field that a word names whole or by its end, in a condition; of a setting or a text with a value that some run has. */
function asField(text: string, {catalogue}: ResolveContext): string | null {
	const attribute = findAttribute(text);
	if (attribute !== null) {
		const {kind} = attributes[attribute];
		const example = kind === 'text' || kind === 'list' ? exampleOf(attributeField(attribute, attribute), catalogue) : null;
		return example === null ? `has:${attribute}` : `${attribute}:${example}`;
	}
	const [metric] = matchNames(catalogue.metrics.keys(), text).names;
	// Of a setting that is logged as a metric too the bare name is refused.
	if (metric !== undefined) return `${named(catalogue.config.has(metric) ? 'metric' : 'any', metric)}<0.3`;
	const [key] = matchNames(catalogue.config.keys(), text).names;
	if (key === undefined) return null;
	const example = exampleOf(configField(key, key), catalogue);
	return example === null ? `has:${named('any', key)}` : `${named('any', key)}=${example}`;
}

/** `sort by loss desc` as a directive; null where no name, or no number of runs, stands behind the word. */
function asDirective(word: string, behind: readonly QueryNode[]): string | null {
	if (!Object.hasOwn(directives, word)) return null;
	const words = behind.map(node => (node.kind === 'word' && !node.quoted ? node.text : ''));
	const [name, way] = /^by$/i.test(words[0] ?? '') ? words.slice(1) : words;
	if (!name || (word === 'limit' && !/^\d+$/.test(name))) return null;
	return `${directives[word]!}:${directives[word] === 'sort' && /^desc/i.test(way ?? '') ? '-' : ''}${name}`;
}

/** What to write instead of a word that stands for something else in other tools; null where it is a word like any other. */
function meantBy({text}: WordNode, behind: readonly QueryNode[], context: ResolveContext): string | null {
	const word = text.toLowerCase();
	const status = statuses.find(known => known === word) ?? statusOfWord(word);
	if (status !== null) return `status:${status}`;
	if (Object.hasOwn(said, word)) return said[word]!;
	if (/^\d{4}-\d\d-\d\d/.test(word) && word.split('..').every(part => readTime(part) !== null)) return `started:${text}`;
	if (patternSigns.test(word)) return `name~${printItem({text: text.replace(/^\/(.+)\/$/, '$1'), quoted: true})}`;
	return asDirective(word, behind) ?? asField(text, context);
}

/** Whether it is doubtful what a word was meant as. @param behind the parts of the query behind it */
function isDoubted(node: WordNode, before: QueryNode | null, behind: readonly QueryNode[], context: ResolveContext): boolean {
	const warn = (message: string, hint: string): void => {
		context.warnings.push({from: node.from, to: node.to, message, hint});
	};
	const spanned = withUnit(node, before);
	if (spanned !== null) {
		warn(`${node.text} is looked for as a word`, `A unit stands right behind its number: ${spanned}`);
		return true;
	}
	const meant = node.quoted ? null : meantBy(node, behind, context);
	const {table} = context.catalogue;
	if (meant === null || table.size === 0 || compileWord(node).select(table, 0).includes(1)) return false;
	warn(`No name, id, tag or note holds ${node.text}`, `Write ${meant}`);
	return true;
}

/** `loss<0,3` is loss<0 or loss<3, which nobody means. */
function checkBound({field, op, items}: ConditionNode, {warnings}: ResolveContext): void {
	if (!/^[<>]/.test(op) || items.length < 2) return;
	const span: Span = {from: items[0]!.from, to: items.at(-1)!.to};
	const texts = items.map(({text}) => text);
	const isThousands = texts.slice(1).every(text => /^\d{3}$/.test(text)) && !texts[0]!.startsWith('0');
	const instead = isThousands ? texts.join('') : items.length === 2 ? texts.join('.') : null;
	warnings.push({
		...span,
		message: `A comma stands between values, so this asks for any of ${texts.map(text => op + text).join(', ')}`,
		hint: instead === null || readNumber(instead) === null ? null : `Write ${printField(field)}${op}${instead}`,
	});
}

/** Adds to the warnings what in a query was probably meant as something else; of several words beside each other the first. */
export function findDoubts(node: QueryNode, context: ResolveContext): void {
	if (node.kind === 'condition') checkBound(node, context);
	else if (node.kind === 'not') findDoubts(node.part, context);
	else if (node.kind === 'word') isDoubted(node, null, [], context);
	else if (node.kind === 'and' || node.kind === 'or') {
		const {kind, parts} = node;
		for (const part of parts) if (kind === 'or' || part.kind !== 'word') findDoubts(part, context);
		if (kind === 'and')
			parts.some((part, at) => part.kind === 'word' && isDoubted(part, parts[at - 1] ?? null, parts.slice(at + 1), context));
	}
}
