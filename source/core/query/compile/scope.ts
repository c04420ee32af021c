import type {RunRow} from '../../row.ts';
import {type Standing, standingOf} from '../fields/standing.ts';
import {matchGlob} from '../language/glob.ts';
import {parseQuery} from '../language/parse.ts';
import type {ConditionNode, QueryNode, QuerySyntax} from '../language/syntax.ts';

/**
 * Runs that were put away, archived or deleted, are left out of every list, as in k9s, MLflow or a mailbox, unless the query speaks of them:
 * `is:archived`, `status:deleted`, `mark:archived`, `is:*`. A query that says `is:` decides all by itself.
 */

/** Which runs a query is about, besides those that are active. */
export type Scope = 'active' | 'archived too' | 'deleted too' | 'all';

/** True where a query of that scope is about the run. */
export function isInScope(row: Pick<RunRow, 'status' | 'marks'>, scope: Scope): boolean {
	if (scope === 'all') return true;
	const standing = standingOf(row);
	return standing === 'active' || scope === `${standing} too`;
}

/** The scope that a query asks for; null for a text that is no query. */
export function scopeOfText(text: string): Scope | null {
	if (text.trim() === '') return 'active';
	const parsed = parseQuery(text);
	return parsed.ok ? scopeOf(parsed.syntax) : null;
}

/** The scope that a query asks for. */
export function scopeOf({node}: QuerySyntax): Scope {
	const spoken = new Set(node === null ? [] : spokenOf(node));
	if (spoken.size === 2) return 'all';
	return spoken.has('archived') ? 'archived too' : spoken.has('deleted') ? 'deleted too' : 'active';
}

type PutAway = Exclude<Standing, 'active'>;

function spokenOf(node: QueryNode): PutAway[] {
	switch (node.kind) {
		case 'condition':
			return spokenIn(node);
		case 'not':
			return spokenOf(node.part);
		case 'and':
		case 'or':
			return node.parts.flatMap(spokenOf);
		default:
			return [];
	}
}

function spokenIn({field, items}: ConditionNode): PutAway[] {
	if (field.scope === 'metric' || field.scope === 'config') return [];
	const name = field.name.toLowerCase();
	const says = (word: PutAway) => items.some(({text}) => text !== '*' && matchGlob(text.toLowerCase(), word));
	if (name === 'is') return ['archived', 'deleted'];
	if ((name === 'status' || name === 'state') && says('deleted')) return ['deleted'];
	return (name === 'mark' || name === 'marks') && says('archived') ? ['archived'] : [];
}
