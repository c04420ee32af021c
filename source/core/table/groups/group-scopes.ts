import type {Readable} from '../../query/columns/table.ts';
import type {Field} from '../../query/fields/field.ts';
import type {RunFacts} from '../../run.ts';

/** What tells groups of one name apart that live in different projects, stores or directories. */
export const groupScope: Readable = {id: 'group scope', read: row => (row.group === null ? null : (row.groupScope ?? null))};

/** What is the same for the runs of one group alone; null for a run in none. */
export const groupKeyOf = ({group, groupScope = null}: Pick<RunFacts, 'group'> & {groupScope?: string | null}): string | null =>
	group === null ? null : `${groupScope ?? ''}\0${group}`;

/** True for the field of which the values are names within a project only. */
export const isScoped = ({source}: Field): boolean => source.from === 'attribute' && source.name === 'group';

/**
 * Values of parts with where they live where two parts have the same: `baseline (A)`, with as much of its path as tells it from the others.
 * @param scopes of each part; null where that is not known
 */
export function nameScoped(values: readonly (string | null)[], scopes: readonly (string | null)[]): (string | null)[] {
	return values.map((value, at) => {
		const scope = scopes[at] ?? null;
		const alike = scopes.filter((_, other) => other !== at && values[other] === value);
		if (value === null || scope === null || alike.every(other => other === scope)) return value;
		return `${value} (${endOf(scope, new Set(alike))})`;
	});
}

/** The key of a group that has a place. */
export const placedGroup: Readable = {
	id: 'group and scope',
	read: row => (row.groupScope === undefined ? null : groupKeyOf(row)),
};

/** Whether a group, as `placedGroup` reads it, is the one that `nameScoped` calls by a text; null for a text that names no place. Case is ignored. */
export function meansScoped(text: string): ((placed: string) => boolean) | null {
	const shown = text.toLowerCase();
	if (!/. \(.+\)$/.test(shown)) return null;
	return placed => {
		const [scope = '', group = ''] = placed.toLowerCase().split('\0');
		const start = `${group} (`;
		return (
			shown.startsWith(start) && shown.length > start.length + 1 && `/${scope}`.endsWith(`/${shown.slice(start.length, -1)}`)
		);
	};
}

/** The last parts of a path, so many that no other one ends with the same. */
function endOf(path: string, others: ReadonlySet<string | null>): string {
	const parts = path.split('/');
	for (let count = 1; count < parts.length; count++) {
		const end = parts.slice(-count).join('/');
		if (![...others].some(other => other !== null && other !== path && `/${other}`.endsWith(`/${end}`))) return end;
	}
	return path;
}
